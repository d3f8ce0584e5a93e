//! `moved-docs`: a link to documentation that is known to have moved.

use crate::facts::ExternalLink;
use crate::links::external::links_if;
use crate::links::moved_docs::{MovedPage, moved, possible};
use crate::lint::prelude::*;

pub(crate) struct MovedDocs;

rule!(MovedDocs {
    summary: Text { en: "a link to documentation that has moved", ja: "移転したドキュメントへのリンク" },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
});

impl Check for MovedDocs {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        if !possible(note.source.text()) {
            return;
        }
        for link in links_if(note.document, &possible) {
            if let Some(moved) = moved(&format!("{}{}", link.shown, link.tail)) {
                report(&link, &moved, sink);
            }
        }
    }
}

fn report(link: &ExternalLink, moved: &MovedPage, sink: &mut Sink<'_>) {
    let MovedPage { from, to, .. } = moved;
    let (from, to) = (from.trim_end_matches(['/', '-']), to.trim_end_matches(['/', '-']));
    let report = sink
        .report(link.span, message!("`{from}` has moved to `{to}`", "`{from}` は `{to}` に移転した"))
        .about(from)
        .note(message!(
            "the old URL only works as long as it is redirected",
            "元の URL は、リダイレクトが続いている間しか使えない"
        ));
    if link.replaceable {
        let shown = excerpt(&moved.url);
        report.fix(
            if moved.exact { Applicability::Safe } else { Applicability::Unsafe },
            Effect::Destination,
            message!("replace with `{shown}`", "`{shown}` に書き換える"),
            vec![Edit::replace(link.span, &*moved.url)],
        );
    }
}
