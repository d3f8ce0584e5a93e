//! `broken-emphasis`: strong emphasis whose marks are shown, because of the punctuation beside them.

use std::ops::RangeInclusive;

use crate::emphasis::broken::{Broken, Cause, broken};
use crate::engine::Note;
use crate::finding::{Severity, Text, excerpt};
use crate::fix::{Applicability, Effect};
use crate::message;
use crate::rule::{Check, Meta, NoOptions, Preset, Rule, Sink};

/// See the page.
pub struct BrokenEmphasis;

impl Rule for BrokenEmphasis {
    const META: Meta = Meta {
        name: "broken-emphasis",
        group: "japanese",
        summary: Text {
            en: "marks of emphasis that punctuation beside them makes plain text",
            ja: "隣のかっこや句読点のせいで太字にならず、そのまま表示される `**`",
        },
        aliases: &[],
        severity: Severity::Warning,
        presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
        fix: Some(Applicability::Safe),
        since: "0.1.0",
        page: include_str!("broken_emphasis.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(BrokenEmphasis)
    }
}

/// Without one of these there is nothing to find.
const LOOKED_FOR: &[RangeInclusive<char>] = &['*'..='*'];

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

fn report(note: &Note<'_>, pair: Broken, sink: &mut Sink<'_>) {
    let text = excerpt(note.source.slice(pair.whole));
    let message = if pair.literal {
        message!(
            "`{text}` is not bold on GitHub: the stars are shown",
            "`{text}` が GitHub で太字にならず、`**` が表示される"
        )
    } else {
        message!(
            "`{text}` is not bold by itself on GitHub: its marks pair with others",
            "`{text}` だけを太字にできていない。GitHub では `**` がほかの `**` と組になる"
        )
    };
    let report = sink.report(pair.whole, message);
    let report = match pair.cause {
        Cause::Opening(before, after) => report.note(message!(
            "in CommonMark a `**` between `{before}` and `{after}` opens nothing; on GitLab it does",
            "CommonMark では `{before}` と `{after}` の間の `**` から太字は始まらない（GitLab では始まる）"
        )),
        Cause::Closing(before, after) => report.note(message!(
            "in CommonMark a `**` between `{before}` and `{after}` closes nothing; on GitLab it does",
            "CommonMark では `{before}` と `{after}` の間の `**` で太字は終わらない（GitLab では終わる）"
        )),
        Cause::Taken => report.note(message!(
            "its marks pair with those of another emphasis that is broken",
            "この `**` は、太字にならなかった別の `**` と組になってしまう"
        )),
    };
    let Some(mending) = pair.mending else { return };
    let title = if mending.spaced {
        message!("put a space beside the marks", "`**` の隣に半角スペースを入れる")
    } else {
        message!("move the marks past the punctuation", "`**` をかっこや句読点の反対側に移す")
    };
    report.fix(Applicability::Safe, Effect::Structure, title, vec![mending.edit]);
}
