//! `broken-emphasis`: emphasis and strikethrough whose marks are shown, because of the punctuation beside them.

use std::ops::RangeInclusive;

use crate::lint::prelude::*;
use crate::markdown::emphasis::broken::{Broken, Cause, broken};

pub(crate) struct BrokenEmphasis;

rule!(BrokenEmphasis {
    summary: Text {
        en: "marks of emphasis or strikethrough that punctuation beside them makes plain text",
        ja: "隣のかっこや句読点のせいで強調や取り消し線にならず、そのまま表示される記号",
    },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

/// Without one of these there is nothing to find.
const LOOKED_FOR: &[RangeInclusive<char>] = &['*'..='*', '_'..='_', '~'..='~'];

impl Check for BrokenEmphasis {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        LOOKED_FOR
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for pair in broken(note.document) {
            report(note, pair, sink);
        }
    }
}

/// What marks make of the text between them, in English and Japanese; and what they are called.
fn meaning(mark: &str) -> (Text, Text) {
    let what = match mark {
        "~" | "~~" => Text { en: "struck through", ja: "取り消し線" },
        "*" | "_" => Text { en: "italic", ja: "斜体" },
        "***" | "___" => Text { en: "bold and italic", ja: "太字の斜体" },
        _ => Text { en: "bold", ja: "太字" },
    };
    let marks = match mark.chars().next() {
        Some('~') => Text { en: "tildes", ja: "チルダ" },
        Some('_') => Text { en: "underscores", ja: "アンダースコア" },
        _ => Text { en: "stars", ja: "アスタリスク" },
    };
    (what, marks)
}

fn report(note: &Note<'_>, pair: Broken, sink: &mut Sink<'_>) {
    let text = excerpt(note.source.slice(pair.whole));
    let mark = note.source.slice(pair.mark);
    let (what, marks) = meaning(mark);
    let (en, ja, shown) = (what.en, what.ja, marks.en);
    let message = if pair.literal {
        message!(
            "`{text}` is not {en} on GitHub: the {shown} are shown",
            "`{text}` が GitHub で{ja}にならず、`{mark}` が表示される"
        )
    } else {
        message!(
            "`{text}` is not {en} by itself on GitHub: its marks pair with others",
            "`{text}` だけを{ja}にできていない。GitHub では `{mark}` がほかの `{mark}` と組になる"
        )
    };
    let report = sink.report(pair.whole, message);
    let report = match pair.cause {
        // GitLab follows the amendment of the rules of `*` for these languages.
        Cause::Opening(before, after) if mark.starts_with('*') => report.note(message!(
            "in CommonMark a `{mark}` between `{before}` and `{after}` opens nothing; on GitLab it does",
            "CommonMark では `{before}` と `{after}` の間の `{mark}` から{ja}は始まらない（GitLab では始まる）"
        )),
        Cause::Closing(before, after) if mark.starts_with('*') => report.note(message!(
            "in CommonMark a `{mark}` between `{before}` and `{after}` closes nothing; on GitLab it does",
            "CommonMark では `{before}` と `{after}` の間の `{mark}` で{ja}は終わらない（GitLab では終わる）"
        )),
        Cause::Opening(before, after) => report.note(message!(
            "a `{mark}` between `{before}` and `{after}` opens nothing",
            "`{before}` と `{after}` の間の `{mark}` から{ja}は始まらない"
        )),
        Cause::Closing(before, after) => report.note(message!(
            "a `{mark}` between `{before}` and `{after}` closes nothing",
            "`{before}` と `{after}` の間の `{mark}` で{ja}は終わらない"
        )),
        Cause::Taken => report.note(message!(
            "its marks pair with those of another emphasis that is broken",
            "この `{mark}` は、{ja}にならなかった別の `{mark}` と組になってしまう"
        )),
    };
    let Some(mending) = pair.mending else { return };
    let title = if mending.spaced {
        message!("put a space beside the marks", "`{mark}` の隣に半角スペースを入れる")
    } else {
        message!("move the marks past the punctuation", "`{mark}` をかっこや句読点の反対側に移す")
    };
    report.fix(mending.applicability, Effect::Structure, title, vec![mending.edit]);
}
