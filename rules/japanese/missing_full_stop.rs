//! `missing-full-stop`: a paragraph that lacks the final `。` that the others have.

use crate::japanese::sentences::endings::politeness;
use crate::japanese::sentences::{Sentence, SentenceContext};
use crate::lint::prelude::*;
use crate::markdown::document::{Kind, Node};

pub(crate) struct MissingFullStop;

rule!(MissingFullStop {
    summary: Text { en: "a paragraph without a final `。`", ja: "段落の最後に句点がない" },
    aliases: &["ja-no-mixed-period"],
    fix: Some(Applicability::Safe),
});

impl Check for MissingFullStop {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        let ends = last_sentences(note);
        let stopped = ends.iter().filter(|sentence| matches!(sentence.stop, Some('。' | '．'))).count();
        let is_fault = |sentence: &&Sentence| sentence.stop.is_none() && politeness(sentence.text(prose)).is_some();
        let faults: Vec<_> = ends.into_iter().filter(is_fault).collect();
        // If half of the paragraphs have none, the note is written without full stops.
        if stopped <= faults.len() {
            return;
        }
        for sentence in faults {
            let text = sentence.text(prose);
            let Some((at, last)) = text.char_indices().next_back() else { continue };
            let range = sentence.range.start + at..sentence.range.start + at + last.len_utf8();
            let tail: String = text.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
            let message = message!("missing `。` after `{tail}`", "`{tail}` の後に句点がない");
            let report = sink.report(prose.span(range.clone()), message);
            if let Some(span) = prose.verbatim(range) {
                let title = message!("add `。`", "`。` を付ける");
                report.fix(Applicability::Safe, Effect::Text, title, vec![Edit::insert(span.end as usize, "。")]);
            }
        }
    }
}

/// The last sentence of each paragraph that does not introduce a list, a table or code.
fn last_sentences<'n>(note: &Note<'n>) -> Vec<&'n Sentence> {
    let mut last: Vec<&Sentence> = Vec::new();
    for sentence in note.sentences.own().filter(|sentence| sentence.context == SentenceContext::Body) {
        match last.last_mut() {
            Some(previous) if previous.block == sentence.block => *previous = sentence,
            _ => last.push(sentence),
        }
    }
    let blocks = note.document.prose().blocks();
    let ends = |sentence: &&Sentence| {
        let Some(block) = blocks.get(sentence.block) else { return false };
        // A short line without punctuation may be a title.
        let prose = note.document.prose().block_text(block).contains(['。', '、', '．', '，']);
        let paragraph = note.document.node(block.node);
        prose && sentence.range.end == block.range.end && !leads_up(paragraph) && !is_one_link(paragraph)
    };
    last.retain(ends);
    last
}

/// Whether `paragraph` is a link and nothing else. Its text is the title of another page.
fn is_one_link(paragraph: Node<'_>) -> bool {
    let mut children = paragraph.children().filter(|child| !child.source().unicode_trim().is_empty());
    children.next().is_some_and(|child| child.kind() == Kind::Link) && children.next().is_none()
}

/// Whether a list, a table, code, a quote or HTML follows, which the paragraph may introduce.
fn leads_up(paragraph: Node<'_>) -> bool {
    let next = paragraph.next_sibling().map(Node::kind);
    matches!(next, Some(Kind::List | Kind::CodeBlock | Kind::Table | Kind::BlockQuote | Kind::HtmlBlock))
}
