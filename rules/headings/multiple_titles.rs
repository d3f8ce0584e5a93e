//! `multiple-titles`: a second heading of level 1.

use crate::lint::options::Level;
use crate::lint::prelude::*;
use crate::markdown::front_matter::TitleIn;
use crate::markdown::headings;

pub(crate) struct MultipleTitles {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report every title beyond the first, quoted ones too; otherwise the second stands for them all.
    every: bool,
    /// The key of the front matter that holds the title, or a pattern for its line such as `^\s*title\s*[:=]`; the
    /// title is then the note's first. Empty: none.
    #[schemars(with = "String")]
    front_matter_title: TitleIn,
    /// The level of a title.
    level: Level,
    /// Report only where the note begins with its title.
    title_first: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { every: false, front_matter_title: TitleIn::key("title"), level: Level::of::<1>(), title_first: false }
    }
}

rule!(MultipleTitles {
    options: Options,
    summary: Text { en: "a note with more than one title", ja: "ノートに題が複数ある" },
    aliases: &["MD025", "single-title", "single-h1"],
    presets: &[
        Preset::Style.member(),
        Preset::Markdownlint.with("every = true\ntitle_first = true\nfront_matter_title = '^\\s*\"?title\"?\\s*[:=]'"),
    ],
});

impl Check for MultipleTitles {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let in_front = self.options.front_matter_title.has_title(note.source.text());
        let (root, every) = (note.document.root(), self.options.every);
        let mut headings =
            note.document.of_kind(Kind::Heading).filter(|node| every || node.parent() == Some(root)).peekable();
        if !in_front && self.options.title_first && headings.peek().copied() != headings::first_block(note.document) {
            return;
        }
        // Where the note begins with a lower heading, one of level 1 further down is no title.
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
            "`{title}` is a second title beside that of the front matter",
            "フロントマターの題に加えて、`{title}` も題になっている"
        )
    } else {
        message!("`{title}` is a second title of this note", "`{title}` はこのノートの 2 つ目の題")
    };
    let report = sink.report(heading.span(), message).note(message!(
        "a note has one title; write the sections below it one level deeper",
        "題は 1 つにし、その下の節は 1 段下げる"
    ));
    if more > 0 {
        report.note(message!("the note has {more} more", "このノートにはほかに {more} 個ある"));
    }
}
