//! What hosts read as Markdown, as options of the renderer. `src/markdown/flavour` of notelint has the sources; what the
//! renderer has no option for is approximate (`README.md`).

use comrak::Options;

/// The host that renders a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    Github,
    Gitlab,
    Commonmark,
    Zenn,
    Qiita,
    Obsidian,
    Mkdocs,
    Docusaurus,
    Vitepress,
    Hugo,
    Jekyll,
}

/// What a host does with HTML in a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RawHtml {
    /// Shows the elements and attributes that GitHub allows.
    Sanitized,
    /// Shows all of it. Here, scripts and event handlers are removed all the same.
    Shown,
    /// Shows the tags as text.
    Escaped,
    /// Leaves it out.
    Dropped,
}

impl Host {
    /// The hosts by the name of their flavour.
    pub(crate) const ALL: [(&str, Self); 11] = [
        ("github", Self::Github),
        ("gitlab", Self::Gitlab),
        ("commonmark", Self::Commonmark),
        ("zenn", Self::Zenn),
        ("qiita", Self::Qiita),
        ("obsidian", Self::Obsidian),
        ("mkdocs", Self::Mkdocs),
        ("docusaurus", Self::Docusaurus),
        ("vitepress", Self::Vitepress),
        ("hugo", Self::Hugo),
        ("jekyll", Self::Jekyll),
    ];

    /// The host whose flavour is called `name`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, host)| host)
    }

    /// What it does with HTML in a note.
    pub(crate) fn raw_html(self) -> RawHtml {
        match self {
            Self::Github | Self::Gitlab | Self::Qiita => RawHtml::Sanitized,
            Self::Zenn => RawHtml::Escaped,
            Self::Hugo => RawHtml::Dropped,
            Self::Commonmark | Self::Obsidian | Self::Mkdocs | Self::Docusaurus | Self::Vitepress | Self::Jekyll => {
                RawHtml::Shown
            }
        }
    }

    /// The options of the renderer.
    pub(crate) fn options(self) -> Options<'static> {
        use Host::{Commonmark, Docusaurus, Github, Gitlab, Hugo, Jekyll, Mkdocs, Obsidian, Qiita, Vitepress, Zenn};
        let is = |hosts: &[Self]| hosts.contains(&self);
        let mut options = Options::default();

        let extension = &mut options.extension;
        extension.table = self != Commonmark;
        extension.strikethrough = !is(&[Commonmark, Mkdocs]);
        extension.autolink = !is(&[Commonmark, Mkdocs, Jekyll]);
        extension.tasklist = !is(&[Commonmark, Mkdocs, Vitepress]);
        extension.footnotes = !is(&[Commonmark, Mkdocs, Vitepress]);
        extension.alerts = is(&[Github, Gitlab, Vitepress]);
        extension.ofm_callouts = is(&[Obsidian, Hugo]);
        extension.ofm_comments = self == Obsidian;
        extension.highlight = self == Obsidian;
        extension.wikilinks_title_after_pipe = self == Obsidian;
        extension.math_dollars = is(&[Github, Gitlab, Zenn, Qiita, Obsidian, Jekyll]);
        extension.math_code = is(&[Github, Gitlab]);
        extension.block_directive = is(&[Zenn, Qiita, Docusaurus, Vitepress]);
        extension.cjk_friendly_emphasis = self == Gitlab;
        extension.front_matter_delimiter = (self != Commonmark).then(|| "---".to_owned());

        options.parse.smart = is(&[Hugo, Jekyll]);
        options.render.hardbreaks = is(&[Zenn, Qiita, Obsidian]);
        options.render.gfm_quirks = self == Github;
        options.render.sourcepos = true;
        options.render.r#unsafe = is_shown(self.raw_html());
        options.render.escape = self.raw_html() == RawHtml::Escaped;
        options
    }
}

fn is_shown(html: RawHtml) -> bool {
    matches!(html, RawHtml::Sanitized | RawHtml::Shown)
}
