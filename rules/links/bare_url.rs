//! `bare-url`: a URL or an email address without `<` and `>` around it.

use rustc_hash::FxHashMap;

use crate::links::{html, placeholder, whole_url};
use crate::lint::enclosed_url::enclose;
use crate::lint::prelude::*;
use crate::markdown::autolink::url_extent;
use crate::markdown::document::LinkSyntax;
use crate::text::profile::BareUrls;

pub(crate) struct BareUrl {
    options: Options,
}

/// Options of `bare-url`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report URLs and email addresses that the host turns into links, too.
    linked: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { linked: true }
    }
}

rule!(BareUrl {
    options: Options,
    summary: Text {
        en: "a URL or email address without `<` and `>` around it",
        ja: "URL やメールアドレスが `<` と `>` で囲まれていない",
    },
    aliases: &["MD034", "no-bare-urls"],
    presets: &[Preset::Recommended.with("linked = false"), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
});

impl Check for BareUrl {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut found: Vec<Node<'_>> = Vec::new();
        // For each HTML element that is open in this block: how many links had been found before it.
        let mut open: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for node in note.document.nodes() {
            match node.kind() {
                Kind::Paragraph | Kind::Heading | Kind::TableCell => {
                    found.drain(..).for_each(|link| self.report(note, link, sink));
                    open.clear();
                }
                Kind::InlineHtml => {
                    for tag in html::tags(node.source()) {
                        let starts = open.entry(tag.name.to_ascii_lowercase()).or_default();
                        if !tag.end {
                            starts.push(found.len());
                        } else if let Some(start) = starts.pop() {
                            found.truncate(start);
                        }
                    }
                }
                Kind::BareUrl if !is_special(node.source()) && !whole_url::is_left_out(node) => found.push(node),
                _ => {}
            }
        }
        found.drain(..).for_each(|link| self.report(note, link, sink));
    }
}

/// Whether only GitHub turns `url` into a link, because of its scheme. Example: `mailto:a@example.com`.
fn is_special(url: &str) -> bool {
    ["mailto:", "xmpp:", "ftp:"].iter().any(|scheme| url.starts_with(scheme))
}

impl BareUrl {
    fn report(&self, note: &Note<'_>, link: Node<'_>, sink: &mut Sink<'_>) {
        let whole = whole_url::whole(link);
        let source = note.source.slice(whole);
        let url = &source[..url_extent(source)];
        let span = Span::new(whole.start as usize, whole.start as usize + url.len());
        let is_page = placeholder::is_page(url) && !placeholder::begins(&note.source.text()[span.end as usize..]);
        let report = if link.link().form == LinkSyntax::Unlinked && is_page {
            unlinked(note, link, url, span, sink)
        } else if let Some(rest) = whole_url::left_out(link).filter(|_| is_page) {
            cut(note, link, rest, sink)
        } else if self.options.linked {
            bare(link, url, span, sink)
        } else {
            return;
        };
        // If the host's link includes the text after the URL, the fix changes the target. `swallowing-url` reports that.
        let sure = url.is_ascii() && url.len() == source.len();
        let applicability = if sure { Applicability::Safe } else { Applicability::Unsafe };
        enclose(report, note.document, link, span, applicability);
    }
}

/// Reports a URL that the host does not turn into a link.
fn unlinked<'s>(note: &Note<'_>, link: Node<'_>, url: &str, span: Span, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let (shown, host) = (excerpt(url), note.document.profile().title);
    let before = note.source.text()[..link.span().start as usize].chars().next_back();
    let report =
        sink.report(span, message!("`{shown}` is not a link on {host}", "`{shown}` は {host} ではリンクにならない"));
    match note.document.profile().bare_urls {
        BareUrls::Goldmark if before.is_some_and(|char| !char.is_ascii_whitespace()) => report.note(message!(
            "on {host}, a bare URL is only a link at the start of a line, or after an ASCII space or `(`",
            "{host} の自動リンクは、行頭か半角スペースか `(` の直後でだけ働く"
        )),
        BareUrls::Never => report.note(message!(
            "{host} does not turn bare URLs into links",
            "{host} は URL を書いただけではリンクにしない"
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

fn bare<'s>(link: Node<'_>, url: &str, span: Span, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let shown = excerpt(url);
    let noun = if link.link().destination.starts_with("mailto:") { "email address" } else { "URL" };
    sink.report(span, message!("`{shown}` is a bare {noun}", "`{shown}` が `<` と `>` で囲まれていない")).note(
        message!(
            "some renderers do not turn it into a link, and the others disagree on where it ends",
            "リンクにならない環境や、後ろの文字までリンクにする環境がある"
        ),
    )
}
