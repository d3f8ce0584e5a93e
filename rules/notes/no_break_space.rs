//! `no-break-space`: no-break spaces instead of spaces.

use std::ops::{Range, RangeInclusive};

use crate::lint::prelude::*;
use crate::markdown::bullets::gap::is_space;
use crate::markdown::prose::is_wide;
use crate::text::characters::{around, runs};
use crate::text::source::Source;

pub(crate) struct NoBreakSpace {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Also report no-break spaces next to a full-width letter in running text, where they keep a search from finding the
    /// words.
    prose: bool,
}

rule!(NoBreakSpace {
    options: Options,
    summary: Text {
        en: "a no-break space (U+00A0) instead of a space",
        ja: "半角スペースの代わりに入ったノーブレークスペース（U+00A0）",
    },
    presets: &[
        Preset::Recommended.member(),
        Preset::Japanese.with("prose = true"),
        Preset::Style.with("prose = true"),
        Preset::Strict.with("prose = true"),
    ],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

const NO_BREAK: char = '\u{a0}';

/// The rule is skipped for notes that have none of these.
const TRIGGERS: &[RangeInclusive<char>] = &[NO_BREAK..=NO_BREAK];

impl Check for NoBreakSpace {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Code, Kind::CodeBlock])
    }

    fn node(&self, _note: &Note<'_>, code: Node<'_>, sink: &mut Sink<'_>) {
        let source = code.source();
        if !source.contains(NO_BREAK) || is_admonition(code) || reads_as_space(code) {
            return;
        }
        let mut at = code.span().start as usize;
        for line in source.split_inclusive('\n') {
            // One finding per line: its fix replaces all of them.
            let found = runs(line, 0..line.len(), |char| char == NO_BREAK);
            let spans = found.iter().map(|run| Span::new(at + run.start, at + run.end)).collect::<Vec<_>>();
            if let Some(first) = spans.first().filter(|_| is_typed(line)) {
                let edits = spans.iter().map(|span| Edit::replace(*span, " ".repeat(span.len() / NO_BREAK.len_utf8())));
                report(*first, sink)
                    .note(message!(
                        "shells and parsers read it as part of a word",
                        "シェルやパーサーは、空白ではなく単語の一部として読む"
                    ))
                    .fix(
                        Applicability::Unsafe,
                        Effect::Code,
                        message!("replace with a space", "半角スペースに直す"),
                        edits.collect(),
                    );
            }
            at += line.len();
        }
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        if !self.options.prose || !prose.text().contains(NO_BREAK) {
            return;
        }
        for block in prose.blocks() {
            for run in runs(prose.text(), block.range.clone(), |char| char == NO_BREAK) {
                // Between Latin words it may be intended, as in `Route 53`. As an entity it always is.
                let Some(span) = prose.verbatim(run.clone()).filter(|_| is_beside_wide(prose.text(), &run)) else {
                    continue;
                };
                // Next to punctuation, it keeps no search from finding anything.
                if !is_within_phrase(prose.text(), &run) {
                    continue;
                }
                // A space there would create a heading or a list item. Other rules report that.
                if follows_marker(note.source, span) {
                    continue;
                }
                report(span, sink)
                    .note(message!(
                        "it usually comes from text pasted from a web page, and keeps a search from finding the words",
                        "Web ページからの貼り付けで入ることが多く、前後の語を検索しても見つからない"
                    ))
                    .fix(
                        Applicability::Safe,
                        Effect::Text,
                        message!("replace with a space", "半角スペースに直す"),
                        vec![Edit::replace(span, " ")],
                    );
            }
        }
    }
}

fn report<'s>(span: Span, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    sink.report(
        span,
        message!(
            "no-break space (`U+00A0`) instead of a space",
            "半角スペースではなくノーブレークスペース `U+00A0` が入っている"
        ),
    )
}

/// Whether `code` is an Obsidian admonition, whose fence contains prose. Example: a fence with the language `ad-note`.
fn is_admonition(code: Node<'_>) -> bool {
    code.kind() == Kind::CodeBlock && code.literal().starts_with("ad-")
}

/// Whether `code` is in a language for which U+00A0 is white space: ECMAScript (§12.2) and C# (§6.3.4).
fn reads_as_space(code: Node<'_>) -> bool {
    const LANGUAGES: [&str; 10] = ["js", "javascript", "jsx", "mjs", "ts", "typescript", "tsx", "cs", "csharp", "c#"];
    let language = code.literal().unicode_words().next().unwrap_or_default();
    let language = language.split(':').next().unwrap_or(language);
    // `{ a: 1 }` is a literal of such a language, and no command.
    if code.kind() == Kind::Code {
        return code.source().contains("{\u{a0}") || code.source().contains("\u{a0}}");
    }
    LANGUAGES.iter().any(|known| known.eq_ignore_ascii_case(language))
}

/// Whether no punctuation of a sentence is next to the run.
fn is_within_phrase(text: &str, run: &Range<usize>) -> bool {
    const PUNCTUATION: &str = "。、，．！？」』）：；";
    let (before, after) = around(text, run);
    ![before, after].into_iter().flatten().any(|char| PUNCTUATION.contains(char))
}

/// Whether a line of code was typed, rather than printed by a program: no tree, table or console output. Browser consoles
/// print values as `MediaQueryList {media: …}` and `(2) [{…}, {…}]`, with a no-break space before the bracket.
fn is_typed(line: &str) -> bool {
    let is_drawing = |char| matches!(char, '\u{2500}'..='\u{257f}' | '|' | '+' | '…');
    let value = |(at, _): (usize, &str)| {
        let before = line[..at].trim_end_matches(NO_BREAK);
        let name = before.unicode_trim_start().trim_start_matches(['>', '<']).unicode_trim_start();
        line[at..].trim_start_matches(NO_BREAK).starts_with(['{', '[']) && is_value_name(name)
    };
    line.contains(|char: char| char.is_ascii_alphanumeric())
        && !line.contains(is_drawing)
        && !line.match_indices(NO_BREAK).any(value)
}

/// Whether `name` is what a browser console prints before a value: a class or a count. Examples: `MediaQueryList`, `(2)`.
fn is_value_name(name: &str) -> bool {
    let counts = name.strip_prefix('(').and_then(|name| name.strip_suffix(')'));
    match counts {
        Some(count) => count.bytes().all(|byte| byte.is_ascii_digit()),
        None => {
            name.starts_with(|char: char| char.is_ascii_uppercase())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }
    }
}

/// Whether only a heading or list marker, and perhaps a task checkbox, comes before `space` on its line.
fn follows_marker(source: &Source, space: Span) -> bool {
    let line = source.line_at(space.start as usize).start;
    let before = source.slice(Span { start: line, end: space.start });
    let text = before.trim_start_matches(|char| is_space(char) || char == '>').trim_end_matches('#');
    let number = text.strip_suffix(['.', ')']).unwrap_or(text).trim_end_matches(|char: char| char.is_ascii_digit());
    let bare = number.strip_suffix(['-', '*', '+']).unwrap_or(number);
    let boxed = ["[", "[ ]", "[x]", "[X]"].iter().any(|task| text.ends_with(task));
    !before.is_empty() && (bare.is_empty() || boxed)
}

/// Whether the run has a full-width letter on one side and any character on the other.
fn is_beside_wide(text: &str, run: &Range<usize>) -> bool {
    let letter = |char: Option<char>| char.is_some_and(|char| is_wide(char) && char.is_alphanumeric());
    let (before, after) = around(text, run);
    let inside = before.is_some_and(|char| char != '\n') && after.is_some_and(|char| char != '\n');
    inside && (letter(before) || letter(after))
}
