//! Text in lines that fit a terminal.

use textwrap::core::Word;
use textwrap::{WordSeparator, WordSplitter};

use crate::report::unbroken;

/// `text` in lines of at most `width` columns; those after the first begin with `indent`. No word and no
/// URL is broken.
pub(crate) fn wrapped(text: &str, indent: &str, width: usize) -> String {
    let words = WordSeparator::Custom(|line| Box::new(unbroken(line).map(Word::from)));
    // A name with hyphens is one word.
    let options = textwrap::Options::new(width).break_words(false).word_splitter(WordSplitter::NoHyphenation);
    let options = options.word_separator(words);
    textwrap::fill(text, options.subsequent_indent(indent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_url_is_broken() {
        let text = "  documentation: https://learn.microsoft.com/entra/fundamentals/new-name";
        let lines = ["  documentation:", "    https://learn.microsoft.com/entra/fundamentals/new-name"];
        assert_eq!(wrapped(text, "    ", 40), lines.join("\n"));
    }
}
