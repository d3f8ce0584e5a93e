//! `unused-suppression`: a suppression comment that suppresses nothing.

use crate::finding::Lang;
use crate::finding::parsers::plain;
use crate::lint::prelude::*;
use crate::lint::suppression::{Problem, Unused, answers_to_name};
use crate::rules::RULES;

pub(crate) struct UnusedSuppression;

rule!(UnusedSuppression {
    summary: Text {
        en: "a suppression comment that suppresses nothing", ja: "何も抑制していない抑制コメント"
    },
    presets: &[Preset::Recommended.member()],
    kind: Some(FindingKind::Unnecessary),
});

/// Never called by the engine: the run reports it once all other findings are known.
impl Check for UnusedSuppression {}

impl UnusedSuppression {
    /// Reports a `configure-file` comment whose settings can't be applied. `comment` is its span.
    pub(crate) fn report_configure(comment: Span, problem: &Problem, sink: &mut Sink<'_>) {
        let both = |wrong: &str| [Lang::En, Lang::Ja].map(|lang| plain(wrong, lang).message);
        match problem {
            Problem::Unreadable(wrong) => {
                let [en, ja] = both(wrong);
                sink.report(
                    comment,
                    message!("the settings in this comment can't be read", "このコメントの設定を読み取れない"),
                )
                .note(message!("{en}", "{ja}"));
            }
            Problem::BadOption { option, rule, wrong } => {
                let [en, ja] = both(wrong);
                sink.report(
                    comment,
                    message!("a setting in this comment is invalid", "このコメントに正しくない設定がある"),
                )
                .note(message!("`{option}` of `{rule}`: {en}", "`{rule}` の `{option}`: {ja}"));
            }
        }
    }

    /// Reports a suppression comment, or a rule name in one, that suppressed nothing.
    pub(crate) fn report(unused: &Unused<'_>, sink: &mut Sink<'_>) {
        let Some(name) = unused.name else {
            sink.report(unused.span, message!("this comment suppresses nothing", "このコメントが抑制する指摘はない"));
            return;
        };
        let quoted = excerpt(name);
        if !RULES.iter().any(|entry| answers_to_name(entry.meta, name)) {
            let report = sink.report(unused.span, message!("unknown rule `{quoted}`", "`{quoted}` というルールはない"));
            if let Some(close) = closest(name) {
                report.note(message!("did you mean `{close}`?", "もしかして: `{close}`"));
            }
        } else if unused.is_on {
            sink.report(
                unused.span,
                message!("unused suppression of `{quoted}`", "`{quoted}` の抑制コメントに該当する指摘がない"),
            )
            .note(message!(
                "there is nothing left to suppress; remove it, or it will hide the next finding",
                "残しておくと次の指摘を隠してしまうため、削除する"
            ));
        }
    }
}

/// The name of the rule that is most similar to `name`, if one is similar enough.
fn closest(name: &str) -> Option<&'static str> {
    let names = RULES.iter().map(|entry| (strsim::jaro_winkler(entry.meta.name, name), entry.meta.name));
    names.filter(|(likeness, _)| *likeness > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}
