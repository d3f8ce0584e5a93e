//! Lines between two list items that are a label of what follows, not the rest of the sentence above.

use unicode_width::UnicodeWidthStr;

use crate::markdown::emphasis::flanking::is_cjk;
use crate::text::whitespace::Whitespace as _;

/// The most that a label is wide, in columns.
const MAX_LABEL: usize = 24;

/// From this width on, a line may have been broken because it is full.
const MAX_SENTENCE: usize = 60;

/// Whether `line` is worded like a label: short, without a full stop, and no sentence. A mark at its start, bold text or a
/// link to another note that is the whole line are the clearest sign.
pub(crate) fn is_label(line: &str) -> bool {
    let after = line.trim_start_matches(['■', '□', '◆', '◇', '●', '○', '▼', '▶', '★', '☆']);
    let (marked, text) = (after.len() < line.len(), after.unicode_trim_start());
    let wrapped = |open: &str, close: &str| {
        let inner = line.strip_prefix(open).and_then(|inner| inner.strip_suffix(close));
        inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(open) && !inner.contains(close))
    };
    let whole = wrapped("【", "】") || wrapped("**", "**") || wrapped("[[", "]]") || wrapped("《", "》");
    let width = text.width();
    if marked || whole {
        return width <= 2 * MAX_LABEL && width > 0 && !text.ends_with(['。', '、', '，', ',', '.']);
    }
    let first = text.chars().next().is_some_and(|char| char.is_alphabetic() && !char.is_lowercase());
    let last = text.chars().next_back().is_some_and(|char| {
        let hiragana = matches!(char, 'ぁ'..='ゖ');
        (char.is_alphanumeric() || matches!(char, ')' | '）' | 'ー')) && !hiragana
    });
    width <= MAX_LABEL && first && last && !text.contains(['。', '、', '，', ',', '=', '/', '@', '|', 'を', 'が', 'は'])
}

/// Whether `sentence`, the line above, is complete without `label`: the line break is not within a word or a phrase.
pub(crate) fn is_complete(sentence: &str, label: &str) -> bool {
    let (Some(last), Some(first)) = (sentence.chars().next_back(), label.chars().next()) else { return false };
    let script = |char: char| match char {
        'ァ'..='ヺ' | 'ー' => 1,
        'ぁ'..='ゖ' => 2,
        _ if is_cjk(char) => 3,
        _ if char.is_alphabetic() => 4,
        _ if char.is_numeric() => 5,
        _ => 0,
    };
    let open = sentence.ends_with([
        '、', ',', '，', 'の', 'を', 'に', 'は', 'が', 'と', 'で', 'も', 'て', 'へ', 'や', 'な', '(', '（', '「', ':',
        '：', '-', '=', '/', '・', '→',
    ]);
    let same = script(last) == script(first) && script(first) != 0;
    !open && !same
}

/// Whether `label` was put on a line of its own although `sentence`, the line above, has room for it.
pub(crate) fn has_room(sentence: &str, label: &str) -> bool {
    sentence.width() + label.width() <= MAX_SENTENCE
}
