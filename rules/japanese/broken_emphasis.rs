//! `broken-emphasis`: emphasis and strikethrough markers that adjacent punctuation turns into plain text.

use std::ops::RangeInclusive;

use crate::lint::prelude::*;
use crate::markdown::emphasis::broken::{BrokenPair, Cause, broken};
use crate::markdown::emphasis::lone::{LoneRun, LoneSide, lone_runs};
use crate::text::profile::FlankingRules;

pub(crate) struct BrokenEmphasis;

rule!(BrokenEmphasis {
    summary: Text {
        en: "emphasis or strikethrough markers that adjacent punctuation turns into plain text",
        ja: "隣のかっこや句読点のせいで強調や取り消し線にならず、そのまま表示される記号",
    },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
    about_text: true,
});

/// A note without any of these characters is skipped.
const TRIGGERS: &[RangeInclusive<char>] = &['*'..='*', '_'..='_', '~'..='~'];

impl Check for BrokenEmphasis {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut fixed_line = None;
        for pair in broken(note.document) {
            // The fix of a pair before it on the line sets it right as well.
            let line = note.source.line_at(pair.span.start as usize);
            if matches!(pair.cause, Cause::Taken) && pair.fix.is_none() && fixed_line == Some(line) {
                continue;
            }
            fixed_line = pair.fix.as_ref().map(|_| line).or(fixed_line);
            report(note, pair, sink);
        }
        for run in lone_runs(note.document) {
            report_lone(run, note.source.slice(run.span), sink);
        }
    }
}

/// Reports a delimiter run without the other one.
fn report_lone(run: LoneRun, mark: &str, sink: &mut Sink<'_>) {
    let message = match run.side {
        LoneSide::Opening => message!(
            "no `{mark}` closes this one: it is shown as text",
            "この `{mark}` を閉じる `{mark}` がなく、そのまま表示される"
        ),
        LoneSide::Closing => message!(
            "no `{mark}` opens what this one closes: it is shown as text",
            "この `{mark}` に対応する開始の `{mark}` がなく、そのまま表示される"
        ),
        LoneSide::Empty => message!("`{mark}` is shown as text", "`{mark}` がそのまま表示される"),
    };
    let report = sink.report(run.span, message);
    match run.side {
        LoneSide::Empty => {
            let title = message!("remove it", "削除する");
            let note = message!(
                "it is an opening and a closing `**` with nothing between them",
                "開始と終了の `**` の間に何もない形になっている"
            );
            report.note(note).fix(Applicability::Unsafe, Effect::Structure, title, vec![Edit::delete(run.span)]);
        }
        _ => {
            report.note(message!(
                "emphasis begins and ends in the same paragraph, item or cell",
                "強調は、同じ段落、リスト項目、セルの中で始まって終わる"
            ));
        }
    }
}

/// How the text between the markers would be rendered, and what the markers are called.
fn meaning(mark: &str) -> (Text, Text) {
    let what = match mark {
        "~" | "~~" => Text { en: "struck through", ja: "取り消し線" },
        "*" | "_" => Text { en: "italic", ja: "斜体" },
        "***" | "___" => Text { en: "bold and italic", ja: "太字かつ斜体" },
        _ => Text { en: "bold", ja: "太字" },
    };
    let marks = match mark.chars().next() {
        Some('~') => Text { en: "tildes", ja: "チルダ" },
        Some('_') => Text { en: "underscores", ja: "アンダースコア" },
        _ => Text { en: "asterisks", ja: "アスタリスク" },
    };
    (what, marks)
}

/// Whether `mark` does not work on the host because of an option, while `CommonMark` accepts it within words.
fn is_smart(note: &Note<'_>, mark: &str) -> bool {
    let FlankingRules::PythonMarkdown(smart) = note.document.profile().emphasis else { return false };
    mark.starts_with('*') && smart.covers('*')
}

fn report(note: &Note<'_>, pair: BrokenPair, sink: &mut Sink<'_>) {
    let text = excerpt(note.source.slice(pair.span));
    let mark = note.source.slice(pair.mark);
    let (what, marks) = meaning(mark);
    let (en, ja, shown, host) = (what.en, what.ja, marks.en, note.document.profile().title);
    let message = if pair.literal {
        message!(
            "`{text}` is not {en} on {host}: the {shown} are shown as text",
            "`{text}` が {host} で{ja}にならず、`{mark}` がそのまま表示される"
        )
    } else {
        message!(
            "`{text}` is not {en} on its own on {host}: its {shown} pair with others",
            "`{text}` が {host} で単独の{ja}にならない（`{mark}` がほかの `{mark}` と組になる）"
        )
    };
    let report = sink.report(pair.span, message);
    let kind = if mark.starts_with('~') { "strikethrough" } else { "emphasis" };
    let report = match pair.cause {
        Cause::Opening(..) | Cause::Closing(..) if is_smart(note, mark) => report.note(message!(
            "`smart_enable` of `pymdownx.betterem` takes `{mark}` next to a letter for text",
            "`pymdownx.betterem` の `smart_enable` により、文字の隣の `{mark}` は強調にならない"
        )),
        // GitLab's parser relaxes the flanking rules of `*` for Chinese, Japanese and Korean.
        Cause::Opening(before, after) if mark.starts_with('*') => report.note(message!(
            "in CommonMark, `{mark}` between `{before}` and `{after}` cannot open emphasis; on GitLab it can",
            "CommonMark では `{before}` と `{after}` の間の `{mark}` で{ja}を開始できない（GitLab ではできる）"
        )),
        Cause::Closing(before, after) if mark.starts_with('*') => report.note(message!(
            "in CommonMark, `{mark}` between `{before}` and `{after}` cannot close emphasis; on GitLab it can",
            "CommonMark では `{before}` と `{after}` の間の `{mark}` で{ja}を終了できない（GitLab ではできる）"
        )),
        Cause::Opening(before, after) => report.note(message!(
            "`{mark}` between `{before}` and `{after}` cannot open {kind}",
            "`{before}` と `{after}` の間の `{mark}` で{ja}を開始できない"
        )),
        Cause::Closing(before, after) => report.note(message!(
            "`{mark}` between `{before}` and `{after}` cannot close {kind}",
            "`{before}` と `{after}` の間の `{mark}` で{ja}を終了できない"
        )),
        Cause::Taken => report.note(message!(
            "its {shown} pair with those of other broken {kind}",
            "この `{mark}` は、{ja}にならなかった別の `{mark}` と組になってしまう"
        )),
    };
    let Some(fix) = pair.fix else { return };
    let title = if fix.spaced {
        message!("add a space next to the {shown}", "`{mark}` の隣に半角スペースを入れる")
    } else {
        message!("move the {shown} past the punctuation", "`{mark}` をかっこや句読点の反対側に移動する")
    };
    report.fix(fix.applicability, Effect::Structure, title, vec![fix.edit]);
}
