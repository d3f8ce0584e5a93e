//! `misused-word`: a word in the place of another that sounds or looks like it.

use std::ops::Range;

use crate::lint::prelude::*;

pub(crate) struct MisusedWord;

rule!(MisusedWord {
    summary: Text { en: "a word in the place of another that sounds like it", ja: "言葉の誤用" },
    aliases: &["ja-no-abusage"],
    fix: Some(Applicability::Unsafe),
});

/// What is wrong, what is right, and what may not follow: it would be right then.
const WORDS: &[(&str, &str, &[&str])] = &[
    ("を適応", "を適用", &["さ", "性", "力", "症", "的", "度", "範"]),
    ("可変する", "変化する", &[]),
    ("可変させ", "変化させ", &[]),
    ("少しづつ", "少しずつ", &[]),
    ("つづつ", "つずつ", &[]),
    ("回づつ", "回ずつ", &[]),
    ("個づつ", "個ずつ", &[]),
    ("台づつ", "台ずつ", &[]),
    ("人づつ", "人ずつ", &[]),
    ("件づつ", "件ずつ", &[]),
    ("ざる負え", "ざるを得", &[]),
    ("ざるおえ", "ざるを得", &[]),
    ("やむ負え", "やむを得", &[]),
    ("やむおえ", "やむを得", &[]),
    ("うる覚え", "うろ覚え", &[]),
    ("汚名挽回", "汚名返上", &[]),
    ("的を得た", "的を射た", &[]),
    ("こんにちわ", "こんにちは", &[]),
    ("いちよう", "いちおう", &[]),
    ("とうり、", "とおり、", &[]),
    ("のとうり", "のとおり", &[]),
    ("以外と", "意外と", &["は", "の", "し", "な", "、", "い", "同", "も", "区", "比"]),
    ("確立が高", "確率が高", &[]),
    ("確立が低", "確率が低", &[]),
    ("追求する必要", "追及する必要", &[]),
    ("機能を保障", "機能を保証", &[]),
    ("動作を保障", "動作を保証", &[]),
    ("対照的な鍵", "対称的な鍵", &[]),
    ("対象鍵", "対称鍵", &[]),
    ("非対象鍵", "非対称鍵", &[]),
    ("対象暗号", "対称暗号", &[]),
];

impl Check for MisusedWord {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for (wrong, right, others) in WORDS {
            for (sentence, range) in note.sentences.own_matches(wrong) {
                let behind = &prose.text()[range.end..sentence.range.end];
                if !others.iter().any(|other| behind.starts_with(other)) {
                    report(note, range, wrong, right, sink);
                }
            }
        }
    }
}

fn report(note: &Note<'_>, range: Range<usize>, wrong: &str, right: &str, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let message = message!("`{wrong}` where `{right}` is meant", "`{wrong}` は `{right}` の誤り");
    let report = sink.report(prose.span(range.clone()), message);
    if let Some(span) = prose.verbatim(range) {
        let title = message!("write `{right}`", "`{right}` に直す");
        report.fix(Applicability::Unsafe, Effect::Text, title, vec![Edit::replace(span, right)]);
    }
}
