//! `mixed-list-stops`: items with and without a final `。` in one list.

use crate::japanese::sentences::endings::politeness;
use crate::japanese::sentences::{self, Sentence};
use crate::lint::prelude::*;

pub(crate) struct MixedListStops;

rule!(MixedListStops {
    summary: Text {
        en: "items with and without a final `。` in one list", ja: "リスト内の句点の有無が揃っていない"
    },
    presets: &[Preset::Style.member()],
    fix: Some(Applicability::Safe),
});

impl Check for MixedListStops {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::List])
    }

    fn node(&self, note: &Note<'_>, list: Node<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        if !prose.is_japanese() || list.within(Kinds::of(&[Kind::BlockQuote])) {
            return;
        }
        let ends: Vec<&Sentence> = list.children().filter_map(|item| only_sentence(note, item)).collect();
        let (with, without): (Vec<&Sentence>, Vec<&Sentence>) =
            ends.into_iter().partition(|sentence| sentence.stop.is_some());
        let (few, many, adds) =
            if without.len() <= with.len() { (&without, &with, true) } else { (&with, &without, false) };
        // Only a majority of at least two to one counts as the list's style.
        if many.len() < few.len() * 2 || many.len() < 2 {
            return;
        }
        for sentence in few {
            let text = sentence.text(prose);
            let Some((at, last)) = text.char_indices().next_back() else { continue };
            let range = sentence.range.start + at..sentence.range.start + at + last.len_utf8();
            let message = if adds {
                message!(
                    "missing `。` after `{last}`, unlike most other items",
                    "`{last}` の後に `。` がない（ほかの項目の多くにはある）"
                )
            } else {
                message!(
                    "final `{last}`, unlike most other items",
                    "末尾に `{last}` がある（ほかの項目の多くにはない）"
                )
            };
            let report = sink.report(prose.span(range.clone()), message);
            if let Some(span) = prose.verbatim(range) {
                let (title, edit) = if adds {
                    (message!("add `。`", "`。` を付ける"), Edit::insert(span.end as usize, "。"))
                } else {
                    (message!("remove `{last}`", "`{last}` を削除する"), Edit::delete(span))
                };
                report.fix(Applicability::Safe, Effect::Text, title, vec![edit]);
            }
        }
    }
}

/// The only sentence of `item`, with or without a final `。`. `None` if there are several, or if it ends in a noun.
fn only_sentence<'n>(note: &Note<'n>, item: Node<'_>) -> Option<&'n Sentence> {
    let prose = note.document.prose();
    let paragraph = item.children().find(|node| node.kind() == Kind::Paragraph)?;
    let index = prose.blocks().binary_search_by_key(&paragraph.id(), |block| block.node).ok()?;
    let all = note.sentences.all();
    let from = all.partition_point(|sentence| sentence.block < index);
    let [sentence] = all[from..].iter().take_while(|sentence| sentence.block == index).collect::<Vec<_>>()[..] else {
        return None;
    };
    let ends = matches!(sentence.stop, None | Some('。'))
        && sentence.text(prose).ends_with(|char: char| char == '。' || sentences::letters::is_japanese(char));
    let end = sentence.range.start + sentence.unstopped(prose).len();
    let last = sentence.unstopped(prose).chars().next_back().map_or(0, char::len_utf8);
    let own = note.sentences.are_own_words(sentence, &(end - last..end));
    (ends && own && politeness(sentence.text(prose)).is_some()).then_some(sentence)
}
