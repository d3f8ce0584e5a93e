//! `multiple-titles`: more than one level-1 heading.

use crate::lint::options::HeadingLevel;
use crate::lint::prelude::*;
use crate::markdown::front_matter::TitleIn;
use crate::markdown::headings;

pub(crate) struct MultipleTitles {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report every title after the first, including those in quotes and list items, instead of only the second.
    every: bool,
    /// Front matter key that holds the title, or a regular expression for its line, such as `^\s*title\s*[:=]`. A title
    /// found there counts as the first. Empty: ignore the front matter.
    #[schemars(with = "String")]
    front_matter_title: TitleIn,
    /// Heading level of a title.
    level: HeadingLevel,
    /// Check only notes that start with their title.
    title_first: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            every: false,
            front_matter_title: TitleIn::key("title"),
            level: HeadingLevel::of::<1>(),
            title_first: false,
        }
    }
}

rule!(MultipleTitles {
    options: Options,
    summary: Text { en: "a note with more than one title", ja: "ノートにタイトルが複数ある" },
    aliases: &["MD025", "single-title", "single-h1"],
    presets: &[
        Preset::Style.member(),
        Preset::Markdownlint.with("every = true\ntitle_first = true\nfront_matter_title = '^\\s*\"?title\"?\\s*[:=]'"),
    ],
    yields_to: Some("accidental-heading"),
});

impl Check for MultipleTitles {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let in_front = self.options.front_matter_title.has_title(note.source.text());
        let (root, every) = (note.document.root(), self.options.every);
        let counts = |heading: &Node<'_>| {
            if every { !headings::is_docfx_tab(*heading) } else { heading.parent() == Some(root) }
        };
        let mut headings = note.document.of_kind(Kind::Heading).filter(counts).peekable();
        if !in_front && self.options.title_first && headings.peek().copied() != headings::first_block(note.document) {
            return;
        }
        // If the first heading is of another level, level-1 headings further down are not titles.
        if !in_front && headings.next_if(|first| self.is_title(*first)).is_none() {
            return;
        }
        let mut others = headings.filter(|heading| self.is_title(*heading));
        while let Some(heading) = others.next() {
            let more = if every { 0 } else { others.by_ref().count() };
            report(heading, in_front, more, sink);
        }
    }
}

impl MultipleTitles {
    fn is_title(&self, heading: Node<'_>) -> bool {
        heading.level() == self.options.level.level()
    }
}

fn report(heading: Node<'_>, in_front: bool, more: usize, sink: &mut Sink<'_>) {
    let title = excerpt(&heading.text());
    let message = if in_front {
        message!(
            "`{title}` is an additional title: the front matter already has one",
            "フロントマターにタイトルがあるのに、`{title}` もタイトルになっている"
        )
    } else {
        message!("`{title}` is an additional title in this note", "`{title}` はこのノートの 2 つ目以降のタイトル")
    };
    let report = sink.report(heading.span(), message).note(message!(
        "use one title per note, and make the other sections one level deeper",
        "タイトルは 1 つにし、ほかのセクションは見出しレベルを 1 つ下げる"
    ));
    if more > 0 {
        report.note(message!("{more} more in this note", "このノートにはほかに {more} 個ある"));
    }
}
