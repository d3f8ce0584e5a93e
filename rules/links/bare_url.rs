//! `bare-url`: a URL or an email address without `<` and `>` around it.

use crate::links::bare_urls::{bare_urls, whole};
use crate::lint::enclosed_url::enclose;
use crate::lint::prelude::*;
use crate::markdown::autolink::url_extent;
use crate::markdown::document::NodeId;

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
        let mut brackets = Brackets::default();
        for link in bare_urls(note.document) {
            if !is_special(link.source()) && !brackets.is_open_at(link) {
                report(note, link, sink);
            }
        }
    }
}

/// The brackets before a URL in its block. Some renderers make no link after one that is open.
#[derive(Default)]
struct Brackets {
    block: Option<NodeId>,
    /// The offset up to which the block has been read.
    at: usize,
    open: usize,
}

impl Brackets {
    /// Whether a bracket is open before `link`. Call it in the order of the text.
    fn is_open_at(&mut self, link: Node<'_>) -> bool {
        const BLOCKS: Kinds = Kinds::of(&[Kind::Paragraph, Kind::Heading, Kind::TableCell]);
        let Some(block) = link.ancestors().find(|node| BLOCKS.contains(node.kind())) else { return false };
        if self.block != Some(block.id()) {
            *self = Self { block: Some(block.id()), at: block.span().start as usize, open: 0 };
        }
        let start = block.span().start as usize;
        let text = &block.source()[self.at - start..(link.span().start as usize).max(self.at) - start];
        let mut escaped = false;
        for char in text.chars() {
            match char {
                '[' if !escaped => self.open += 1,
                ']' if !escaped => self.open = self.open.saturating_sub(1),
                _ => {}
            }
            escaped = char == '\\' && !escaped;
        }
        self.at = (link.span().end as usize).max(self.at);
        self.open > 0
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
