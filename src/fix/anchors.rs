//! Fixes within headings: a heading's text is its anchor, and a link may lead there.

use std::cell::LazyCell;

use crate::engine::ProjectView;
use crate::facts::Anchor;
use crate::finding::{Finding, Lang};
use crate::fix::{Applicability, Effect};
use crate::message;
use crate::source::Span;

/// Makes the safe fixes that would break a link of the project unsafe, and says so.
pub fn guard(findings: &mut [Finding], view: &ProjectView<'_>, lang: Lang) {
    let places = LazyCell::new(|| Places::of(&view.facts.anchors));
    for finding in findings {
        let Some(fix) = &mut finding.fix else { continue };
        if fix.applicability != Applicability::Safe || fix.effect == Effect::Layout {
            continue;
        }
        let mut touched = fix.edits.iter().flat_map(|edit| places.around(edit.span));
        if touched.any(|anchor| view.project.is_linked(view.path, &anchor.name)) {
            fix.applicability = Applicability::Unsafe;
            let note = message!(
                "a link leads to this heading: the fix would change its anchor",
                "この見出しへのリンクがある。修正するとアンカーが変わる"
            );
            finding.notes.push(note.text(lang));
        }
    }
}

/// The anchors of a note in the order of the text: a note may have as many as it has findings.
struct Places<'a> {
    anchors: Vec<&'a Anchor>,
    /// For each of them, the farthest end of those up to it: they may lie within each other.
    ends: Vec<u32>,
}

impl<'a> Places<'a> {
    fn of(anchors: &'a [Anchor]) -> Self {
        let mut anchors: Vec<_> = anchors.iter().collect();
        anchors.sort_by_key(|anchor| anchor.span);
        let farthest = |end: &mut u32, anchor: &&Anchor| {
            *end = anchor.span.end.max(*end);
            Some(*end)
        };
        let ends = anchors.iter().scan(0, farthest).collect();
        Self { anchors, ends }
    }

    /// Those whose place holds `span`.
    fn around(&self, span: Span) -> impl Iterator<Item = &'a Anchor> {
        let behind = self.anchors.partition_point(|anchor| anchor.span.start <= span.start);
        let before = self.anchors[..behind].iter().zip(&self.ends[..behind]).rev();
        let near = before.take_while(move |(_, end)| **end >= span.end);
        near.map(|(anchor, _)| *anchor).filter(move |anchor| anchor.span.covers(span))
    }
}
