//! Fixes within headings: a heading's text is its anchor, and a link may lead there.

use crate::engine::ProjectView;
use crate::finding::{Finding, Lang};
use crate::fix::{Applicability, Effect};
use crate::message;

/// Makes the safe fixes that would break a link of the project unsafe, and says so.
pub fn guard(findings: &mut [Finding], view: &ProjectView<'_>, lang: Lang) {
    for finding in findings {
        let Some(fix) = &mut finding.fix else { continue };
        if fix.applicability != Applicability::Safe || fix.effect == Effect::Layout {
            continue;
        }
        let touched =
            view.facts.anchors.iter().filter(|anchor| fix.edits.iter().any(|edit| anchor.span.covers(edit.span)));
        if touched.into_iter().any(|anchor| view.project.is_linked(view.path, &anchor.name)) {
            fix.applicability = Applicability::Unsafe;
            let note = message!(
                "a link leads to this heading: the fix would change its anchor",
                "この見出しへのリンクがある。修正するとアンカーが変わる"
            );
            finding.notes.push(note.text(lang));
        }
    }
}
