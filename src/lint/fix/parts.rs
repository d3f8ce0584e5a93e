//! What is needed of a note to verify fixes.

use crate::finding::Effect;

/// Parts of a [`Snapshot`](super::snapshot::Snapshot) that only some fixes need. Most fixes replace words in paragraphs and need none of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    /// Link targets, links and destinations.
    pub(super) links: bool,
    /// The text with what is not shown of it.
    pub(super) written: bool,
    /// The characters of code.
    pub(super) code: bool,
}

impl Parts {
    /// Link targets, links and destinations.
    pub(super) const LINKS: Self = Self { links: true, written: false, code: false };
    /// All parts.
    pub(super) const ALL: Self = Self { links: true, written: true, code: true };

    /// What verifying fixes with this `effect` needs. Text and white space outside headings are part of no anchor.
    pub(super) fn of(effect: Effect) -> Self {
        Self {
            links: !matches!(effect, Effect::Layout | Effect::Text | Effect::Code),
            written: effect == Effect::Literal,
            code: effect == Effect::Code,
        }
    }

    /// The parts of both.
    pub(super) fn union(self, other: Self) -> Self {
        Self { links: self.links || other.links, written: self.written || other.written, code: self.code || other.code }
    }

    /// Whether all `other` parts are among these.
    pub(super) fn contains(self, other: Self) -> bool {
        (self.links || !other.links) && (self.written || !other.written) && (self.code || !other.code)
    }
}
