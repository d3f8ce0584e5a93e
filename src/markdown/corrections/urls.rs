//! A bare URL extends to the next white space or `<` (GFM 0.29 §6.9), over whatever comes before that: cmark-gfm looks
//! for URLs while it reads inlines, so delimiters, code spans and brackets within one are part of it. The parser is
//! given other characters in their place.
//!
//! ```markdown
//! http://a.example/`b` is a link to all of it.
//! ```

use super::{Correction, Expected, block_around};
use crate::markdown::autolink;
use crate::markdown::kind::Kind;
use crate::markdown::node::{Node, Tree};
use crate::text::profile::BareUrls;
use crate::text::slice::Slice as _;
use crate::text::source::TEXT;

pub(super) fn find(tree: &Tree<'_>, found: &mut Vec<Correction>) {
    if tree.source.profile().bare_urls == BareUrls::Github {
        let links = tree.nodes().filter(|node| node.kind() == Kind::BareUrl);
        found.extend(links.filter_map(|link| correction(tree, link)));
    }
}

fn correction(tree: &Tree<'_>, link: Node<'_>) -> Option<Correction> {
    let (start, end) = (link.span().start as usize, link.span().end as usize);
    let is_email = link.link().destination.starts_with("mailto:") || link.link().destination.starts_with("xmpp:");
    // Most URLs end before white space.
    let next = *tree.source.parsed().as_bytes().get(end)?;
    if is_email || next.is_ascii_whitespace() || next == b'<' {
        return None;
    }
    let block = block_around(link)?.span().end as usize;
    let text = tree.source.parsed().part(start..block.max(end));
    let beyond = end - start..autolink::reach(BareUrls::Github, text);
    let is_markup = |byte: u8| b"*_~`[]!\\&$^|<".contains(&byte);
    let replaced: Vec<(usize, u8)> =
        beyond.filter(|&at| is_markup(text.as_bytes()[at])).map(|at| (start + at, TEXT)).collect();
    (!replaced.is_empty()).then(|| Correction {
        at: start,
        inserted: String::new(),
        replaced,
        expected: Expected::Anything,
    })
}
