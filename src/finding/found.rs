//! A finding of a rule in a note.

use super::{Applicability, Fix, Lang, Message, Meta, Severity};
use crate::message;
use crate::text::source::Span;

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
}

impl Finding {
    /// Withholds the fix, and adds a note with the reason `why`.
    pub fn withhold(&mut self, why: &Message<'_>, lang: Lang) {
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
