//! Text that is shown in italics although its asterisks are not meant for that: wildcards, products, comments.

use crate::markdown::document::{Document, Kind, Node};
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;

/// What single asterisks were meant as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsteriskUse {
    /// Any name, or a sign of its own: `(*, /images/*)`, `*.*`, `(*)`.
    Wildcard,
    /// A product of numbers: `4*3 / 2*1`.
    Product,
    /// The ends of a comment: `/*...*/`.
    Comment,
}

/// Text that is in italics by accident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccidentalEmphasis {
    /// From the first asterisk to the second.
    pub span: Span,
    /// What the asterisks were meant as.
    pub meant: AsteriskUse,
}

/// The texts in `document` that are in italics by accident, in the order of the text.
pub fn accidental_emphasis(document: &Document<'_>) -> Vec<AccidentalEmphasis> {
    let text = document.source().text();
    let found = |node: Node<'_>| Some(AccidentalEmphasis { span: node.span(), meant: meant(node, text)? });
    document.of_kind(Kind::Emphasis).filter_map(found).collect()
}

/// What the asterisks of `node` were meant as, if not as emphasis.
fn meant(node: Node<'_>, text: &str) -> Option<AsteriskUse> {
    let inner = node.source().strip_prefix('*')?.strip_suffix('*')?;
    let span = node.span().range();
    let (before, after) = (&text[..span.start], &text[span.end..]);
    // What is next to another asterisk is part of a longer run, whose author meant something else.
    if [before, inner].iter().any(|text| text.ends_with('*')) || [inner, after].iter().any(|text| text.starts_with('*'))
    {
        return None;
    }
    let digit = |char: char| char.is_ascii_digit();
    if before.ends_with(digit) && inner.starts_with(digit) && inner.ends_with(digit) && after.starts_with(digit) {
        return Some(AsteriskUse::Product);
    }
    if before.ends_with('/') && after.starts_with('/') {
        // The comments of MDX, which sites also read as the ids of headings: `## Reference {/*reference*/}`.
        let is_mdx = before.ends_with("{/") && after.starts_with("/}");
        return (!is_mdx).then_some(AsteriskUse::Comment);
    }
    // Nobody emphasizes a comma or a bracket that closes.
    let separated = inner.starts_with([',', '、', '，', ')', '）', ']', '」']);
    // `src/*.js, test/*.js`
    let in_paths = before.ends_with('/') && inner.ends_with('/');
    let alone = matches!(inner.md_trim(), "/" | "." | ":" | "/." | "./");
    (separated || in_paths || alone).then_some(AsteriskUse::Wildcard)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    fn found(text: &str) -> Vec<AsteriskUse> {
        let source = Source::new(text.to_owned()).unwrap();
        accidental_emphasis(&Document::parse(&source)).iter().map(|found| found.meant).collect()
    }

    #[test]
    fn asterisks_that_stand_for_something() {
        for text in [
            "a path (e.g., *, /images/*)",
            "src/*.js, test/*.js",
            "すべてのタイプ（*/*）が",
            "GRANT ALL ON *.* TO",
            "$@ or $*, then ${*:0:1}",
            "mkfs (mkfs.*)\nfsck (fsck.*)",
            "料金(*) と(*) の注",
        ] {
            assert_eq!(found(text), [AsteriskUse::Wildcard], "{text}");
        }
        assert_eq!(found("4*3 / 2*1 = 6"), [AsteriskUse::Product]);
        assert_eq!(found("a hint as /*...*/ in SQL"), [AsteriskUse::Comment]);
    }

    #[test]
    fn what_is_meant_as_emphasis() {
        for text in [
            "this is *important*, too",
            "monitoring.*region*.example.com",
            "the files of (*.ebextensions*)",
            "*...* and *(a)* and *\"b\"*",
            "**, a**, ***b***",
            "2*n*3",
            "_, a_",
            "x*y*z",
            "## Reference {/*reference*/}",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
