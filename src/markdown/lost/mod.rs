//! Structure that the host of a note does not show. The tree is GitHub's reading, and so what the author meant. Some
//! hosts use another parser, which needs blank lines or a deeper indentation, or finds headings and tables elsewhere.
//!
//! [`losses()`] asks for each block of the tree whether that parser sees it. It decides from the lines around the block
//! and keeps silent where that is not enough. Each parser has a file here.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

mod elements;
mod fences;
mod kramdown;
mod loss;
mod position;
mod python_markdown;
mod reindent;

use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::syntax;
use crate::text::profile::{BlockParser, Fences};

use position::right_above;

pub use loss::{FenceLoss, HeadingLoss, ItemLoss, ListLoss, Loss, Shown, TableLoss};

/// What the host of `document` does not show as the tree has it, in the order of the text.
pub fn losses<'d>(document: &'d Document<'_>) -> Vec<Loss<'d>> {
    let mut found = match document.profile().blocks {
        BlockParser::CommonMark => return Vec::new(),
        BlockParser::PythonMarkdown => python_markdown::losses(document),
        BlockParser::Kramdown => kramdown::losses(document),
    };
    found.extend(fences::losses(document));
    found.extend(elements::losses(document));
    found.sort_by_key(|loss| loss.span);
    found
}

/// The number of empty list items that are text, or make a heading of the line above, because no white space follows the
/// marker.
pub fn bare_markers(document: &Document<'_>) -> usize {
    if document.profile().blocks == BlockParser::CommonMark {
        return 0;
    }
    let is_bare = |item: &Node<'_>| {
        let after = syntax::item_marker(*item).map(|marker| marker.span.end as usize);
        after.is_some_and(|after| {
            document.source().text().get(after..).is_none_or(|rest| rest.is_empty() || rest.starts_with(['\r', '\n']))
        })
    };
    document.of_kind(Kind::Item).filter(is_bare).count()
}

/// The number of blocks right below a list that are in its last item on the page. Nothing is lost, because many authors
/// write them so. A blank line above one takes it out of the item.
pub fn adopted(document: &Document<'_>) -> usize {
    let profile = document.profile();
    let kramdown = profile.blocks == BlockParser::Kramdown;
    let adopts = |kind: Kind| match kind {
        Kind::CodeBlock => kramdown || profile.fences == Fences::Superfences,
        // A `#` alone is text there.
        Kind::BlockQuote | Kind::Heading => kramdown,
        _ => false,
    };
    if !adopts(Kind::CodeBlock) {
        return 0;
    }
    let source = document.source();
    let is_adopted = |block: &Node<'_>| {
        let torn = |list| kramdown && block.kind() == Kind::CodeBlock && kramdown::is_torn(source, list, *block);
        let is_text = block.kind() != Kind::Heading || block.first_child().is_none();
        is_text && right_above(source, *block).is_some_and(|above| above.kind() == Kind::List && !torn(above))
    };
    document.nodes().filter(|node| adopts(node.kind())).filter(is_adopted).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::flavour::Flavour;
    use crate::text::profile::{Fences, Footnotes, Nesting, Profile};
    use crate::text::source::Source;
    use crate::text::syntax_reader::SyntaxReader;

    /// What is lost of `text` on MkDocs with the options that `change` sets.
    fn lost(text: &str, change: impl FnOnce(&mut Profile)) -> Vec<String> {
        let mut profile = Flavour::Mkdocs.profile();
        change(&mut profile);
        let reader = SyntaxReader { profile, ..Flavour::Mkdocs.syntax_reader() };
        let source = Source::new(text.to_owned()).unwrap().with_syntax_reader(reader);
        let document = Document::parse(&source);
        losses(&document).iter().map(|loss| source.slice(loss.span).to_owned()).collect()
    }

    #[test]
    fn superfences_reads_fences_in_blocks() {
        let superfences = |text| lost(text, |profile| profile.fences = Fences::Superfences);
        let text = "- a\n  ```sh\n  b\n  ```\n\n> ```js {1}\n> c\n> ```\n\n ```\n d\n ```\n";
        assert_eq!(lost(text, |_| {}), ["```sh", "```js {1}", "```"]);
        assert_eq!(superfences(text), [""; 0]);
        assert_eq!(superfences("- a\n\n  ```sh\n  b\n  ```\n"), ["```sh"]);
        assert_eq!(superfences("```rust,ignore\nb\n```\n\n```\nc\n ```\n"), ["```rust,ignore", "```"]);
    }

    #[test]
    fn sane_lists() {
        let text = "- a\n1. b\n\n- c\n";
        let sane = |profile: &mut Profile| profile.lists.marker_begins_list = true;
        assert_eq!(lost(text, |_| {}), ["1.", "-"]);
        assert_eq!(lost(text, sane), ["1."]);
        let two = |profile: &mut Profile| profile.lists.nesting = Nesting::Columns(2);
        assert_eq!(lost("- a\n  - b\n\n  c\n", two), [""; 0]);
    }

    #[test]
    fn admonitions_and_footnotes_have_rules_of_their_own() {
        let text = "!!! note\n    - a\n        - b\n\n    ```sh\n    c\n    ```\n\nd[^1]\n\n[^1]: e\n    - f\n";
        assert_eq!(lost(text, |profile| profile.footnotes = Footnotes::Any), [""; 0]);
    }
}
