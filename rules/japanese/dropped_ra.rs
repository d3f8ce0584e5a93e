//! `dropped-ra`: a potential verb without its `ら`, `食べれる`, or with a `れ` too many, `書けれる`.

use std::ops::Range;

use crate::lint::prelude::*;

pub(crate) struct DroppedRa;

rule!(DroppedRa {
    summary: Text {
        en: "a potential form without its `ら`, or with a `れ` too many", ja: "ら抜き言葉・れ足す言葉"
    },
    aliases: &["no-dropping-the-ra"],
    fix: Some(Applicability::Unsafe),
});

/// Stems of verbs whose potential form is `られる` (ichidan verbs, and 来).
const DROPPED: &[&str] = &[
    "見",
    "着",
    "寝",
    "来",
    "出",
    "起き",
    "生き",
    "過ぎ",
    "信じ",
    "感じ",
    "閉じ",
    "応じ",
    "落ち",
    "伸び",
    "浴び",
    "試み",
    "顧み",
    "借り",
    "降り",
    "下り",
    "足り",
    "用い",
    "食べ",
    "調べ",
    "比べ",
    "並べ",
    "述べ",
    "受け",
    "付け",
    "つけ",
    "続け",
    "分け",
    "避け",
    "助け",
    "掛け",
    "届け",
    "預け",
    "設け",
    "向け",
    "片付け",
    "任せ",
    "見せ",
    "載せ",
    "乗せ",
    "合わせ",
    "済ませ",
    "知らせ",
    "捨て",
    "育て",
    "立て",
    "当て",
    "建て",
    "割り当て",
    "重ね",
    "兼ね",
    "決め",
    "止め",
    "始め",
    "集め",
    "進め",
    "求め",
    "認め",
    "改め",
    "確かめ",
    "まとめ",
    "やめ",
    "納め",
    "締め",
    "埋め",
    "覚え",
    "考え",
    "変え",
    "替え",
    "換え",
    "教え",
    "答え",
    "支え",
    "終え",
    "加え",
    "与え",
    "超え",
    "越え",
    "捉え",
    "抑え",
    "備え",
    "揃え",
    "整え",
    "控え",
    "迎え",
    "抱え",
    "伝え",
    "上げ",
    "下げ",
    "広げ",
    "挙げ",
    "投げ",
    "逃げ",
    "つなげ",
    "繋げ",
    "仕上げ",
    "立ち上げ",
    "入れ",
    "触れ",
    "忘れ",
    "離れ",
    "混ぜ",
    "やりとげ",
];

/// Potential forms of other verbs, which have all they need.
const ADDED: &[&str] = &[
    "書け",
    "行け",
    "聞け",
    "働け",
    "読め",
    "飲め",
    "頼め",
    "使え",
    "買え",
    "言え",
    "払え",
    "扱え",
    "作れ",
    "取れ",
    "乗れ",
    "戻れ",
    "送れ",
    "守れ",
    "直せ",
    "出せ",
    "話せ",
    "返せ",
    "消せ",
    "渡せ",
    "試せ",
    "探せ",
    "移せ",
    "外せ",
    "待て",
    "持て",
    "勝て",
    "選べ",
    "呼べ",
    "学べ",
    "運べ",
    "防げ",
    "急げ",
    "減らせ",
    "動かせ",
    "切り離せ",
];

impl Check for DroppedRa {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for (sentence, range) in note.sentences.own_matches("れ") {
            let text = note.document.prose().text();
            if goes_on(&text[range.end..sentence.range.end]) {
                report(note, &text[sentence.range.start..range.start], range, sink);
            }
        }
    }
}

/// `re` is the `れ`; `before` stands before it in the sentence.
fn report(note: &Note<'_>, before: &str, re: Range<usize>, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let longest =
        |stems: &[&'static str]| stems.iter().filter(|stem| before.ends_with(**stem)).max_by_key(|s| s.len()).copied();
    let editable = prose.verbatim(re.clone());
    if let Some(stem) = longest(ADDED) {
        let span = prose.span(re.start - stem.len()..re.end);
        let message = message!("`{stem}れる` has a `れ` too many", "`{stem}れる` は「れ」が余分（れ足す言葉）");
        let report = sink.report(span, message);
        if let Some(span) = editable {
            let title = message!("write `{stem}る`", "`{stem}る` に直す");
            report.fix(Applicability::Unsafe, Effect::Text, title, vec![Edit::delete(span)]);
        }
    } else if let Some(stem) = longest(DROPPED) {
        let span = prose.span(re.start - stem.len()..re.end);
        let message = message!(
            "`{stem}れる` lacks the `ら` of `{stem}られる`",
            "`{stem}れる` は `{stem}られる` の「ら」が抜けている"
        );
        let report = sink.report(span, message);
        if let Some(span) = editable {
            let title = message!("write `{stem}られる`", "`{stem}られる` に直す");
            report.fix(Applicability::Unsafe, Effect::Text, title, vec![Edit::insert(span.start as usize, "ら")]);
        }
    }
}

/// Whether a verb's form goes on behind `れ`; `れば` is the condition of a verb in `る`.
fn goes_on(after: &str) -> bool {
    const FORMS: &[&str] = &["る", "ます", "ました", "ません", "ない", "なか", "なく", "た", "て", "ず", "そう"];
    FORMS.iter().any(|form| after.starts_with(form))
}
