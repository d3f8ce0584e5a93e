//! MDX: modules, components and expressions in a note (Docusaurus), and what MDX can't compile.

#![allow(clippy::disallowed_methods, reason = "MDX reads white space and line endings as JavaScript does")]
#![allow(
    clippy::match_same_arms,
    clippy::single_match_else,
    clippy::single_range_in_vec_init,
    clippy::unnested_or_patterns,
    reason = "the arms follow the grammar of JavaScript"
)]

mod blocks;
mod braces;
mod containers;
mod content;
mod elements;
mod inline;
mod known;
mod lexer;
mod module;
mod scan;
mod script;
mod tag;
mod urls;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

use super::marks::{Marks, pattern};
use lexer::{continues_word, starts_word};
use scan::{Found, Scan};

use crate::text::mdx_fault::{MdxFault, MdxFaultKind};
use crate::text::profile::Profile;
use crate::text::source::{Span, offset};
use crate::text::whitespace::Whitespace as _;

/// Marks the syntax of MDX, and records what it can't compile.
pub(in crate::markdown::flavour) fn read(marks: &mut Marks<'_>, profile: &Profile) {
    let text = marks.text();
    let body = text.len() - text[marks.body()..].trim_start().len();
    let mut scan = Scan::new(words_of_modules(&text[body..]), profile.math.dollars);
    blocks::read(text, body, &mut scan);
    // Where not all tags were read, some closing tags are missing.
    let complete = !scan.is_exhausted();
    let Scan { found, mut faults, elements, .. } = scan;
    let mut placeholders = FxHashSet::default();
    for (name, range, kind) in elements.faults.into_iter().filter(|_| complete) {
        let kind = match kind {
            MdxFaultKind::UnclosedTag if known::is_void(&name) => MdxFaultKind::VoidTag,
            MdxFaultKind::UnclosedTag if !known::is_element(&name) && !name.is_empty() => MdxFaultKind::Placeholder,
            kind => kind,
        };
        if kind == MdxFaultKind::Placeholder {
            placeholders.insert(range.start);
        }
        let escapes = vec![offset(range.start)];
        faults.push(MdxFault { span: Span::new(range.start, range.end), kind, escapes });
    }
    let own = own_components(text);
    faults.sort_by_key(|fault| (fault.span, fault.kind));
    for found in found {
        match found {
            Found::Tag { range, component, expressions } => {
                if placeholders.contains(&range.start) {
                    marks.text_at(range.start);
                } else if component {
                    if inserts(marks, &range, &own) {
                        marks.has_other_ids();
                    }
                    marks.object(range.clone());
                } else {
                    for expression in &expressions {
                        quote(marks, expression);
                    }
                }
                marks.close(range);
            }
            Found::Expression(range) => {
                expression(marks, &range);
                marks.close(range);
            }
            Found::Module(range) => {
                marks.blank(range.clone());
                marks.close(range);
            }
            Found::Id(range) => {
                marks.keep(range.clone());
                marks.close(range);
            }
        }
    }
    marks.mdx_faults(faults);
}

/// What an expression does when the host evaluates it.
#[derive(Debug)]
pub enum Evaluated<'t> {
    /// It is not JavaScript.
    Invalid,
    /// It reads these variables.
    Reads(Vec<&'t str>),
    /// It may be right.
    Unknown,
}

/// Reads `text` as an expression of JavaScript.
pub fn evaluated(text: &str) -> Evaluated<'_> {
    // Hugo's `{{< figure >}}`. Vue's expressions have no JSX.
    if text.trim_ascii_start().starts_with('<') {
        return Evaluated::Invalid;
    }
    match script::read(text) {
        script::Script::Invalid => Evaluated::Invalid,
        script::Script::Expression(variables, _) => Evaluated::Reads(variables),
        script::Script::Unknown | script::Script::Empty => Evaluated::Unknown,
    }
}

/// Marks the ids of headings where notes are not compiled as MDX.
pub(in crate::markdown::flavour) fn read_ids(marks: &mut Marks<'_>) {
    marks.each(&ID, |marks, found| {
        marks.keep(found.get(1)?.range());
        None
    });
}

/// `{#id}` at the end of a heading.
static ID: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^#{1,6}[ \t][^\r\n]*(\{#[^{}\r\n]+\})[ \t]*\r?$"));

/// Whether the note has code that Docusaurus reads as MDX.
pub(in crate::markdown::flavour) fn unwraps_code(text: &str) -> bool {
    text.contains("```mdx-code-block") || text.contains("~~~mdx-code-block")
}

/// Whether the front matter of a note, before byte `body`, says that the note is not MDX.
pub(in crate::markdown::flavour) fn is_off(text: &str, body: usize) -> bool {
    FORMAT.is_match(&text[..body])
}

/// `mdx: {format: md}`
static FORMAT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^mdx:(?:[ \t]*\{[ \t]*|[ \t]*\r?\n[ \t]+)format:[ \t]*(?:md|detect)\b"));

/// Whether the component at `range` may insert a part of the page that is not in the note, or give ids to its content: it is one
/// of the project, or alone on its lines without content.
fn inserts(marks: &Marks<'_>, range: &Range<usize>, own: &FxHashSet<&str>) -> bool {
    let tag = &marks.text()[range.clone()];
    let name = tag[1..].split(|char: char| !continues_word(char)).next().unwrap_or_default();
    let is_theme = || marks.text().contains(&format!("@theme/{name}"));
    own.contains(name) || tag.ends_with("/>") && marks.is_alone(range) && !is_theme()
}

/// `import Part from "./_part.mdx"`
static OWN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?m)^import[ \t]+([A-Za-z]\w*)[ \t]+from[ \t]+["'](?:@site/|\.{1,2}/)"#));

/// The names that the note imports from files of the project.
fn own_components(text: &str) -> FxHashSet<&str> {
    OWN.captures_iter(text).filter_map(|found| Some(found.get(1)?.as_str())).collect()
}

/// Marks the expression at `range`.
fn expression(marks: &mut Marks<'_>, range: &Range<usize>) {
    let comment = marks.text()[range.start + 1..range.end].trim_start().starts_with("/*");
    let line = marks.line(range.start);
    if !comment {
        marks.object(range.clone());
    } else if marks.text()[line].md_trim_start().starts_with('#') {
        // `## Title {/* #id */}` sets the heading's id; the code for anchors reads it.
        marks.keep(range.clone());
    } else {
        marks.blank(range.clone());
    }
}

/// Replaces an expression in a tag with a quoted blank for the parser.
fn quote(marks: &mut Marks<'_>, range: &Range<usize>) {
    marks.blank(range.clone());
    marks.put(range.start, b"\"");
    marks.put(range.end - 1, b"\"");
}

/// The words in the paragraphs of `text` that begin with `import` or `export`.
fn words_of_modules(text: &str) -> FxHashSet<&str> {
    let mut words = FxHashSet::default();
    let mut inside = false;
    for line in text.lines() {
        inside = (inside || line.starts_with("import ") || line.starts_with("export ")) && !line.trim().is_empty();
        if inside {
            words.extend(line.split(|char| !continues_word(char)).filter(|word| word.starts_with(starts_word)));
        }
    }
    words
}
