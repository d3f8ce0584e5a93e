//! One fault at one place of one note.

use super::{Applicability, Fix, Lang, Message, Meta, Severity};
use crate::message;
use crate::text::source::Span;

/// One fault at one place of one note.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Meta,
    /// The bytes at fault.
    pub span: Span,
    /// As configured for the rule.
    pub severity: Severity,
    /// What is wrong, with the text at fault in backquotes: lower case, no full stop.
    pub message: String,
    /// Why it matters, or what else is known.
    pub notes: Vec<String>,
    /// How to mend it.
    pub fix: Option<Fix>,
    /// Whether the fix is withheld: it would change what the note says, or break a link.
    pub withheld: bool,
}

impl Finding {
    /// Takes the fix out of reach, and says why.
    pub fn withhold(&mut self, why: &Message<'_>, lang: Lang) {
        let why = why.text(lang);
        self.withhold_for(&message!("fix withheld: {why}", "自動修正を見送った: {why}"), lang);
    }

    /// The same, where `note` says all of it.
    pub fn withhold_for(&mut self, note: &Message<'_>, lang: Lang) {
        self.withheld = true;
        if let Some(fix) = &mut self.fix {
            fix.applicability = Applicability::Manual;
        }
        self.notes.push(note.text(lang));
    }
}
