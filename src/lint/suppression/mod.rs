//! Comments in a note that switch rules off and on: `<!-- notelint-disable rule … -->` and its kin, each also with the
//! prefix `markdownlint-`; and `<!-- markdownlint-configure-file … -->`.
//!
//! Comments count by lines. Those for the whole file come first, then `disable`, `enable`, `capture` and `restore`,
//! each from the beginning of its line on, then those for one line. A rule is called by its name, an alias or, as in
//! markdownlint, a tag; a name that is none is passed over.
//!
//! markdownlint finds its comments by text alone, in code too, and in one line each (`configure-file` aside). So it is
//! here, but in code they are obeyed by the rules that markdownlint shares, no others. A comment of notelint's own is
//! one where the note has HTML.

mod comments;
pub mod tags;
#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Meta};
use crate::markdown::document::Document;
use crate::text::source::Span;

/// What a comment says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Directive {
    /// From here on.
    Disable,
    /// Ends a `disable`; markdownlint's switches on what its configuration left off, too.
    Enable,
    /// On the comment's line.
    DisableLine,
    /// On the line behind the comment.
    DisableNextLine,
    /// In the whole file.
    DisableFile,
    /// Ends a `disable-file`.
    EnableFile,
    /// Keeps what is on and off, for `restore`.
    Capture,
    /// Makes it so again; without a `capture` as it is without comments.
    Restore,
}

impl Directive {
    const ALL: [(&'static str, Directive); 8] = [
        ("disable", Self::Disable),
        ("enable", Self::Enable),
        ("disable-line", Self::DisableLine),
        ("disable-next-line", Self::DisableNextLine),
        ("disable-file", Self::DisableFile),
        ("enable-file", Self::EnableFile),
        ("capture", Self::Capture),
        ("restore", Self::Restore),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, directive)| *directive)
    }

    fn disables(self) -> bool {
        matches!(self, Self::Disable | Self::DisableLine | Self::DisableNextLine | Self::DisableFile)
    }
}

/// A suppression comment, and the bytes it rules over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Suppression {
    /// What it says.
    pub directive: Directive,
    /// The comment.
    pub span: Span,
    /// The rules it names, each with its bytes; empty for all rules.
    pub rules: Vec<(String, Span)>,
    /// Written for notelint, not for markdownlint.
    pub own: bool,
    /// Stands in code: markdownlint obeys it all the same.
    in_code: bool,
    /// Findings that begin in here, or right behind it, are meant; but for the switches, that end where others begin.
    reach: Span,
}

/// A `markdownlint-configure-file` comment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Configure {
    /// The comment.
    pub span: Span,
    /// Its settings: the text after the word.
    pub text: String,
}

/// What a note's comments say of which rules it has, other than where they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Inline {
    /// The texts of its `configure-file` comments, in order.
    pub configure: Vec<String>,
    /// The names in markdownlint's `enable` and `enable-file` comments; an empty one stands for all its rules.
    pub enabled: Vec<String>,
}

impl Inline {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.configure.is_empty() && self.enabled.is_empty()
    }

    /// Whether an `enable` comment means `rule`.
    pub fn enables(&self, rule: &Meta) -> bool {
        tags::is_shared(rule) && self.enabled.iter().any(|name| name.is_empty() || is_called(rule, name))
    }
}

/// A name in a suppression comment, or a comment without names, that suppressed nothing.
#[derive(Clone, Copy, Debug)]
pub struct Unused<'s> {
    /// The rule named; `None` where the comment means all rules.
    pub name: Option<&'s str>,
    /// The name, or the comment where it names none.
    pub span: Span,
    /// The comment.
    pub comment: Span,
    /// Whether the rule was on in this run.
    pub is_on: bool,
}

/// Something wrong with a `configure-file` comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It can't be read, for this reason, and has no effect.
    Unreadable(String),
    /// One of its values is of the wrong type or out of bounds, as said here, and has no effect.
    BadOption(String),
}

/// The suppression comments of a note.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Suppressions {
    list: Vec<Suppression>,
    configure: Vec<Configure>,
}

impl Suppressions {
    /// Those of `document`.
    pub fn of(document: &Document<'_>) -> Self {
        comments::read(document)
    }

    /// What the comments say of which rules the note has.
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

    /// Takes the suppressed findings out of `findings`; gives which of the comments' names suppressed something, in
    /// the order of [`Suppressions::iter`] (one flag for a comment that names none). A rule that is `dormant` is off
    /// where no `enable` wakes it.
    pub fn apply(&self, findings: &mut Vec<Finding>, dormant: impl Fn(&Meta) -> bool) -> Vec<Vec<bool>> {
        let mut used: Vec<_> = self.list.iter().map(|comment| vec![false; comment.rules.len().max(1)]).collect();
        if !self.list.is_empty() {
            let mut known: FxHashMap<&str, Timeline> = FxHashMap::default();
            findings.retain(|finding| {
                let rule = finding.rule;
                let timeline = known.entry(rule.name).or_insert_with(|| Timeline::of(rule, dormant(rule), &self.list));
                let state = timeline.at(finding.span.start);
                if let State::Off((comment, name)) = state {
                    used[comment][name] = true;
                }
                state == State::On
            });
        }
        used
    }

    /// The names in notelint's own `disable…` comments that suppressed nothing, by what [`Suppressions::apply`] gave,
    /// and what is wrong with `configure-file` comments. Other comments written for markdownlint may be needed
    /// there, and are left alone.
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

/// Whether `name` means `rule`: its name, an alias or a tag.
pub fn is_called(rule: &Meta, name: &str) -> bool {
    rule.answers_to(name) || tags::is_tagged(rule, name)
}

/// Which comment, and which of its names (0 where it means all rules).
type By = (usize, usize);

/// What holds for a rule at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    On,
    /// Switched off by a comment.
    Off(By),
    /// Off in the configuration.
    Dormant,
}

/// What the comments make of one rule, line by line.
struct Timeline {
    first: State,
    /// From this byte on.
    switches: Vec<(u32, State)>,
    /// Single lines, sorted.
    lines: Vec<(Span, By)>,
}

impl Timeline {
    fn of(rule: &Meta, dormant: bool, comments: &[Suppression]) -> Self {
        let naming = || comments.iter().enumerate().filter_map(|(index, comment)| comment.by(index, rule));
        let mut state = if dormant { State::Dormant } else { State::On };
        // What comments for the whole file say is no part of what a first `restore` goes back to.
        let mut captured = state;
        for (comment, by) in naming() {
            match comment.directive {
                Directive::DisableFile => state = State::Off(by),
                Directive::EnableFile => state = State::On,
                _ => {}
            }
        }
        let mut timeline = Self { first: state, switches: Vec::new(), lines: Vec::new() };
        for (comment, by) in naming() {
            match comment.directive {
                Directive::Disable => state = State::Off(by),
                Directive::Enable => state = State::On,
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

    fn at(&self, place: u32) -> State {
        let before = self.lines.partition_point(|(line, _)| line.start <= place);
        if let Some((line, _)) = self.lines[..before].last()
            && place <= line.end
        {
            let first = self.lines.partition_point(|(other, _)| other.start < line.start);
            return State::Off(self.lines[first].1);
        }
        let before = self.switches.partition_point(|(from, _)| *from <= place);
        self.switches[..before].last().map_or(self.first, |(_, state)| *state)
    }
}

impl Suppression {
    /// This comment, the one at `index`, if it has a say in `rule`, and by which name.
    fn by(&self, index: usize, rule: &Meta) -> Option<(&Self, By)> {
        if self.in_code && !tags::is_shared(rule) {
            return None;
        }
        let all = self.rules.is_empty() || matches!(self.directive, Directive::Capture | Directive::Restore);
        let name = if all { 0 } else { self.rules.iter().position(|(name, _)| is_called(rule, name))? };
        Some((self, (index, name)))
    }
}
