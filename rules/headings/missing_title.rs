//! `missing-title`: a note that does not start with its title.

use crate::lint::options::HeadingLevel;
use crate::lint::prelude::*;
use crate::markdown::front_matter::TitleIn;
use crate::markdown::headings;

pub(crate) struct MissingTitle {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Allow text before the title; the first heading must still be the title.
    allow_preamble: bool,
    /// Front matter key that holds the title, or a regular expression for its line, such as `^\s*title\s*[:=]`. Empty:
    /// ignore the front matter.
    #[schemars(with = "String")]
    front_matter_title: TitleIn,
    /// Heading level of the title.
    level: HeadingLevel,
    /// Check also notes that are part of other pages: those whose file name begins with `_`, such as `_sidebar.md`, except
    /// `_index.md`.
    partials: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            allow_preamble: false,
            front_matter_title: TitleIn::key("title"),
            level: HeadingLevel::of::<1>(),
            partials: false,
        }
    }
}

rule!(MissingTitle {
    options: Options,
    summary: Text {
        en: "a note that does not start with a title", ja: "ノートがタイトルで始まっていない"
    },
    aliases: &["MD041", "first-line-heading", "first-line-h1"],
    presets: &[Preset::Markdownlint.with("front_matter_title = '^\\s*\"?title\"?\\s*[:=]'\npartials = true")],
});

impl Check for MissingTitle {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        if self.options.front_matter_title.has_title(note.source.text())
            || !self.options.partials && is_partial(note.path)
        {
            return;
        }
        let first = if self.options.allow_preamble {
            note.document.root().children().find(|block| level(*block).is_some())
        } else {
            headings::first_block(note.document)
        };
        let span = match first {
            Some(block) if level(block) == Some(self.options.level.level()) => return,
            Some(block) => block.span(),
            None => match note.document.definitions().first() {
                Some(definition) if !self.options.allow_preamble => definition.span,
                _ => return,
            },
        };
        report(note, span, self.options.level.level(), sink);
    }
}

/// Whether the note at `path` is part of other pages by its name.
fn is_partial(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with('_') && !name.starts_with("_index.")
}

/// The heading level of `block`, if it is a heading or an HTML heading.
fn level(block: Node<'_>) -> Option<u32> {
    match block.kind() {
        Kind::Heading => Some(block.level()),
        Kind::HtmlBlock => headings::html_level(block),
        _ => None,
    }
}

fn report(note: &Note<'_>, block: Span, level: u32, sink: &mut Sink<'_>) {
    let line = note.source.line_at(block.start as usize);
    let span = Span { start: block.start, end: line.end.min(block.end).max(block.start) };
    let text = excerpt(note.source.slice(span));
    sink.report(
        span,
        message!(
            "the note starts with `{text}`, not with a level-{level} title",
            "ノートがレベル {level} のタイトルではなく `{text}` で始まっている"
        ),
    )
    .note(message!(
        "the title shows what a note is about in lists and search results",
        "タイトルがあれば、一覧や検索結果で何のノートかわかる"
    ));
}
