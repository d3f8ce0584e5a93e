//! The state of one rule in a note, as its comments set it.

use super::comment::{Directive, Suppression};
use super::tags::{answers_to_name, is_shared};
use crate::finding::Meta;
use crate::text::source::Span;

/// The index of a comment, and the index of its name for the rule (0 for a comment without names).
pub(super) type By = (usize, usize);

/// The state of a rule at one offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CommentState {
    On,
    /// Suppressed by a comment.
    Off(By),
    /// Off in the configuration, and not enabled by a comment.
    EnabledByComment,
}

/// The state of one rule in a note, by offset.
pub(super) struct Timeline {
    first: CommentState,
    /// The state from this offset on.
    switches: Vec<(u32, CommentState)>,
    /// Single lines with a comment, sorted.
    lines: Vec<(Span, By)>,
}

impl Timeline {
    pub(super) fn of(rule: &Meta, enabled_by_comment: bool, comments: &[Suppression]) -> Self {
        let naming = || comments.iter().enumerate().filter_map(|(index, comment)| comment.by(index, rule));
        let mut state = if enabled_by_comment { CommentState::EnabledByComment } else { CommentState::On };
        // The state that a first `restore` returns to does not include comments for the whole file.
        let mut captured = state;
        for (comment, by) in naming() {
            match comment.directive {
                Directive::DisableFile => state = CommentState::Off(by),
                Directive::EnableFile => state = CommentState::On,
                _ => {}
            }
        }
        let mut timeline = Self { first: state, switches: Vec::new(), lines: Vec::new() };
        for (comment, by) in naming() {
            match comment.directive {
                Directive::Disable => state = CommentState::Off(by),
                Directive::Enable => state = CommentState::On,
                Directive::Capture => captured = state,
                Directive::Restore => state = captured,
                Directive::DisableLine | Directive::DisableNextLine => {
                    timeline.lines.push((comment.reach, by));
                    continue;
                }
                Directive::DisableFile | Directive::EnableFile => continue,
            }
            timeline.switches.push((comment.reach.start, state));
        }
        // The sort is stable, so the first of two comments for one line stays first.
        timeline.lines.sort_by_key(|(line, _)| line.start);
        timeline
    }

    pub(super) fn at(&self, place: u32) -> CommentState {
        let before = self.lines.partition_point(|(line, _)| line.start <= place);
        if let Some((line, _)) = self.lines[..before].last()
            && place <= line.end
        {
            let first = self.lines.partition_point(|(other, _)| other.start < line.start);
            return CommentState::Off(self.lines[first].1);
        }
        let before = self.switches.partition_point(|(from, _)| *from <= place);
        self.switches[..before].last().map_or(self.first, |(_, state)| *state)
    }
}

impl Suppression {
    /// This comment, which is at `index`, and the name by which it affects `rule`; `None` if it does not.
    fn by(&self, index: usize, rule: &Meta) -> Option<(&Self, By)> {
        if self.in_code && !is_shared(rule) {
            return None;
        }
        let all = self.rules.is_empty() || matches!(self.directive, Directive::Capture | Directive::Restore);
        let name = if all { 0 } else { self.rules.iter().position(|(name, _)| answers_to_name(rule, name))? };
        Some((self, (index, name)))
    }
}
