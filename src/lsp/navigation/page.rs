//! A parsed note with its link targets.

use std::cell::OnceCell;

use crate::facts::{ExternalLink, LocalLink};
use crate::links::anchor_targets::{AnchorTarget, AnchorTargets};
use crate::links::external;
use crate::lsp::views::NoteView;
use crate::markdown::document::Document;

/// A parsed note. What else is known of it is computed when it is needed.
pub(super) struct Page<'n, 'v, 'a> {
    /// The note.
    pub(super) note: &'n NoteView<'v, 'a>,
    /// Its tree.
    pub(super) document: Document<'n>,
    targets: OnceCell<AnchorTargets>,
    external: OnceCell<Vec<ExternalLink>>,
}

impl<'n, 'v, 'a> Page<'n, 'v, 'a> {
    /// Parses `note`.
    pub(super) fn new(note: &'n NoteView<'v, 'a>) -> Self {
        let document = Document::parse(&note.source);
        Self { note, document, targets: OnceCell::new(), external: OnceCell::new() }
    }

    /// The links to files of the project, in the order of the text.
    pub(super) fn links(&self) -> &'a [LocalLink] {
        self.note.facts().map_or(&[], |facts| &facts.links)
    }

    /// The links to URLs, in the order of the text.
    pub(super) fn external(&self) -> &[ExternalLink] {
        self.external.get_or_init(|| external::with_reserved(&self.document))
    }

    /// What links can lead to.
    pub(super) fn anchors(&self) -> &AnchorTargets {
        self.targets.get_or_init(|| AnchorTargets::of(&self.document, &[]))
    }

    /// The heading or id at `index` of the targets.
    pub(super) fn target(&self, index: usize) -> Option<&AnchorTarget> {
        self.anchors().targets.get(index)
    }
}
