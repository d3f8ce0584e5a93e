//! What `CommonMark` 0.31 accepts as HTML and 0.29, which cmark-gfm implements, does not:
//!
//! - a comment in a paragraph that begins with `>` or `->`, contains `--`, or ends with `-` (§6.8), such as `a<!-->`,
//! - a declaration with a lower-case name (§4.6, §6.8), such as `<!doctype html>`.
//!
//! GitHub shows them as text.

use super::{Correction, Expected};
use crate::markdown::kind::Kind;
use crate::markdown::node::{Node, Tree};
use crate::text::source::TEXT;

pub(super) fn find(tree: &Tree<'_>, found: &mut Vec<Correction>) {
    for html in tree.nodes().filter(|node| is_text(*node)) {
        let at = html.span().start as usize;
        let replaced = vec![(at, TEXT)];
        found.push(Correction { at, inserted: String::new(), replaced, expected: Expected::Anything });
    }
}

fn is_text(node: Node<'_>) -> bool {
    let text = || node.source().strip_prefix("<!").unwrap_or_default();
    let is_declaration = || text().starts_with(|char: char| char.is_ascii_lowercase());
    match node.kind() {
        Kind::HtmlBlock => is_declaration(),
        Kind::InlineHtml => is_declaration() || text().strip_prefix("--").is_some_and(is_bad_comment),
        _ => false,
    }
}

/// Whether `rest`, which follows `<!--`, ends a comment that 0.29 does not accept.
fn is_bad_comment(rest: &str) -> bool {
    let content = rest.strip_suffix("-->").unwrap_or_default();
    // `<!-->` and `<!--->` are too short for both markers.
    rest.len() < "-->".len()
        || content.starts_with('>')
        || content.starts_with("->")
        || content.ends_with('-')
        || content.contains("--")
}
