//! `wrong-admonition`: `!!! note` or `=== "Tab"` that the host does not show as a box.

use memchr::memmem;

use crate::lint::prelude::*;
use crate::text::boxes::Admonitions;
use crate::text::profile::{BlockParser, Profile};

pub(crate) struct WrongAdmonition;

rule!(WrongAdmonition {
    summary: Text {
        en: "`!!! note` or `=== \"Tab\"` that the host of the notes does not show as a box",
        ja: "ノートを公開するサービスで囲みにならない `!!! note` や `=== \"Tab\"`",
    },
    presets: &[Preset::Recommended.member()],
    about_syntax: true,
});

/// The kinds that Material for `MkDocs` styles, and those that Python-Markdown's documentation names.
const KINDS: [&str; 19] = [
    "note",
    "abstract",
    "summary",
    "info",
    "tip",
    "hint",
    "important",
    "success",
    "question",
    "help",
    "warning",
    "caution",
    "attention",
    "failure",
    "danger",
    "error",
    "bug",
    "example",
    "quote",
];

/// A line that was meant to begin a box, and the one below it.
struct Line<'t> {
    span: Span,
    /// `!!!`, `???`, `???+` or `===`.
    marker: &'t str,
    /// What follows the marker.
    rest: &'t str,
    /// Columns of white space at its start.
    indent: usize,
    /// The next line, if it is not blank.
    below: Option<Span>,
    /// Columns of white space before the next text, after any blank lines.
    content: Option<usize>,
}

impl Check for WrongAdmonition {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let text = note.source.text().as_bytes();
        if !["!!!", "???", "==="].iter().any(|marker| memmem::find(text, marker.as_bytes()).is_some()) {
            return;
        }
        let profile = note.document.profile();
        // The note may belong to a site that is built with MkDocs.
        let boxes = profile.boxes.admonitions;
        if boxes == Admonitions::NONE && profile.shows_repository {
            return;
        }
        let lines = note.source.lines();
        for index in 0..lines.count() {
            let Some(line) = line(note, index) else { continue };
            let node = note.document.node_at(line.span.start as usize);
            let skipped = Kinds::of(&[Kind::CodeBlock, Kind::HtmlBlock, Kind::FrontMatter, Kind::Html]);
            if skipped.contains(node.kind()) || node.within(skipped) {
                continue;
            }
            if !boxes.has(line.marker) {
                foreign(profile, &line, sink);
            } else if is_head(&line) {
                outside(profile.title, &line, sink);
            } else {
                malformed(profile.title, &line, sink);
            }
        }
    }
}

/// The columns of white space at the start of `text`.
fn columns(text: &str) -> usize {
    let white = text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
    white.fold(0, |column, byte| if byte == b'\t' { column / 4 * 4 + 4 } else { column + 1 })
}

/// The line with this number, if it begins with a marker.
fn line<'t>(note: &'t Note<'_>, index: usize) -> Option<Line<'t>> {
    let (source, lines) = (note.source, note.source.lines());
    let whole = lines.span(source.text(), index);
    let text = source.slice(whole);
    let content = text.md_trim_start();
    let marker = ["!!!", "???+", "???", "==="].into_iter().find(|marker| content.starts_with(marker))?;
    let rest = content[marker.len()..].md_trim();
    if rest.is_empty() || rest.starts_with(['!', '?', '=']) {
        return None;
    }
    let start = whole.start as usize + text.len() - content.len();
    let next = |index: usize| (index < lines.count()).then(|| lines.span(source.text(), index));
    let below = next(index + 1).filter(|below| !source.slice(*below).is_blank());
    let content_line = (index + 1..lines.count()).filter_map(next).find(|line| !source.slice(*line).is_blank());
    Some(Line {
        span: Span::new(start, start + content.md_trim_end().len()),
        marker,
        rest,
        indent: columns(text),
        below,
        content: content_line.map(|line| columns(source.slice(line))),
    })
}

/// Whether `line` begins a box in Python-Markdown (`admonition`) or `PyMdown` (`details`, `tabbed`).
fn is_head(line: &Line<'_>) -> bool {
    let mut rest = line.rest.trim_start_matches(['+', '!']).md_trim_start();
    if line.marker == "===" {
        return rest.len() > 1 && rest.starts_with('"') && rest.ends_with('"');
    }
    if rest.ends_with('"') {
        let Some(open) = rest[..rest.len() - 1].find('"') else { return false };
        let foldable = open == 0 && line.marker != "!!!";
        if !foldable && !rest[..open].ends_with(' ') {
            return false;
        }
        rest = rest[..open].md_trim_end();
        if foldable {
            return true;
        }
    }
    !rest.is_empty() && rest.chars().all(|char| char.is_alphanumeric() || matches!(char, '_' | '-' | ' '))
}

/// Whether `line` names a kind that is known, or has a title in quotation marks.
fn is_meant(line: &Line<'_>) -> bool {
    let word = line.rest.split(|char: char| !char.is_ascii_alphanumeric()).next().unwrap_or("");
    let quotes = ['"', '\'', '“', '”', '「'];
    let known = KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(word));
    line.marker != "===" && (known || line.rest.starts_with(quotes))
}

/// Reports a box on a host that has none, or not this one.
fn foreign(profile: &Profile, line: &Line<'_>, sink: &mut Sink<'_>) {
    let word = line.rest.split(|char: char| !char.is_ascii_alphanumeric()).next().unwrap_or("");
    let known = line.marker == "===" || KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(word));
    if !is_head(line) || !known || line.content.is_none_or(|content| content < line.indent + 4) {
        return;
    }
    let (host, marker) = (profile.title, line.marker);
    if profile.blocks != BlockParser::PythonMarkdown {
        sink.report(
            line.span,
            message!(
                "{host} has no boxes that begin with `{marker}`: this line is shown as text",
                "{host} に `{marker}` で始まる囲みはなく、この行は文字として表示される"
            ),
        );
        return;
    }
    let extension = match marker {
        "!!!" => "admonition",
        "===" => "pymdownx.tabbed",
        _ => "pymdownx.details",
    };
    sink.report(
        line.span,
        message!(
            "{host} shows this line as text: mkdocs.yml does not have `{extension}`",
            "{host} ではこの行が文字として表示される。mkdocs.yml に `{extension}` がない"
        ),
    )
    .note(message!("add it to `markdown_extensions`", "`markdown_extensions` に追加する"));
}

/// Reports a box whose content is not in it.
fn outside(host: &str, line: &Line<'_>, sink: &mut Sink<'_>) {
    let (Some(below), Some(content)) = (line.below, line.content) else { return };
    if content >= line.indent + 4 || line.marker == "===" && content <= line.indent {
        return;
    }
    sink.report(
        below,
        message!(
            "this line is not in the box above, which is empty on {host}",
            "この行は上の囲みの中に入らず、{host} では囲みが空になる"
        ),
    )
    .note(message!(
        "the content has to be indented by four columns more than `!!!`, `???` or `===`",
        "中身は `!!!`、`???`、`===` より 4 文字分深く字下げする"
    ));
}

/// Reports a line that does not begin a box although it was meant to.
fn malformed(host: &str, line: &Line<'_>, sink: &mut Sink<'_>) {
    let indented = line.content.is_some_and(|content| content >= line.indent + 4);
    if !indented || !is_meant(line) && line.marker != "===" {
        return;
    }
    let shown = excerpt(&format!("{} {}", line.marker, line.rest));
    let report = sink.report(
        line.span,
        message!(
            "`{shown}` does not begin a box on {host}: it is shown as text",
            "{host} では `{shown}` で囲みが始まらず、文字として表示される"
        ),
    );
    if line.marker == "===" {
        report.note(message!("write `=== \"Title\"`", "`=== \"タイトル\"` と書く"));
    } else {
        let marker = line.marker;
        report.note(message!(
            "write `{marker} note` or `{marker} note \"Title\"`",
            "`{marker} note` か `{marker} note \"タイトル\"` と書く"
        ));
    }
}
