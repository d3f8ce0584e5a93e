//! Code that is wrong on purpose, as the line above it says.

use crate::markdown::kind::Kind;
use crate::markdown::node::Node;
use crate::text::whitespace::Whitespace as _;
use crate::words;

/// What the line above such code says.
const LABELS: &[&str] = words!("../../rules/words/code.txt", "counterexamples");

/// Signs that say the same.
const SIGNS: [char; 4] = ['❌', '✗', '✘', '✖'];

/// The longest line that is a label, in bytes.
const LONGEST: usize = 60;

/// Whether the line above the code block `node` says that the code is wrong: `Wrong:`, `❌ 悪い例`.
pub fn is_one(node: Node<'_>) -> bool {
    let above = node.previous_sibling().filter(|above| matches!(above.kind(), Kind::Paragraph | Kind::Heading));
    above.is_some_and(|above| {
        let source = above.source();
        let start = source.floor_char_boundary(source.len().saturating_sub(LONGEST + 1));
        let line = source.get(start..).unwrap_or_default().md_lines().last().unwrap_or_default();
        line.len() <= LONGEST && is_label(line)
    })
}

fn is_label(line: &str) -> bool {
    let mut label = String::with_capacity(line.len());
    for word in line.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !label.is_empty() {
            label.push(' ');
        }
        label.extend(word.chars().flat_map(char::to_lowercase));
    }
    LABELS.contains(&&*label) || label.is_empty() && line.contains(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for line in ["Wrong", "### Bad example:", "**NG例**", "❌ 悪い例：", "❌", "(wrong)"] {
            assert!(is_label(line), "{line}");
        }
        for line in ["", "Right", "What goes wrong", "Not bad", "誤りを直す", "✅"] {
            assert!(!is_label(line), "{line}");
        }
    }
}
