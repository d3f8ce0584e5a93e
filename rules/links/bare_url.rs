//! `bare-url`: a URL or an email address without `<` and `>` around it.

use rustc_hash::FxHashMap;

use crate::links::html;
use crate::lint::prelude::*;
use crate::markdown::autolink::is_pointed;
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
        let mut found: Vec<Node<'_>> = Vec::new();
        // For each HTML element that is open in this block: how many links had been found before it.
        let mut open: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for node in note.document.nodes() {
            match node.kind() {
                Kind::Paragraph | Kind::Heading | Kind::TableCell => {
                    found.drain(..).for_each(|link| report(link, sink));
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
                Kind::BareUrl if !is_special(node.source()) => found.push(node),
                _ => {}
            }
        }
        found.drain(..).for_each(|link| report(link, sink));
    }
}

/// Whether only GitHub turns `url` into a link, because of its scheme. Example: `mailto:a@example.com`.
fn is_special(url: &str) -> bool {
    ["mailto:", "xmpp:", "ftp:"].iter().any(|scheme| url.starts_with(scheme))
}

fn report(link: Node<'_>, sink: &mut Sink<'_>) {
    let source = link.source();
    let start = link.span().start as usize;
    let url = &source[..url_extent(source)];
    let shown = excerpt(url);
    let noun = if link.link().destination.starts_with("mailto:") { "email address" } else { "URL" };
    let report = sink
        .report(
            Span::new(start, start + url.len()),
            message!("`{shown}` is a bare {noun}", "`{shown}` が `<` と `>` で囲まれていない"),
        )
        .note(message!(
            "some renderers do not turn it into a link, and the others disagree on where it ends",
            "リンクにならない環境や、後ろの文字までリンクにする環境がある"
        ));
    if is_pointed(url) && !html::may_begin_block(link) {
        // If GitHub's link includes the text after the URL, the fix changes the target. `swallowing-url` reports that.
        let sure = url.is_ascii() && url.len() == source.len();
        report.fix(
            if sure { Applicability::Safe } else { Applicability::Unsafe },
            Effect::Structure,
            message!("enclose it in `<` and `>`", "`<` と `>` で囲む"),
            vec![Edit::insert(start, "<"), Edit::insert(start + url.len(), ">")],
        );
    }
}
