//! Templates in notes: Hugo shortcodes, Jekyll's Liquid, and Jinja (`MkDocs` macros).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::marks::{Marks, pattern};
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;

/// The template engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::markdown::flavour) enum Engine {
    /// `{{< … >}}`, `{{% … %}}`, `{{ … }}`
    Hugo,
    /// `{% … %}`, `{{ … }}`
    Liquid,
    /// `{% … %}`, `{{ … }}`, `{# … #}`
    Jinja,
}

mod patterns {
    use super::{LazyLock, Regex, pattern};

    pub(super) static HUGO: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(\{\{<(?:[^{]|\{[^{])*?>\}\}|\{\{%(?:[^{]|\{[^{])*?%\}\}|\{\{[^{\r\n]*?\}\})"));
    pub(super) static LIQUID: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(\{%(?:[^{]|\{[^{%])*?%\}|\{\{[^{\r\n]*?\}\})"));
    pub(super) static JINJA: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(\{%(?:[^{]|\{[^{%])*?%\}|\{\{[^{\r\n]*?\}\}|\{# [^{}]*? #\})"));
    /// The name of a shortcode or tag.
    pub(super) static NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\{[{%][<%]?-?\s*([A-Za-z][\w/.-]*)"));
}

/// Shortcodes and tags whose content is not Markdown, if they are closed. More words may follow: `code-toggle`.
const VERBATIM: [&str; 12] = [
    "highlight",
    "code",
    "mermaid",
    "math",
    "katex",
    "chart",
    "plantuml",
    "diagram",
    "html",
    "raw_html",
    "comment",
    "chroma",
];

/// How many templates are searched for the end of one.
const MAX_TEMPLATES: usize = 100;

/// How far ahead their closing tag is searched, in bytes.
const MAX_LENGTH: usize = 64 * 1024;

/// Marks templates. One that is alone on its lines becomes a block; in running text it becomes inline content. Within a
/// link or a tag it stays part of that.
pub(in crate::markdown::flavour) fn read(marks: &mut Marks<'_>, engine: Engine) {
    let pattern = match engine {
        Engine::Hugo => &patterns::HUGO,
        Engine::Liquid => &patterns::LIQUID,
        Engine::Jinja => &patterns::JINJA,
    };
    let mut templates: Vec<Span> = Vec::new();
    marks.each(pattern, |marks, found| {
        let template = found.get(1)?.range();
        if let Some(end) = end_of_verbatim(marks.text(), &template, engine) {
            let whole = template.start..end;
            marks.object(whole.clone());
            marks.close(whole);
            return Some(end);
        }
        templates.push(Span::new(template.start, template.end));
        let line = marks.line(template.start);
        if marks.text()[line.clone()].md_trim_start().starts_with('#') || inserts(marks, &template, engine) {
            marks.has_other_ids();
        }
        let before = &marks.text()[line.start..template.start];
        if in_link_or_tag(before) {
            marks.put(template.start, destination(&marks.text()[template.clone()]).as_bytes());
            marks.keep(template.clone());
        } else {
            marks.object(template.clone());
        }
        marks.close(template.clone());
        Some(template.end)
    });
    lines_of_templates(marks, &templates);
}

/// Hugo's own shortcodes, which insert no ids.
const BUILT_IN: [&str; 16] = [
    "details",
    "figure",
    "gist",
    "highlight",
    "instagram",
    "param",
    "qr",
    "ref",
    "relref",
    "tweet",
    "twitter",
    "twitter_simple",
    "vimeo",
    "vimeo_simple",
    "x",
    "youtube",
];

/// Whether the template at `range` inserts a part of the page that is not in the note. It is alone on its lines, and does not
/// enclose content.
fn inserts(marks: &Marks<'_>, range: &Range<usize>, engine: Engine) -> bool {
    let (text, template) = (marks.text(), &marks.text()[range.clone()]);
    let begins_line = text[marks.line(range.start).start..range.start].is_blank();
    if !begins_line || !marks.is_alone(range) {
        return false;
    }
    let name = patterns::NAME.captures(template).and_then(|found| found.get(1)).map(|name| name.as_str());
    match (engine, name) {
        (Engine::Hugo, Some(name)) => {
            let closes = |open: &str| {
                let after = text[range.end..].match_indices(open).map(|(at, _)| &text[range.end + at + open.len()..]);
                after.take(MAX_TEMPLATES).any(|rest| {
                    rest.md_trim_start().strip_prefix('/').is_some_and(|end| end.md_trim_start().starts_with(name))
                })
            };
            !BUILT_IN.contains(&name) && !closes("{{<") && !closes("{{%")
        }
        (Engine::Liquid | Engine::Jinja, Some(name)) => name.starts_with("include") || name == "render",
        (Engine::Liquid | Engine::Jinja, None) => template.starts_with("{{"),
        (Engine::Hugo, None) => false,
    }
}

/// Also marks lines that contain several templates and nothing else as blocks.
fn lines_of_templates(marks: &mut Marks<'_>, spans: &[Span]) {
    let text = marks.text();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for span in spans.iter().map(|span| span.range()) {
        match runs.last_mut() {
            Some(run) if text[run.end..span.start].chars().all(|char| matches!(char, ' ' | '\t')) => run.end = span.end,
            _ => runs.push(span),
        }
    }
    runs.retain(|run| marks.is_alone(run));
    for run in runs {
        marks.object(run);
    }
}

/// `template` with `_` for each character that would end a destination or an attribute.
fn destination(template: &str) -> String {
    template
        .chars()
        .map(|char| if matches!(char, ' ' | '\t' | '"' | '\'' | '<' | '>' | '(' | ')') { '_' } else { char })
        .collect()
}

/// Whether `before`, the start of a line, ends inside a link's destination or a tag.
fn in_link_or_tag(before: &str) -> bool {
    let link = before.rfind("](").is_some_and(|open| !before[open + 2..].contains(')'));
    let definition = before.md_trim_start().starts_with('[') && before.contains("]:");
    let tag = before.rfind('<').is_some_and(|open| {
        before[open + 1..].starts_with(|char: char| char.is_ascii_alphabetic()) && !before[open..].contains('>')
    });
    link || definition || tag
}

/// The end of the content that `template` opens, including the closing tag. `None` if the content is Markdown.
fn end_of_verbatim(text: &str, template: &Range<usize>, engine: Engine) -> Option<usize> {
    let name = patterns::NAME.captures(&text[template.clone()])?.get(1)?.as_str();
    let first = name.split_once('-').map_or(name, |(first, _)| first);
    if !(VERBATIM.contains(&name) || VERBATIM.contains(&first))
        || text[template.clone()].trim_end_matches(['}', '>', '%']).ends_with('/')
    {
        return None;
    }
    let rest = &text[template.end..text.floor_char_boundary(template.end + MAX_LENGTH)];
    let is_end = |inside: &str| match engine {
        Engine::Hugo => inside
            .trim_start_matches(['<', '%', ' '])
            .strip_prefix('/')
            .is_some_and(|end| end.md_trim_start().starts_with(name)),
        Engine::Liquid | Engine::Jinja => {
            inside.trim_start_matches(['%', '-', ' ']).strip_prefix("end").is_some_and(|end| end.starts_with(name))
        }
    };
    let open = if engine == Engine::Hugo { "{{" } else { "{" };
    let at = rest.match_indices(open).map(|(at, _)| at).find(|at| is_end(&rest[at + open.len()..]))?;
    Some(template.end + at + rest[at..].find('}').map_or(0, |end| end + usize::from(engine == Engine::Hugo)) + 1)
}
