//! The fix that encloses a bare URL, so that it becomes a link on every host, and ends where the URL does.

use crate::finding::{Applicability, Edit, Effect};
use crate::links::html;
use crate::lint::rule::FindingBuilder;
use crate::markdown::autolink::is_pointed;
use crate::markdown::document::{Document, Kind, Node};
use crate::message;
use crate::text::profile::BlockParser;
use crate::text::source::Span;

/// Adds a fix that turns the URL or email address at `url`, which begins in the node `link`, into `<…>`, or into
/// `[…](…)` on a host that can't read `<…>`. There is none if the result would not be the same link.
pub fn enclose(
    report: FindingBuilder<'_>,
    document: &Document<'_>,
    link: Node<'_>,
    url: Span,
    applicability: Applicability,
) {
    let text = document.source().slice(url);
    if !is_pointed(text) {
        return;
    }
    if document.profile().angle_urls && !ends_list(document, link) {
        if !html::may_begin_block(link) {
            report.fix(
                applicability,
                Effect::Structure,
                message!("enclose the URL in `<` and `>`", "URL を `<` と `>` で囲む"),
                vec![Edit::insert(url.start as usize, "<"), Edit::insert(url.end as usize, ">")],
            );
        }
    } else if !has_markup(text) {
        let scheme = if text.contains(':') { "" } else { "mailto:" };
        report.fix(
            applicability,
            Effect::Structure,
            message!("write the URL as `[…](…)`", "URL を `[…](…)` の形にする"),
            vec![Edit::replace(url, format!("[{text}]({scheme}{text})"))],
        );
    }
}

/// Whether `<` in place of `link` would end the list or quote around it. kramdown reads such a line as the start of another
/// block, unless it is the first line of the paragraph.
fn ends_list(document: &Document<'_>, link: Node<'_>) -> bool {
    let paragraph = link.parent().filter(|parent| parent.kind() == Kind::Paragraph);
    let inside = paragraph.and_then(Node::parent).is_some_and(|around| around.kind() != Kind::Document);
    let continues =
        link.previous_sibling().is_some_and(|before| matches!(before.kind(), Kind::SoftBreak | Kind::HardBreak));
    document.profile().blocks == BlockParser::Kramdown && inside && continues
}

/// Whether `url` contains characters that may have a meaning in the text or destination of a link. `_` has none within
/// a word.
fn has_markup(url: &str) -> bool {
    let in_word = |at: usize| {
        let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        is_word(url.as_bytes()[..at].last()) && is_word(url.as_bytes().get(at + 1))
    };
    url.contains(['*', '[', ']', '(', ')', '`', '~', '{', '}', '$', '!', '&', '"', '\''])
        || url.match_indices('_').any(|(at, _)| !in_word(at))
}
