//! `redundant-expression`: words that say no more than fewer would.

use std::ops::Range;

use crate::japanese::sentences;
use crate::japanese::sentences::letters::{is_hiragana, is_kanji, is_katakana};
use crate::lint::prelude::*;

pub(crate) struct RedundantExpression;

rule!(RedundantExpression {
    summary: Text { en: "more words than the meaning needs", ja: "冗長な表現" },
    aliases: &["ja-no-redundant-expression"],
    fix: Some(Applicability::Unsafe),
});

/// What is said too long, and how shorter.
const PHRASES: &[(&str, &str)] = &[
    ("することができ", "でき"),
    ("することが出来", "でき"),
    ("することが可能", "できる"),
    ("することも可能", "もできる"),
    ("することは可能", "できる"),
    ("であると言え", "である"),
    ("であるといえ", "である"),
    ("一番最初", "最初"),
    ("一番最後", "最後"),
    ("まず最初に", "最初に"),
    ("違和感を感じ", "違和感があり"),
    ("後で後悔", "後悔"),
    ("必ず必要", "必要"),
];

/// Verbal nouns: `…を行う` is `…する`.
const VERBAL_NOUNS: &[&str] = &[
    "設定",
    "実行",
    "確認",
    "作成",
    "削除",
    "変更",
    "更新",
    "追加",
    "登録",
    "処理",
    "管理",
    "監視",
    "検索",
    "検証",
    "分析",
    "解析",
    "計算",
    "比較",
    "選択",
    "接続",
    "認証",
    "認可",
    "制御",
    "起動",
    "停止",
    "再起動",
    "移行",
    "移動",
    "同期",
    "複製",
    "保存",
    "保護",
    "暗号化",
    "復号",
    "復元",
    "復旧",
    "導入",
    "構築",
    "運用",
    "開発",
    "配置",
    "配信",
    "送信",
    "受信",
    "転送",
    "変換",
    "取得",
    "抽出",
    "集計",
    "測定",
    "評価",
    "調査",
    "修正",
    "実装",
    "準備",
    "申請",
    "承認",
    "通知",
    "参照",
    "入力",
    "出力",
    "連携",
    "統合",
    "分割",
    "購入",
    "請求",
    "デプロイ",
    "バックアップ",
    "インストール",
    "アップデート",
    "アップロード",
    "ダウンロード",
    "ログイン",
];

/// Forms of 行う and of する.
const FORMS: &[(&str, &str)] = &[
    ("を行う", "する"),
    ("を行い", "し"),
    ("を行っ", "し"),
    ("を行わな", "しな"),
    ("を行える", "できる"),
    ("を行えま", "できま"),
];

impl Check for RedundantExpression {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for (long, short) in PHRASES {
            for (sentence, range) in note.sentences.own_matches(long) {
                let before = &prose.text()[sentence.range.start..range.start];
                // `止めることも、消すことも可能`: one of several.
                if sentences::window_before(before).contains("ことも") {
                    continue;
                }
                // `操作をすることができる` would be `操作ができる`.
                let edit = (long.starts_with("すること")
                    && short.starts_with('で')
                    && long.ends_with("でき")
                    && ends_in_noun(before))
                .then_some(range.start..range.end - "でき".len());
                report(note, range, short, edit.map(|range| (range, "")), sink);
            }
        }
        for (long, short) in FORMS {
            for (sentence, range) in note.sentences.own_matches(long) {
                let before = &prose.text()[sentence.range.start..range.start];
                let Some(noun) = VERBAL_NOUNS.iter().find(|noun| before.ends_with(**noun)) else { continue };
                let rest = &before[..before.len() - noun.len()];
                if rest
                    .unicode_trim_end()
                    .ends_with(|char: char| is_kanji(char) || is_katakana(char) || char.is_ascii_alphanumeric())
                {
                    continue;
                }
                if is_one_of_several(rest) {
                    continue;
                }
                let free = rest.is_empty() || rest.ends_with(['は', 'に', 'で', 'て', '、']);
                let edit = free.then(|| (range.clone(), *short));
                let right = format!("{noun}{short}");
                report(note, range.start - noun.len()..range.end, &right, edit, sink);
            }
        }
    }
}

fn report(note: &Note<'_>, range: Range<usize>, right: &str, edit: Option<(Range<usize>, &str)>, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let long = &prose.text()[range.clone()];
    let message = message!("`{long}` says no more than `{right}`", "`{long}` は `{right}` で足りる");
    let report = sink.report(prose.span(range.clone()), message);
    if let Some((edited, text)) = edit
        && let (Some(span), Some(_)) = (prose.verbatim(edited), prose.verbatim(range))
    {
        let title = message!("write `{right}`", "`{right}` に直す");
        report.fix(Applicability::Unsafe, Effect::Text, title, vec![Edit::replace(span, text)]);
    }
}

/// Whether the noun behind `rest` stands in a row of such nouns, which one verb is there for: `データの保護と通信の監視を行う`.
fn is_one_of_several(rest: &str) -> bool {
    const AND: &[&str] = &["、", "と", "や", "・", "および", "及び", "または", "もしくは"];
    let of_noun =
        |char: char| is_kanji(char) || is_katakana(char) || char.is_ascii_alphanumeric() || " の".contains(char);
    let before = rest.trim_end_matches(of_noun);
    let mut firsts = AND.iter().filter_map(|and| before.strip_suffix(and));
    firsts.any(|first| VERBAL_NOUNS.iter().any(|noun| first.ends_with(noun)))
}

/// Whether `before` ends in a word that takes `する`.
fn ends_in_noun(before: &str) -> bool {
    before.chars().next_back().is_some_and(|char| char.is_alphanumeric() && !is_hiragana(char))
}
