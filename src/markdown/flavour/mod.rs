//! Flavours: how the host of the notes reads Markdown.
//!
//! Each host has a file here. It has the host's [`Profile`]: what the host does differently from GitHub, as data that
//! rules ask. And it says which syntax the host adds to Markdown.
//!
//! A flavour inspects the text before it is parsed. It returns which bytes are its syntax ([`Syntax::spans`]) and what
//! the parser reads instead ([`Syntax::parsed`], as long as the text, byte for byte). So the tree has the content
//! around and within the syntax as the host shows it, and rules need not know about the syntax: findings about it and
//! fixes that would change it are removed in one place ([`drop_findings_in_syntax()`]).

mod clear;
mod commonmark;
mod docusaurus;
mod github;
mod gitlab;
mod hugo;
mod jekyll;
mod mkdocs;
mod obsidian;
mod qiita;
mod syntax;
mod vitepress;
mod zenn;

#[cfg(test)]
mod tests;

use crate::finding::Text;
use crate::text::profile::Profile;
use crate::text::source::Source;
use crate::text::syntax_reader::{Syntax, SyntaxReader};

pub use clear::drop_findings_in_syntax;
pub use syntax::mdx::{Evaluated, evaluated};

/// The host that notes are written for, which decides what Markdown they can use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flavour {
    /// GitHub Flavored Markdown.
    #[default]
    Github,
    /// gitlab.com and GitLab servers.
    Gitlab,
    /// `CommonMark` without extensions.
    Commonmark,
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
    /// VitePress: `::: tip`, `{#id}`, Vue components.
    Vitepress,
    /// Hugo: shortcodes, attributes.
    Hugo,
    /// Jekyll: Liquid, and kramdown's attribute lists.
    Jekyll,
}

impl Flavour {
    /// All flavours, in the order in which help texts list them.
    pub const ALL: [Flavour; 11] = [
        Self::Github,
        Self::Gitlab,
        Self::Commonmark,
        Self::Zenn,
        Self::Qiita,
        Self::Obsidian,
        Self::Mkdocs,
        Self::Docusaurus,
        Self::Vitepress,
        Self::Hugo,
        Self::Jekyll,
    ];

    /// The name in the configuration.
    pub const fn name(self) -> &'static str {
        self.profile().name
    }

    /// How the host reads Markdown, unless the project's configuration of the host says otherwise.
    pub const fn profile(self) -> Profile {
        self.syntax_reader().profile
    }

    /// The flavour with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flavour| flavour.name() == name)
    }

    /// Short description of what it supports beyond GitHub's Markdown.
    pub const fn about(self) -> Text {
        match self {
            Self::Github => Text { en: "nothing of its own", ja: "独自の構文なし" },
            Self::Gitlab => {
                Text { en: "emphasis next to Japanese, anchors", ja: "日本語に隣接する強調、アンカー" }
            }
            Self::Commonmark => {
                Text { en: "no tables, no footnotes, no bare URLs", ja: "表、脚注、自動リンクなし" }
            }
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
            Self::Vitepress => Text { en: "::: tip, {#id}, <Badge />", ja: "::: tip、{#id}、<Badge />" },
            Self::Hugo => Text { en: "{{< … >}}, {{% … %}}", ja: "{{< … >}}、{{% … %}}" },
            Self::Jekyll => Text { en: "{% … %}, {{ … }}, {: .class}", ja: "{% … %}、{{ … }}、{: .class}" },
        }
    }

    /// The syntax of this flavour in `text`.
    pub fn read(self, text: &str) -> Syntax {
        self.syntax_reader().syntax(text)
    }

    /// The interface of this flavour for a source.
    pub const fn syntax_reader(self) -> SyntaxReader {
        match self {
            Self::Github => github::READER,
            Self::Gitlab => gitlab::READER,
            Self::Commonmark => commonmark::READER,
            Self::Zenn => zenn::READER,
            Self::Qiita => qiita::READER,
            Self::Obsidian => obsidian::READER,
            Self::Mkdocs => mkdocs::READER,
            Self::Docusaurus => docusaurus::READER,
            Self::Vitepress => vitepress::READER,
            Self::Hugo => hugo::READER,
            Self::Jekyll => jekyll::READER,
        }
    }
}

impl Source {
    /// The same text, read in `flavour`.
    #[must_use]
    pub fn with_flavour(self, flavour: Flavour) -> Self {
        self.with_syntax_reader(flavour.syntax_reader())
    }
}
