//! The suppression comments of a note, applied to findings.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::comment::{Configure, Directive, Suppression};
use super::tags::{answers_to_name, is_shared};
use super::timeline::{CommentState, Timeline};
use crate::finding::{Finding, Meta};
use crate::text::source::Span;

/// The suppression comments of a note.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Suppressions {
    pub(super) list: Vec<Suppression>,
    pub(super) configure: Vec<Configure>,
}

impl Suppressions {
    /// The parts of the comments that decide which rules the note has.
    pub fn inline(&self) -> Inline {
        let mut enabled = Vec::new();
        let enabling = |comment: &&Suppression| matches!(comment.directive, Directive::Enable | Directive::EnableFile);
        for comment in self.list.iter().filter(|comment| !comment.own).filter(enabling) {
            enabled.extend(comment.rules.iter().map(|(name, _)| name.to_ascii_lowercase()));
            if comment.rules.is_empty() {
                enabled.push(String::new());
            }
        }
        enabled.sort();
        enabled.dedup();
        Inline { configure: self.configure.iter().map(|comment| comment.text.clone()).collect(), enabled }
    }

    /// Removes the suppressed findings. Returns, for each comment in the order of [`Suppressions::iter`], which of its
    /// names suppressed something (one flag for a comment without names). A rule that is `enabled_by_comment` is off
    /// except where an `enable` comment applies.
    pub fn apply(&self, findings: &mut Vec<Finding>, enabled_by_comment: impl Fn(&Meta) -> bool) -> Vec<Vec<bool>> {
        let mut used: Vec<_> = self.list.iter().map(|comment| vec![false; comment.rules.len().max(1)]).collect();
        if !self.list.is_empty() {
            let mut known: FxHashMap<&str, Timeline> = FxHashMap::default();
            findings.retain(|finding| {
                let rule = finding.rule;
                let timeline =
                    known.entry(rule.name).or_insert_with(|| Timeline::of(rule, enabled_by_comment(rule), &self.list));
                let state = timeline.at(finding.span.start);
                if let CommentState::Off((comment, name)) = state {
                    used[comment][name] = true;
                }
                state == CommentState::On
            });
        }
        used
    }

    /// The names in notelint's own `disable…` comments that suppressed nothing. `used` is what [`Suppressions::apply`]
    /// returned. Comments for markdownlint are left alone, because markdownlint may need them.
    pub fn unused<'s>(&'s self, used: &[Vec<bool>], is_on: impl Fn(&str) -> bool) -> Vec<Unused<'s>> {
        let mut unused = Vec::new();
        let disabling = |comment: &Suppression| comment.own && comment.directive.disables();
        for (comment, used) in self.list.iter().zip(used).filter(|(comment, _)| disabling(comment)) {
            let names = comment.rules.iter().map(|(name, span)| (Some(&**name), *span));
            let all = comment.rules.is_empty().then_some((None, comment.span));
            for ((name, span), _) in names.chain(all).zip(used).filter(|(_, used)| !**used) {
                let is_on = name.is_none_or(&is_on);
                unused.push(Unused { name, span, comment: comment.span, is_on });
            }
        }
        unused
    }

    /// The `configure-file` comments, in the order of the text.
    pub fn configure(&self) -> &[Configure] {
        &self.configure
    }

    /// The comments, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &Suppression> {
        self.list.iter()
    }
}

/// The parts of a note's comments that decide which rules it has, regardless of where the comments apply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Inline {
    /// The texts of its `configure-file` comments, in order.
    pub configure: Vec<String>,
    /// The names in markdownlint's `enable` and `enable-file` comments. An empty name stands for all of its rules.
    pub enabled: Vec<String>,
}

impl Inline {
    /// Whether there are no such comments.
    pub fn is_empty(&self) -> bool {
        self.configure.is_empty() && self.enabled.is_empty()
    }

    /// Whether an `enable` comment names `rule`.
    pub fn enables(&self, rule: &Meta) -> bool {
        is_shared(rule) && self.enabled.iter().any(|name| name.is_empty() || answers_to_name(rule, name))
    }
}

/// A name that suppressed nothing, or a comment without names that suppressed nothing.
#[derive(Clone, Copy, Debug)]
pub struct Unused<'s> {
    /// The named rule; `None` for a comment without names.
    pub name: Option<&'s str>,
    /// The name, or the whole comment if it has no names.
    pub span: Span,
    /// The comment.
    pub comment: Span,
    /// Whether the rule was on in this run.
    pub is_on: bool,
}
