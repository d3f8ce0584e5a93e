//! What the comments of a note make of one rule, line by line.

use super::comment::{Directive, Suppression};
use super::tags::{answers_to_name, is_shared};
use crate::finding::Meta;
use crate::text::source::Span;

/// Which comment, and which of its names (0 where it means all rules).
pub(super) type By = (usize, usize);

/// What holds for a rule at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CommentState {
    On,
    /// Switched off by a comment.
    Off(By),
    /// Off in the configuration.
    EnabledByComment,
}

/// What the comments make of one rule, line by line.
pub(super) struct Timeline {
    first: CommentState,
    /// From this byte on.
    switches: Vec<(u32, CommentState)>,
    /// Single lines, sorted.
    lines: Vec<(Span, By)>,
}

impl Timeline {
    pub(super) fn of(rule: &Meta, enabled_by_comment: bool, comments: &[Suppression]) -> Self {
        let naming = || comments.iter().enumerate().filter_map(|(index, comment)| comment.by(index, rule));
        let mut state = if enabled_by_comment { CommentState::EnabledByComment } else { CommentState::On };
        // What comments for the whole file say is no part of what a first `restore` goes back to.
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
        // Of two comments for one line the first stays first.
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
    /// This comment, the one at `index`, if it has a say in `rule`, and by which name.
    fn by(&self, index: usize, rule: &Meta) -> Option<(&Self, By)> {
        if self.in_code && !is_shared(rule) {
            return None;
        }
        let all = self.rules.is_empty() || matches!(self.directive, Directive::Capture | Directive::Restore);
        let name = if all { 0 } else { self.rules.iter().position(|(name, _)| answers_to_name(rule, name))? };
        Some((self, (index, name)))
    }
}
