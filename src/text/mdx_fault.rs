//! What MDX can't compile in a note, as data. The scanner in `markdown/flavour/syntax/mdx` finds it, and the rule
//! `mdx-error` reports it.

use crate::text::span::Span;

/// A place in a note at which MDX stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MdxFault {
    /// The text at fault.
    pub span: Span,
    /// What is wrong with it.
    pub kind: MdxFaultKind,
    /// Offsets of the `<` and `{` in it that a backslash would make text. Sorted.
    pub escapes: Vec<u32>,
}

/// Why MDX stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MdxFaultKind {
    /// A `<` that is not followed by the name of a tag: `<5`, `<=`.
    LessThan,
    /// A URL or an email address between `<` and `>`.
    AngleLink,
    /// A tag with something in it that JSX does not have, such as an attribute value without quotes.
    BrokenTag,
    /// A comment, a declaration or an instruction that MDX does not read: `<!DOCTYPE html>`, `<?xml … ?>`, `<!---->`.
    Declaration,
    /// The tag of an HTML element without content, without a slash: `<br>`.
    VoidTag,
    /// The tag of an HTML element that is not closed in its block.
    UnclosedTag,
    /// A name between `<` and `>` that is not an HTML element and not closed: `<bucket>`.
    Placeholder,
    /// A closing tag without an opening one.
    UnopenedTag,
    /// A closing tag in another block than its opening tag.
    SplitTag,
    /// A `{` without `}`.
    UnclosedBrace,
    /// Text between braces that is not JavaScript.
    NotJavaScript,
    /// An expression that reads a variable that does not exist.
    UndefinedVariable,
    /// An expression whose value is an object.
    ObjectShown,
    /// An attribute `style` with a string.
    StyleString,
    /// A paragraph that begins with `import` or `export` but is not a module.
    NotModule,
}
