//! `bare-url`: a URL or an email address without `<` and `>` around it.

use crate::links::bare_urls::{bare_urls, whole};
use crate::lint::enclosed_url::enclose;
use crate::lint::prelude::*;
use crate::markdown::autolink::url_extent;

pub(crate) struct BareUrl;

rule!(BareUrl {
    summary: Text {
        en: "a URL or email address without `<` and `>` around it",
        ja: "URL やメールアドレスが `<` と `>` で囲まれていない",
    },
    aliases: &["MD034", "no-bare-urls"],
    presets: &[Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
});

impl Check for BareUrl {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for link in bare_urls(note.document) {
            if !is_special(link.source()) {
                report(note, link, sink);
            }
        }
    }
}

/// Whether few hosts turn `url` into a link, because of its scheme. Example: `mailto:a@example.com`.
fn is_special(url: &str) -> bool {
    ["mailto:", "xmpp:", "ftp:"].iter().any(|scheme| url.starts_with(scheme))
}

fn report(note: &Note<'_>, link: Node<'_>, sink: &mut Sink<'_>) {
    let source = note.source.slice(whole(link));
    let url = &source[..url_extent(source)];
    let start = link.span().start as usize;
    let span = Span::new(start, start + url.len());
    let shown = excerpt(url);
    let noun = if link.link().destination.starts_with("mailto:") { "email address" } else { "URL" };
    let report = sink
        .report(span, message!("`{shown}` is a bare {noun}", "`{shown}` が `<` と `>` で囲まれていない"))
        .note(message!(
            "some renderers do not turn it into a link, and the others disagree on where it ends",
            "リンクにならない環境や、後ろの文字までリンクにする環境がある"
        ));
    // If the host's link includes the text after the URL, the fix changes the target. `swallowing-url` reports that.
    let sure = url.is_ascii() && url.len() == source.len();
    enclose(report, note.document, link, span, if sure { Applicability::Safe } else { Applicability::Unsafe });
}
