//! How hosts make the ids of headings.

/// How a host makes the id of a heading from its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HeadingIds {
    /// Headings have no ids.
    None,
    /// The configuration names an algorithm that is not known here, so nothing can be said about anchors.
    Unknown,
    /// GitHub's: lower case, only word characters, hyphens and spaces, `-1` for a repeat.
    #[default]
    Github,
    /// GitHub's algorithm as Docusaurus applies it: descriptions of images are part of the text.
    Docusaurus,
    /// GitLab's.
    Gitlab,
    /// Zenn's: lower case, runs of white space become `-`, nothing is removed.
    Zenn,
    /// VitePress's.
    Vitepress,
    /// `slugify` of Python-Markdown's `toc`: ASCII only, `_1` for a repeat.
    PythonMarkdown,
    /// `slugify_unicode` of Python-Markdown's `toc`.
    PythonMarkdownUnicode,
    /// `slugs.slugify` of pymdownx: GitHub's, without lower-casing.
    Pymdownx,
    /// `slugs.slugify(case="lower")` of pymdownx.
    PymdownxLower,
    /// Hugo's `github`.
    Hugo,
    /// Hugo's `github-ascii`.
    HugoAscii,
    /// Hugo's `blackfriday`.
    HugoBlackfriday,
    /// kramdown's, as Jekyll's GFM parser makes them.
    Kramdown,
    /// Obsidian's: a link names the heading's text.
    Obsidian,
    /// Qiita's.
    Qiita,
}

impl HeadingIds {
    /// Whether links may put `user-content-` before an id.
    pub const fn may_be_prefixed(self) -> bool {
        matches!(self, Self::Github | Self::Gitlab | Self::Unknown)
    }

    /// Whether ids are percent-encoded on the page, so that a link has to encode the same characters.
    pub const fn are_encoded(self) -> bool {
        matches!(self, Self::Zenn)
    }

    /// Whether headings written in HTML have ids, too.
    pub const fn cover_html(self) -> bool {
        matches!(self, Self::Github | Self::Qiita | Self::Unknown)
    }

    /// Whether an id may lack letters of the heading: `_1` for `設定`.
    pub const fn lose_letters(self) -> bool {
        matches!(self, Self::PythonMarkdown | Self::HugoAscii)
    }

    /// Whether a heading without text has no id.
    pub const fn need_text(self) -> bool {
        matches!(self, Self::Hugo | Self::HugoAscii | Self::HugoBlackfriday)
    }

    /// Whether a heading of several lines (setext) is not a heading.
    pub const fn need_one_line(self) -> bool {
        use HeadingIds::{Kramdown, Pymdownx, PymdownxLower, PythonMarkdown, PythonMarkdownUnicode};
        matches!(self, PythonMarkdown | PythonMarkdownUnicode | Pymdownx | PymdownxLower | Kramdown)
    }

    /// The deepest level of headings with ids.
    pub const fn deepest(self) -> u32 {
        if matches!(self, Self::Zenn) { 4 } else { 6 }
    }
}

/// How a heading sets its own id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExplicitIds {
    /// It can't: braces are text.
    None,
    /// The host shows braces as text, but a note that has them is written for another one (GitHub, the default).
    Unknown,
    /// `{#id}` at the end, among other attributes (Hugo).
    Attributes,
    /// `{#id}` or `{: #id }` at the end, among other attributes (VitePress).
    AttributesOrList,
    /// `{: #id }` or `{#id}` at the end, after white space, among other attributes (`attr_list` of Python-Markdown).
    AttributeList,
    /// `{#id}` at the end, after white space, or `{: #id }` on the next line (kramdown).
    Kramdown,
    /// `{#id}` or `{/* #id */}` at the end (Docusaurus).
    Mdx,
}
