//! Flavours: the syntax that the host of the notes recognizes in addition to GitHub's.
//!
//! A flavour inspects the text before it is parsed. It returns which bytes are its syntax ([`Syntax::spans`]) and what
//! the parser reads instead ([`Syntax::parsed`], as long as the text, byte for byte). So the tree has the content
//! around and within the syntax as the host shows it, and rules need not know about flavours: findings about the syntax
//! and fixes that would change it are removed in one place ([`drop_findings_in_syntax()`]).

mod attributes;
mod cards;
mod clear;
mod code;
mod containers;
mod marks;
mod mdx;
mod mkdocs;
mod obsidian;
mod templates;

#[cfg(test)]
mod tests;

use crate::finding::Text;
use crate::text::source::Source;
use crate::text::syntax_reader::{Syntax, SyntaxReader};

pub use clear::drop_findings_in_syntax;
use marks::Marks;

/// The host that notes are written for, which decides what Markdown they can use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flavour {
    /// GitHub Flavored Markdown.
    #[default]
    Github,
    /// zenn.dev: `:::message`, `@[card](…)`, images with a width.
    Zenn,
    /// qiita.com: `:::note info`, cards.
    Qiita,
    /// Obsidian: callouts, comments, highlights, tags, block ids, embeds.
    Obsidian,
    /// `MkDocs` with Material for `MkDocs` and its extensions: admonitions, tabs, attribute lists, snippets.
    Mkdocs,
    /// Docusaurus and MDX: `:::tip`, `import`, JSX, `{/* … */}`.
    Docusaurus,
    /// Hugo: shortcodes, attributes.
    Hugo,
    /// Jekyll: Liquid, and kramdown's attribute lists.
    Jekyll,
}

impl Flavour {
    /// All flavours, in the order in which help texts list them.
    pub const ALL: [Flavour; 8] = [
        Self::Github,
        Self::Zenn,
        Self::Qiita,
        Self::Obsidian,
        Self::Mkdocs,
        Self::Docusaurus,
        Self::Hugo,
        Self::Jekyll,
    ];

    /// The name in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Zenn => "zenn",
            Self::Qiita => "qiita",
            Self::Obsidian => "obsidian",
            Self::Mkdocs => "mkdocs",
            Self::Docusaurus => "docusaurus",
            Self::Hugo => "hugo",
            Self::Jekyll => "jekyll",
        }
    }

    /// The flavour with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flavour| flavour.name() == name)
    }

    /// Short description of what it supports beyond GitHub's Markdown.
    pub const fn about(self) -> Text {
        match self {
            Self::Github => Text { en: "nothing of its own", ja: "独自の構文なし" },
            Self::Zenn => Text { en: ":::message, @[card](…), =250x", ja: ":::message、@[card](…)、=250x" },
            Self::Qiita => Text { en: ":::note, link cards", ja: ":::note、リンクカード" },
            Self::Obsidian => Text {
                en: "callouts, %%…%%, ==…==, #tag, ^id",
                ja: "コールアウト、%%…%%、==…==、#タグ、^id",
            },
            Self::Mkdocs => Text { en: "!!! note, === \"Tab\", { .class }", ja: "!!! note、=== \"Tab\"、{ .class }" },
            Self::Docusaurus => {
                Text { en: ":::tip, import, JSX, {/* … */}", ja: ":::tip、import、JSX、{/* … */}" }
            }
            Self::Hugo => Text { en: "{{< … >}}, {{% … %}}", ja: "{{< … >}}、{{% … %}}" },
            Self::Jekyll => Text { en: "{% … %}, {{ … }}, {: .class}", ja: "{% … %}、{{ … }}、{: .class}" },
        }
    }

    /// Whether a line ending within a paragraph is rendered as a line break.
    pub const fn breaks_lines(self) -> bool {
        matches!(self, Self::Zenn | Self::Qiita | Self::Obsidian)
    }

    /// Whether notes are served at URLs that differ from their file names.
    pub const fn has_routes(self) -> bool {
        matches!(self, Self::Docusaurus | Self::Hugo | Self::Jekyll)
    }

    /// The syntax of this flavour in `text`.
    pub fn read(self, text: &str) -> Syntax {
        (self.syntax_reader().read)(text)
    }

    /// The interface of this flavour for a source.
    pub fn syntax_reader(self) -> SyntaxReader {
        let read: fn(&str) -> Syntax = match self {
            Self::Github => SyntaxReader::GITHUB.read,
            Self::Zenn => |text| {
                marked(text, |marks| {
                    containers::read(marks);
                    cards::embeds(marks);
                    cards::urls(marks);
                    cards::sizes(marks);
                })
            },
            Self::Qiita => |text| {
                marked(text, |marks| {
                    containers::read(marks);
                    cards::urls(marks);
                })
            },
            Self::Obsidian => |text| marked(text, obsidian::read),
            Self::Mkdocs => |text| {
                marked(text, |marks| {
                    mkdocs::read(marks);
                    templates::read(marks, templates::Engine::Jinja);
                    attributes::read(marks);
                })
            },
            Self::Docusaurus => |text| {
                marked(text, |marks| {
                    containers::read(marks);
                    mdx::read(marks);
                })
            },
            Self::Hugo => |text| {
                marked(text, |marks| {
                    templates::read(marks, templates::Engine::Hugo);
                    attributes::read(marks);
                })
            },
            Self::Jekyll => |text| {
                marked(text, |marks| {
                    templates::read(marks, templates::Engine::Liquid);
                    attributes::read(marks);
                })
            },
        };
        SyntaxReader { name: self.name(), breaks_lines: self.breaks_lines(), read }
    }
}

/// The syntax that `mark` marks in `text`.
fn marked(text: &str, mark: impl FnOnce(&mut Marks<'_>)) -> Syntax {
    let mut marks = Marks::new(text);
    mark(&mut marks);
    marks.finish()
}

impl Source {
    /// The same text, read in `flavour`.
    #[must_use]
    pub fn with_flavour(self, flavour: Flavour) -> Self {
        self.with_syntax_reader(flavour.syntax_reader())
    }
}
