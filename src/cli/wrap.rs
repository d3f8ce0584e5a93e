//! Text in lines that fit a terminal.

/// `text` in lines of at most `width` columns; those after the first begin with `indent`. No word is broken.
pub(crate) fn wrapped(text: &str, indent: &str, width: usize) -> String {
    // A name with hyphens is one word.
    let options = textwrap::Options::new(width).break_words(false).word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options.subsequent_indent(indent))
}
