//! A finding of a rule in a note.

use serde::{Deserialize, Serialize};

use super::{Applicability, Fix, Lang, Localized, Message, Meta, Severity};
use crate::message;
use crate::text::source::Span;

/// Whether a fix replaces words where no word changes how the note is read, so that the note need not be parsed to verify it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Inert {
    /// Not known.
    #[default]
    No,
    /// Yes, but in a heading, whose anchor changes.
    InHeading,
    /// Yes.
    Yes,
}

/// A finding of a rule in a note.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Meta,
    /// The range at fault, in bytes.
    pub span: Span,
    /// The severity, as configured for the rule.
    pub severity: Severity,
    /// What is wrong, with the text at fault in backquotes: lower case, no full stop.
    pub message: String,
    /// Why it matters, and further information.
    pub notes: Vec<String>,
    /// How to fix it.
    pub fix: Option<Fix>,
    /// Whether the fix is withheld because it would change what the note says, or break a link.
    pub withheld: bool,
    /// Whether the fix replaces words where no word changes how the note is read.
    pub inert: Inert,
    /// What it is about, such as a service, if it is to be reported only once for each note; see
    /// [`tell_once`](super::tell_once).
    pub fact: Option<String>,
    /// Whether it is in a link to a part of the note, such as an entry of its table of contents. Another place of the same
    /// fact then comes first.
    pub in_contents: bool,
    /// Further places of the same fact in the note, in bytes, sorted. Only findings that are ready for a report have them.
    pub places: Vec<Span>,
}

impl Finding {
    /// A finding of `rule` without notes and fix.
    pub fn new(rule: &'static Meta, span: Span, severity: Severity, message: String) -> Self {
        let (notes, places) = (Vec::new(), Vec::new());
        Self {
            rule,
            span,
            severity,
            message,
            notes,
            fix: None,
            withheld: false,
            inert: Inert::No,
            fact: None,
            in_contents: false,
            places,
        }
    }

    /// Withholds the fix, and adds a note with the reason `why`.
    pub fn withhold(&mut self, why: &impl Localized, lang: Lang) {
        let why = why.text(lang);
        self.withhold_for(&message!("fix withheld: {why}", "自動修正を見送った: {why}"), lang);
    }

    /// Withholds the fix, and adds `note` as it is.
    pub fn withhold_for(&mut self, note: &Message<'_>, lang: Lang) {
        self.withheld = true;
        if let Some(fix) = &mut self.fix {
            fix.applicability = Applicability::Manual;
        }
        self.notes.push(note.text(lang));
    }
}
