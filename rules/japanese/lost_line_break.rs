//! `lost-line-break`: a line break inside a Japanese sentence, which browsers render as a space.

use crate::lint::prelude::*;

pub(crate) struct LostLineBreak;

rule!(LostLineBreak {
    summary: Text {
        en: "a line break inside a Japanese sentence, rendered as a space",
        ja: "日本語の文の途中の改行（空白として表示される）",
    },
});

impl Check for LostLineBreak {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::SoftBreak])
    }

    fn node(&self, note: &Note<'_>, node: Node<'_>, sink: &mut Sink<'_>) {
        // Only plain text on both sides counts, not emphasis or code spans.
        let side = |side: Option<Node<'_>>| side.filter(|side| side.kind() == Kind::Text).map(Node::span);
        let (Some(before), Some(next)) = (side(node.previous_sibling()), side(node.next_sibling())) else { return };
        let line = note.source.slice(before).unicode_trim_end();
        let (left, right) = (line.chars().next_back(), note.source.slice(next).chars().next());
        let (Some(left), Some(right)) = (left.filter(|char| is_letter(*char)), right.filter(|char| is_letter(*char)))
        else {
            return;
        };
        let end = before.start as usize + line.len();
        sink.report(
            Span::new(end - left.len_utf8(), end),
            message!(
                "the line break between `{left}` and `{right}` renders as a space",
                "`{left}` と `{right}` の間の改行が空白として表示される"
            ),
        )
        .note(if note.document.profile().backslash_breaks {
            message!(
                "join the lines, or end the first one with `\\` to keep the break",
                "1 行につなぐか、改行する場合は行末に `\\` を置く"
            )
        } else {
            message!(
                "join the lines, or end the first one with two spaces to keep the break",
                "1 行につなぐか、改行する場合は行末に半角スペースを 2 つ置く"
            )
        });
    }
}

/// Whether `char` is kana or kanji, between which a space is out of place. After punctuation a space does no harm.
fn is_letter(char: char) -> bool {
    matches!(char, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '々' | '\u{3400}'..='\u{9fff}')
}
