//! `typographic-code`: dashes, curly quotation marks and full-width spaces where code needs ASCII characters.

use std::ops::RangeInclusive;

use crate::lint::prelude::*;
use crate::markdown::commands::{Command, Setting, Word};
use crate::markdown::info_string;
use crate::text::characters::code_points;
use crate::text::slice::Slice as _;

pub(crate) struct TypographicCode;

rule!(TypographicCode {
    summary: Text {
        en: "a dash, curly quotation mark or full-width space in code, as in `—help`",
        ja: "コードに紛れ込んだダッシュ、引用符、全角スペース（`—help` など）",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
});

/// The rule is skipped for notes that have none of these.
const TRIGGERS: &[RangeInclusive<char>] =
    &['\u{2010}'..='\u{2015}', '\u{2018}'..='\u{201d}', '\u{2212}'..='\u{2212}', WIDE_SPACE..=WIDE_SPACE];

const WIDE_SPACE: char = '\u{3000}';

const DASHES: [char; 5] = ['–', '—', '―', '‐', '−'];

const CURLY: [char; 4] = ['‘', '’', '“', '”'];

impl Check for TypographicCode {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        TRIGGERS
    }

    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Code, Kind::CodeBlock, Kind::TableCell])
    }

    fn node(&self, note: &Note<'_>, code: Node<'_>, sink: &mut Sink<'_>) {
        if code.kind() == Kind::TableCell {
            in_cell(note, code, sink);
            return;
        }
        if !code.source().contains(CURLY) || info_string::is_skipped(code) || reads_curly_quotes(code) {
            return;
        }
        let mut at = code.span().start as usize;
        for line in code.source().split_inclusive('\n') {
            if let Some(first) = delimiter(line) {
                report_quotes(Span::new(at + first, at + line.len()), note, sink);
            }
            at += line.len();
        }
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        // A command is certain enough after a prompt, in the language of a shell, or alone in a code span.
        let typed = |setting| matches!(setting, Setting::Prompt | Setting::Language | Setting::CodeSpan);
        for command in note.document.commands().filter(|command| typed(command.setting)) {
            if !note.source.slice(command.span()).is_ascii() {
                in_command(note, command, sink);
            }
        }
    }
}

fn in_command(note: &Note<'_>, command: Command<'_>, sink: &mut Sink<'_>) {
    let count = command.words().len();
    for (index, word) in command.words().enumerate() {
        let written = note.source.slice(word.span);
        // A span that is nothing but an option, perhaps with a value, is about that option. Other commands begin with a program.
        let is_argument =
            if index == 0 { count <= 2 && command.setting == Setting::CodeSpan } else { is_program(command) };
        if let Some(hyphens) = hyphens(written).filter(|_| is_argument) {
            report_dash(word, written, hyphens, sink);
        } else if is_argument
            && index > 0
            && written.starts_with(CURLY)
            && !reads_curly_quotes(note.document.node(command.node))
            && !is_sentence(note, command, index)
        {
            let end = note.source.line_at(word.span.start as usize).end.min(command.span().end);
            report_quotes(Span { start: word.span.start, end }, note, sink);
            return;
        } else if let Some(space) = wide_space(word, written) {
            report_space(space, word.span, note, sink);
        }
    }
}

/// Whether the words of `command` before the one at `index` are about code rather than code: `Change the ‘cpu’ label, then …`.
/// They have no option, and begin with a capital letter or, in a code span, after a bracket, or one of them ends like a part
/// of a sentence.
fn is_sentence(note: &Note<'_>, command: Command<'_>, index: usize) -> bool {
    let is_prose = |word: &str| word.ends_with([',', '.']) && word.starts_with(char::is_alphabetic);
    let before = note.source.text().head(command.span().start as usize);
    let is_aside = command.setting == Setting::CodeSpan && before.ends_with(" (");
    let begins = is_aside || command.program().text.starts_with(|char: char| char.is_ascii_uppercase());
    let words: Vec<&str> = command.words().take(index).map(|word| note.source.slice(word.span)).collect();
    words.len() > 1
        && !words.iter().any(|word| word.starts_with('-'))
        && (begins || words.iter().any(|word| is_prose(word)))
}

/// Whether the first word of `command` is the name of a program.
fn is_program(command: Command<'_>) -> bool {
    let name = command.program().text;
    let is_part = |char: char| char.is_ascii_alphanumeric() || "._-/+~\\".contains(char);
    name.starts_with(|char: char| char.is_ascii_alphabetic() || "./~".contains(char)) && name.chars().all(is_part)
}

/// The hyphens that the dashes at the start of `word` stand for, if a name follows: `--` for `—all`, `-` for `–y`.
fn hyphens(word: &str) -> Option<&'static str> {
    let name = word.trim_start_matches(DASHES);
    let dashes = word[..word.len() - name.len()].chars().count();
    let is_name = name.starts_with(|char: char| char.is_ascii_alphabetic());
    let is_short = name.len() == 1;
    (is_name && (1..=2).contains(&dashes)).then_some(if is_short { "-" } else { "--" })
}

fn report_dash(word: Word<'_>, written: &str, hyphens: &str, sink: &mut Sink<'_>) {
    let name = written.trim_start_matches(DASHES);
    let dashes = Span { end: word.span.end - u32::try_from(name.len()).unwrap_or_default(), ..word.span };
    let points = code_points(&written[..written.len() - name.len()]);
    let shown = excerpt(written);
    sink.report(
        word.span,
        message!(
            "`{shown}` begins with a dash (`{points}`) instead of hyphens",
            "`{shown}` の先頭がハイフンではなくダッシュ（`{points}`）になっている"
        ),
    )
    .note(message!("the program does not read it as an option", "プログラムはオプションとして読まない"))
    .fix(
        Applicability::Unsafe,
        Effect::Code,
        message!("replace with `{hyphens}`", "`{hyphens}` に直す"),
        vec![Edit::replace(dashes, hyphens)],
    );
}

/// Reports the curly quotation marks in `span`, and replaces all of them.
fn report_quotes(span: Span, note: &Note<'_>, sink: &mut Sink<'_>) {
    let text = note.source.slice(span);
    let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, char)| CURLY.contains(char)).collect();
    let Some((first, mark)) = marks.first().copied() else { return };
    let at = |offset: usize, char: char| {
        let start = span.start as usize + offset;
        Span::new(start, start + char.len_utf8())
    };
    let straight = |mark: char| if matches!(mark, '‘' | '’') { "'" } else { "\"" };
    let edits = marks.iter().map(|(offset, mark)| Edit::replace(at(*offset, *mark), straight(*mark)));
    let points = code_points(mark.encode_utf8(&mut [0; 4]));
    sink.report(
        at(first, mark),
        message!(
            "`{mark}` (`{points}`) is not a quotation mark in code",
            "`{mark}`（`{points}`）はコードの引用符ではない"
        ),
    )
    .note(message!(
        "code that is copied from here fails, or takes the mark for a part of the text",
        "コピーしたコードがエラーになるか、記号も文字列の一部になる"
    ))
    .fix(
        Applicability::Unsafe,
        Effect::Code,
        message!("replace with straight quotation marks", "半角の引用符に直す"),
        edits.collect(),
    );
}

/// The byte offset in `line` of a curly quotation mark that begins a text of a program: after `(`, `[` or `=` that
/// follows a name. Examples: `ENV[‘HOME’]`, `rel=”noreferrer”`, `print(“a”)`.
fn delimiter(line: &str) -> Option<usize> {
    let opens = |(at, mark): &(usize, &str)| {
        let before = &line[..*at];
        let name = before.strip_suffix(['(', '[', '=']).unwrap_or_default();
        let follows_name = name.ends_with(|char: char| char.is_ascii_alphanumeric() || char == '_');
        let after = &line[at + mark.len()..];
        // A straight one before it means that it is inside a text.
        let is_inside = before.matches('"').count() % 2 == 1 || before.matches('\'').count() % 2 == 1;
        follows_name
            && !is_inside
            && after.starts_with(|char: char| char.is_ascii_alphanumeric())
            && after.contains(CURLY)
    };
    line.match_indices(CURLY).take(1).find(opens).map(|(at, _)| at)
}

/// Whether `code` is in a language that takes curly quotation marks for straight ones.
fn reads_curly_quotes(code: Node<'_>) -> bool {
    const LANGUAGES: [&str; 12] =
        ["powershell", "ps1", "pwsh", "posh", "ps", "swift", "md", "markdown", "mermaid", "dataview", "text", "txt"];
    let language = info_string::language(code.literal());
    code.kind() == Kind::CodeBlock && LANGUAGES.iter().any(|known| known.eq_ignore_ascii_case(language))
}

/// The full-width spaces in `word` that part it: after an ASCII character, and before an option, a comment or another word in
/// ASCII.
fn wide_space(word: Word<'_>, written: &str) -> Option<std::ops::Range<usize>> {
    if word.quoted {
        return None;
    }
    let start = written.find(WIDE_SPACE)?;
    let after = written[start..].trim_start_matches(WIDE_SPACE);
    let end = written.len() - after.len();
    let follows = written[..start].ends_with(|char: char| char.is_ascii_graphic());
    let parts = after.starts_with(['#', '-'])
        || after.starts_with(|char: char| char.is_ascii_alphanumeric()) && after.is_ascii();
    (follows && parts).then_some(start..end)
}

fn report_space(space: std::ops::Range<usize>, word: Span, note: &Note<'_>, sink: &mut Sink<'_>) {
    let start = word.start as usize;
    let span = Span::new(start + space.start, start + space.end);
    let before = excerpt(&note.source.slice(word)[..space.start]);
    sink.report(
        span,
        message!("full-width space (`U+3000`) after `{before}`", "`{before}` の後に全角スペース（`U+3000`）がある"),
    )
    .note(message!("the shell reads it as part of the word", "シェルは空白ではなく単語の一部として読む"))
    .fix(
        Applicability::Unsafe,
        Effect::Code,
        message!("replace with a space", "半角スペースに直す"),
        vec![Edit::replace(span, " ")],
    );
}

/// Reports dashes in a table cell that holds a command as text: it begins with the name of a program, and has another
/// option with two hyphens.
fn in_cell(note: &Note<'_>, cell: Node<'_>, sink: &mut Sink<'_>) {
    let text = cell.source();
    if !text.contains(DASHES) {
        return;
    }
    let is_option = |word: &str| {
        word.strip_prefix("--").is_some_and(|name| name.starts_with(|char: char| char.is_ascii_alphabetic()))
    };
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let begins =
        words.next().is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
    if !begins || !words.any(is_option) {
        return;
    }
    let mut at = 0;
    for word in text.split(' ') {
        let start = cell.span().start as usize + at;
        at += word.len() + 1;
        let span = Span::new(start, start + word.len());
        if note.document.node_at(start).kind() != Kind::Text || hyphens(word).is_none() {
            continue;
        }
        let shown = excerpt(word);
        sink.report(
            span,
            message!(
                "`{shown}` begins with a dash instead of hyphens",
                "`{shown}` の先頭がハイフンではなくダッシュになっている"
            ),
        )
        .note(message!("the program does not read it as an option", "プログラムはオプションとして読まない"));
    }
}
