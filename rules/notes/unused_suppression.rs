//! `unused-suppression`: a comment that switches off what does not happen.

use crate::finding::Lang;
use crate::finding::parsers::plain;
use crate::lint::prelude::*;
use crate::lint::suppression::{Problem, Unused, is_called};
use crate::rules::RULES;

pub(crate) struct UnusedSuppression;

rule!(UnusedSuppression {
    summary: Text {
        en: "a comment that switches off a rule, with nothing there for it to find",
        ja: "無効化コメントがあるのに、そのルールに当たる箇所がない",
    },
    presets: &[Preset::Recommended.member()],
});

/// The run reports it, when all else is known.
impl Check for UnusedSuppression {}

impl UnusedSuppression {
    /// Reports a `configure-file` comment, at `comment`, that does not do what it says.
    pub(crate) fn report_configure(comment: Span, problem: &Problem, sink: &mut Sink<'_>) {
        let both = |wrong: &str| [Lang::En, Lang::Ja].map(|lang| plain(wrong, lang).message);
        match problem {
            Problem::Unreadable(wrong) => {
                let [en, ja] = both(wrong);
                sink.report(
                    comment,
                    message!("the settings in the comment can't be read", "コメント内の設定を読み取れない"),
                )
                .note(message!("{en}", "{ja}"));
            }
            Problem::BadOption { option, rule, wrong } => {
                let [en, ja] = both(wrong);
                sink.report(
                    comment,
                    message!("a setting in the comment has no effect", "コメント内に無効な設定がある"),
                )
                .note(message!("`{option}` of `{rule}`: {en}", "`{rule}` の `{option}`: {ja}"));
            }
        }
    }

    /// Reports a name in a suppression comment that suppressed nothing.
    pub(crate) fn report(unused: &Unused<'_>, sink: &mut Sink<'_>) {
        let Some(name) = unused.name else {
            sink.report(unused.span, message!("the comment suppresses nothing", "このコメントで無効になる指摘はない"));
            return;
        };
        let quoted = excerpt(name);
        if !RULES.iter().any(|entry| is_called(entry.meta, name)) {
            let report =
                sink.report(unused.span, message!("no rule is called `{quoted}`", "`{quoted}` というルールはない"));
            if let Some(close) = closest(name) {
                report.note(message!("did you mean `{close}`?", "`{close}` の誤りではないか"));
            }
        } else if unused.is_on {
            sink.report(
                unused.span,
                message!("`{quoted}` finds nothing here to suppress", "`{quoted}` の指摘はここにはない"),
            )
            .note(message!(
                "what it was written for has been mended: take it out, or it will hide the next fault",
                "指摘された箇所はもう直っている。残しておくと次の誤りを隠すので、消しておく"
            ));
        }
    }
}

/// The rule whose name is closest to `name`, if one is close.
fn closest(name: &str) -> Option<&'static str> {
    let names = RULES.iter().map(|entry| (strsim::jaro_winkler(entry.meta.name, name), entry.meta.name));
    names.filter(|(likeness, _)| *likeness > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}
