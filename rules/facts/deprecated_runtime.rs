//! `deprecated-runtime`: a runtime of AWS Lambda that is deprecated.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::catalog::runtimes::{self, Runtime};
use crate::lint::prelude::*;
use crate::markdown::info_string;

pub(crate) struct DeprecatedRuntime;

rule!(DeprecatedRuntime {
    summary: Text {
        en: "a deprecated runtime of AWS Lambda, such as `nodejs8.10`",
        ja: "非推奨になった AWS Lambda のランタイム（`nodejs8.10` など）",
    },
    presets: &[Preset::Recommended.member()],
    kind: Some(FindingKind::Deprecated),
});

/// A block with so many runtimes is a list of them.
const LIST: usize = 4;

impl Check for DeprecatedRuntime {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Code, Kind::CodeBlock])
    }

    fn node(&self, _note: &Note<'_>, code: Node<'_>, sink: &mut Sink<'_>) {
        if info_string::is_skipped(code) {
            return;
        }
        if code.kind() == Kind::Code {
            in_span(code, sink);
        } else {
            in_block(code, sink);
        }
    }
}

/// Reports a code span that is a runtime, in a paragraph about Lambda or runtimes.
fn in_span(code: Node<'_>, sink: &mut Sink<'_>) {
    const BLOCKS: Kinds = Kinds::of(&[Kind::Paragraph, Kind::Heading, Kind::TableRow, Kind::TableHead]);
    let name = code.literal();
    // `nodejs` and `provided` are words of other things too.
    if !name.bytes().any(|byte| byte.is_ascii_digit()) {
        return;
    }
    let Some(runtime) = deprecated(name) else { return };
    let Some(block) = code.ancestors().find(|node| BLOCKS.contains(node.kind())) else { return };
    let text = block.source();
    let lower = text.to_ascii_lowercase();
    let is_about = lower.contains("lambda") || lower.contains("runtime") || text.contains("ランタイム");
    let spans = block.descendants().filter(|node| node.kind() == Kind::Code);
    let named = spans.filter(|node| runtimes::named(node.literal()).is_some()).count();
    if is_about && named < LIST && !says_history(text) {
        let at = code.source().find(name).unwrap_or_default() + code.span().start as usize;
        report(Span::new(at, at + name.len()), runtime, sink);
    }
}

/// Reports the values of settings that are named after the runtime: `Runtime: python3.8`, `--runtime nodejs14.x`.
fn in_block(block: Node<'_>, sink: &mut Sink<'_>) {
    let source = block.source();
    let values: Vec<(usize, Runtime)> = keys(source).filter_map(|at| value(source, at)).collect();
    if values.is_empty() || values.len() >= LIST {
        return;
    }
    // Scripts of Systems Manager have runtimes of their own.
    if source.contains("aws:executeScript") {
        return;
    }
    // Other services have runtimes named `java8`.
    let is_lambda = source.to_ascii_lowercase().contains("lambda") || source.contains("Serverless");
    let values = values.into_iter().filter(|(_, runtime)| runtime.name.contains('.') || is_lambda);
    for (at, runtime) in values.filter(|(_, runtime)| runtime.is_deprecated()) {
        let start = block.span().start as usize + at;
        report(Span::new(start, start + runtime.name.len()), runtime, sink);
    }
}

/// The offsets in `source` at which `runtime`, `Runtime` and `RUNTIME` may begin, in order.
fn keys(source: &str) -> impl Iterator<Item = usize> {
    static FINDERS: LazyLock<[Finder<'_>; 2]> = LazyLock::new(|| ["untime", "UNTIME"].map(Finder::new));
    let found = FINDERS.iter().flat_map(|finder| finder.find_iter(source.as_bytes()));
    let mut keys: Vec<usize> = found.filter_map(|at| at.checked_sub(1)).collect();
    keys.sort_unstable();
    keys.into_iter()
}

/// The runtime, and its offset in `source`, after the word `runtime` at byte `at`.
fn value(source: &str, at: usize) -> Option<(usize, Runtime)> {
    const KEY: &str = "runtime";
    let rest = source.get(at..)?;
    let key = rest.get(..KEY.len()).filter(|key| key.eq_ignore_ascii_case(KEY))?;
    // `"Runtime": "…"`, `runtime = "…"`, `--runtime …`, `runtime=…`
    let after = rest.get(key.len()..)?;
    let value = after.trim_start_matches(['"', '\'', ' ', ':', '=', '\t']);
    let gap = after.len() - value.len();
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-');
    let name = value.split(|char: char| !is_part(char)).next()?;
    let runtime = runtimes::named(name)?;
    (1..=12).contains(&gap).then_some((at + key.len() + gap, runtime))
}

fn deprecated(name: &str) -> Option<Runtime> {
    runtimes::named(name).filter(Runtime::is_deprecated)
}

/// Whether `text` says itself that something is over.
fn says_history(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "deprecat",
        "end of life",
        "end of support",
        "EOL",
        "no longer",
        "非推奨",
        "廃止",
        "終了",
        "サポート切れ",
        "旧",
    ];
    WORDS.iter().any(|word| text.contains(word))
}

fn report(span: Span, runtime: Runtime, sink: &mut Sink<'_>) {
    let Runtime { name, deprecated, successor } = runtime;
    let origin = runtimes::origin();
    let report = sink.report(
        span,
        message!(
            "the Lambda runtime `{name}` has been deprecated since {deprecated}",
            "Lambda のランタイム `{name}` は {deprecated} から非推奨"
        ),
    );
    let report = report.note(message!("checked against {origin}", "{origin} で確認"));
    if let Some(successor) = successor {
        report.note(message!("its successor is `{successor}`", "後継は `{successor}`"));
    }
}
