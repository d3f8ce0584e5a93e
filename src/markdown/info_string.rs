//! Info strings of fenced code blocks: the language, and words that are meant for notelint.

use crate::markdown::kind::Kind;
use crate::markdown::node::Node;
use crate::text::whitespace::is_unicode_space;

/// A word in an info string that keeps the rules about cloud facts from checking the block.
const SKIP: &str = "notelint-skip";

/// The language that `info` names, as written. Examples: `sh` in `sh:setup.sh`, `bash {1,3}`, `{.sh}` and `shell title=a`.
pub fn language(info: &str) -> &str {
    let info = info.trim_start_matches(|char| is_unicode_space(char) || matches!(char, '{' | '.'));
    let end = info.find(|char| is_unicode_space(char) || matches!(char, ':' | ',' | ';' | '{' | '}' | '('));
    &info[..end.unwrap_or(info.len())]
}

/// Whether `node` is in a code block whose info string has the word `notelint-skip`.
pub fn is_skipped(node: Node<'_>) -> bool {
    node.kind() == Kind::CodeBlock && is_skip(node.literal())
        || node.parent().is_some_and(|parent| parent.kind() == Kind::CodeBlock && is_skip(parent.literal()))
}

fn is_skip(info: &str) -> bool {
    info.contains(SKIP)
        && info
            .split(|char| is_unicode_space(char) || matches!(char, ',' | '{' | '}'))
            .any(|word| word.trim_start_matches('.') == SKIP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_an_info_string() {
        for info in ["sh", "sh:setup.sh", "sh {1,3}", "{.sh}", "{ .sh }", " sh title=a", "sh,linenos", "sh{1}"] {
            assert_eq!(language(info), "sh", "{info}");
        }
        for info in ["", "{}", " ", ":a.sh"] {
            assert_eq!(language(info), "", "{info}");
        }
    }

    #[test]
    fn the_skip_word_stands_alone() {
        assert!(is_skip("yaml notelint-skip") && is_skip("sh,notelint-skip") && is_skip("{.sh .notelint-skip}"));
        assert!(!is_skip("yaml title=notelint-skip.yaml") && !is_skip("yaml"));
    }
}
