//! `unlinked-url`: a URL that the host of the notes does not turn into a link, or not all of it.

use crate::links::bare_urls::{bare_urls, left_out, whole};
use crate::links::placeholder;
use crate::lint::enclosed_url::enclose;
use crate::lint::prelude::*;
use crate::markdown::document::LinkSyntax;
use crate::text::profile::BareUrls;

pub(crate) struct UnlinkedUrl;

rule!(UnlinkedUrl {
    summary: Text {
        en: "a URL that is not a link where the notes are read",
        ja: "ノートを公開する環境でリンクにならない URL",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
});

impl Check for UnlinkedUrl {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for link in bare_urls(note.document) {
            let span = whole(link);
            let url = note.source.slice(span);
            let after = &note.source.text()[span.end as usize..];
            if !placeholder::is_page(url) || placeholder::begins(after) {
                continue;
            }
            let report = match left_out(link) {
                Some(rest) => cut(note, link, rest, sink),
                None if link.link().form == LinkSyntax::Unlinked => unlinked(note, link, sink),
                None => continue,
            };
            // The last of other characters may belong to the sentence.
            let applicability = if url.is_ascii() { Applicability::Safe } else { Applicability::Unsafe };
            enclose(report, note.document, link, span, applicability);
        }
    }
}

/// Reports a URL that the host does not turn into a link.
fn unlinked<'s>(note: &Note<'_>, link: Node<'_>, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let profile = note.document.profile();
    let (shown, host) = (excerpt(link.source()), profile.title);
    let report = sink
        .report(link.span(), message!("`{shown}` is not a link on {host}", "`{shown}` は {host} ではリンクにならない"));
    let before = note.source.text()[..link.span().start as usize].chars().next_back();
    match profile.bare_urls {
        BareUrls::Never => report.note(message!(
            "{host} does not turn bare URLs into links",
            "{host} は URL を書いただけではリンクにしない"
        )),
        BareUrls::Goldmark if before.is_some_and(|char| !char.is_ascii_whitespace()) => report.note(message!(
            "on {host}, a bare URL is only a link at the start of a line, or after an ASCII space or `(`",
            "{host} の自動リンクは、行頭か半角スペースか `(` の直後でだけ働く"
        )),
        _ => report,
    }
}

/// Reports a URL of which the host links only a part, and leaves out `rest`.
fn cut<'s>(note: &Note<'_>, link: Node<'_>, rest: Node<'_>, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let (shown, left_out, host) = (excerpt(link.source()), excerpt(rest.source()), note.document.profile().title);
    sink.report(
        rest.span(),
        message!(
            "on {host}, the link to `{shown}` leaves out `{left_out}`",
            "{host} では `{shown}` までがリンクになり、`{left_out}` が抜ける"
        ),
    )
    .note(message!("the link points to another page", "別のページへのリンクになる"))
}
