//! Flavours: what the host of the notes reads as its own syntax, where GitHub reads text.
//!
//! A flavour looks at the text before it is parsed and says which bytes are its syntax ([`Syntax::spans`]) and what the parser
//! is to read in their place ([`Syntax::parsed`], byte for byte as long). So the tree has what stands around and within the
//! syntax as the host has it, and no rule needs to know of flavours: what a rule finds by itself at a place of syntax is taken
//! out in one place ([`Syntax::clear`]), and fixes that would touch it are.

mod attributes;
mod cards;
mod code;
mod containers;
mod marks;
mod mdx;
mod mkdocs;
mod obsidian;
mod templates;

#[cfg(test)]
mod tests;

use crate::finding::{Effect, Finding, Meta, Text};
use crate::text::source::{Span, offset};
use crate::text::whitespace::Whitespace as _;

use marks::Marks;

/// Where notes are read.
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
    /// `MkDocs`, Material for `MkDocs` and its extensions: admonitions, tabs, attribute lists, snippets.
    Mkdocs,
    /// Docusaurus and MDX: `:::tip`, `import`, JSX, `{/* … */}`.
    Docusaurus,
    /// Hugo: shortcodes, attributes.
    Hugo,
    /// Jekyll: Liquid, and kramdown's attribute lists.
    Jekyll,
}

impl Flavour {
    /// All of them, in the order in which they are explained.
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

    /// The name in configuration.
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

    /// The flavour of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flavour| flavour.name() == name)
    }

    /// What it knows beyond GitHub's Markdown, in a few words.
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

    /// Whether a line ending within a paragraph is shown as one.
    pub const fn breaks_lines(self) -> bool {
        matches!(self, Self::Zenn | Self::Qiita | Self::Obsidian)
    }

    /// Whether pages are served at addresses that are no files.
    pub const fn has_routes(self) -> bool {
        matches!(self, Self::Docusaurus | Self::Hugo | Self::Jekyll)
    }

    /// What in `text` is syntax of this flavour.
    pub fn read(self, text: &str) -> Syntax {
        if self == Self::Github {
            return Syntax::default();
        }
        let mut marks = Marks::new(text);
        match self {
            Self::Github => {}
            Self::Zenn => {
                containers::read(&mut marks);
                cards::embeds(&mut marks);
                cards::urls(&mut marks);
                cards::sizes(&mut marks);
            }
            Self::Qiita => {
                containers::read(&mut marks);
                cards::urls(&mut marks);
            }
            Self::Obsidian => obsidian::read(&mut marks),
            Self::Mkdocs => {
                mkdocs::read(&mut marks);
                templates::read(&mut marks, templates::Engine::Jinja);
                attributes::read(&mut marks);
            }
            Self::Docusaurus => {
                containers::read(&mut marks);
                mdx::read(&mut marks);
            }
            Self::Hugo => {
                templates::read(&mut marks, templates::Engine::Hugo);
                attributes::read(&mut marks);
            }
            Self::Jekyll => {
                templates::read(&mut marks, templates::Engine::Liquid);
                attributes::read(&mut marks);
            }
        }
        marks.finish()
    }
}

/// What in a text is syntax of its flavour.
#[derive(Clone, Debug, Default)]
pub struct Syntax {
    /// What the parser reads, byte for byte as long as the text; `None` where it reads the text itself.
    pub parsed: Option<String>,
    /// The syntax, sorted and without overlap.
    pub spans: Vec<Span>,
    /// Addresses that are shown as cards, because they stand alone in their line; sorted.
    pub cards: Vec<Span>,
    /// Offsets of line endings at which a line of its own ends, such as the title of a callout; sorted.
    pub ends: Vec<u32>,
    /// Ids that attribute lists give, each with its place.
    pub ids: Vec<(String, Span)>,
}

impl Syntax {
    /// Whether byte `offset` is syntax.
    pub fn covers(&self, offset: u32) -> bool {
        self.around(offset).is_some_and(|span| span.start <= offset)
    }

    /// Whether all of `span` but white space is syntax, and some of it is.
    pub fn is_all_of(&self, text: &str, span: Span) -> bool {
        let line = &text[span.range()];
        let (start, end) = (line.len() - line.md_trim_start().len(), line.md_trim_end().len());
        let shown = start < end;
        shown
            && self.around(span.start + offset(start)).is_some_and(|syntax| {
                syntax.start as usize <= span.start as usize + start && span.start as usize + end <= syntax.end as usize
            })
    }

    /// The first span that ends behind `offset`.
    fn around(&self, offset: u32) -> Option<Span> {
        self.spans.get(self.spans.partition_point(|span| span.end <= offset)).copied()
    }

    /// Whether `finding` begins at syntax, and is not to be mended behind that.
    fn is_about(&self, finding: &Finding) -> bool {
        let Some(syntax) = self.around(finding.span.start).filter(|span| span.start <= finding.span.start) else {
            return false;
        };
        let edits = finding.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
        edits.is_empty() || edits.iter().any(|edit| edit.span.start < syntax.end)
    }

    /// Removes from `findings` what begins at syntax, except for rules that `stays` holds for, and the fixes that would
    /// touch some.
    pub fn clear(&self, findings: &mut Vec<Finding>, stays: impl Fn(&Meta) -> bool) {
        if self.spans.is_empty() && self.cards.is_empty() {
            return;
        }
        findings.retain(|finding| {
            // An address is shown as a card only as it is: all that is to be said of it is where it leads.
            let other = finding.fix.as_ref().is_none_or(|fix| fix.effect != Effect::Destination);
            let card = other && self.cards.binary_search(&finding.span).is_ok();
            stays(finding.rule) || !card && !self.is_about(finding)
        });
        for finding in findings {
            let touches = |span: Span| self.around(span.start).is_some_and(|syntax| syntax.start < span.end);
            let inside = |span: Span| self.around(span.start).is_some_and(|syntax| syntax.start < span.start);
            let harms = |fix: &crate::finding::Fix| {
                fix.edits.iter().any(|edit| if edit.span.is_empty() { inside(edit.span) } else { touches(edit.span) })
            };
            if finding.fix.as_ref().is_some_and(harms) {
                finding.fix = None;
            }
        }
    }

    /// Whether a line of its own ends in `span`, which is a line ending.
    pub fn ends_line(&self, span: Span) -> bool {
        let from = self.ends.partition_point(|end| *end < span.start);
        self.ends.get(from).is_some_and(|end| *end <= span.end)
    }
}
