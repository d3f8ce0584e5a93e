//! How the host of the notes reads Markdown, as data. Each flavour in `markdown/flavour/` fills in a [`Profile`] from
//! what the host's own renderer does (`tests/hosts/`), and rules ask the profile of a note.

use crate::text::boxes::{Admonitions, Alerts, Boxes};

pub use crate::text::heading_ids::{ExplicitIds, HeadingIds};

/// How one host reads Markdown, where hosts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is one property of a host")]
pub struct Profile {
    /// The flavour's name in the configuration, such as `zenn`.
    pub name: &'static str,
    /// The host's name in messages, such as `Zenn`.
    pub title: &'static str,
    /// The ids of headings.
    pub heading_ids: HeadingIds,
    /// Whether the host shows the files of a repository. Such notes may be written for another reader, too, so what the
    /// host does not know is no evidence of a mistake.
    pub shows_repository: bool,
    /// How a heading sets its own id.
    pub explicit_ids: ExplicitIds,
    /// Whether other blocks than headings have ids made of their text: terms of definition lists (Hugo), tabs (`MkDocs`).
    pub other_ids: bool,
    /// Whether a program of the project changes notes before the host reads them.
    pub preprocessed: bool,
    /// Whether labels of references may be defined outside of the note.
    pub shared_definitions: bool,
    /// Which URLs and email addresses without markup become links.
    pub bare_urls: BareUrls,
    /// Whether `<https://…>` is a link.
    pub angle_urls: bool,
    /// Which runs of `*` and `_` can open and close emphasis.
    pub emphasis: FlankingRules,
    /// Which tildes strike text out.
    pub strikethrough: Strikethrough,
    /// Lists.
    pub lists: Lists,
    /// Tables.
    pub tables: Tables,
    /// Which parser finds the blocks.
    pub blocks: BlockParser,
    /// Where fenced code blocks can be, and what can follow the fence.
    pub fences: Fences,
    /// What of `- [ ]`, `- [x]` and `- [X]` is a task.
    pub task_lists: TaskLists,
    /// Whether a backslash at the end of a line is a line break.
    pub backslash_breaks: bool,
    /// Whether `#` begins a heading without white space after it (`#タグ`).
    pub bare_hashes: bool,
    /// Whether a line that is indented by four columns begins a code block.
    pub indented_code: bool,
    /// What becomes of HTML.
    pub html: Html,
    /// Which elements work where HTML does.
    pub elements: Elements,
    /// Whether elements other than headings keep their ids, where HTML works.
    pub element_ids: bool,
    /// What between dollar signs is mathematics.
    pub math: Math,
    /// Whether `[^1]` is a footnote.
    pub footnotes: Footnotes,
    /// Which labels of footnotes are the same, and what they can contain.
    pub footnote_labels: FootnoteLabels,
    /// Boxes around content.
    pub boxes: Boxes,
    /// Whether quotes, dashes and dots are replaced by typographic ones.
    pub smart_punctuation: bool,
    /// Whether a line ending within a paragraph is rendered as a line break.
    pub breaks_lines: bool,
    /// Whether notes are served at URLs that differ from their file names.
    pub routes: bool,
    /// Whether a link can name another note by its path from the folder of all notes.
    pub links_from_root: bool,
}

impl Default for Profile {
    fn default() -> Self {
        Self::GITHUB
    }
}

impl Profile {
    /// GitHub (cmark-gfm and github.com's own filters).
    pub const GITHUB: Self = Self {
        name: "github",
        title: "GitHub",
        heading_ids: HeadingIds::Github,
        explicit_ids: ExplicitIds::Unknown,
        other_ids: false,
        preprocessed: false,
        shared_definitions: false,
        shows_repository: true,
        bare_urls: BareUrls::Github,
        angle_urls: true,
        emphasis: FlankingRules::GitHub,
        strikethrough: Strikethrough::OneOrTwo,
        lists: Lists {
            nesting: Nesting::Content,
            parenthesis: true,
            marker_begins_list: true,
            interrupts_paragraph: true,
        },
        tables: Tables {
            supported: true,
            interrupts_paragraph: true,
            code_hides_bars: false,
            shows_extra_cells: false,
        },
        blocks: BlockParser::CommonMark,
        fences: Fences::CommonMark,
        task_lists: TaskLists::Any,
        backslash_breaks: true,
        bare_hashes: false,
        indented_code: true,
        html: Html::Shown,
        // GFM 0.29 §6.11.
        elements: Elements::Without(UNSAFE_ELEMENTS, Html::Escaped),
        element_ids: true,
        // No digit is on the outer side of a dollar sign: <https://github.com/github/markup/issues/1742>.
        math: Math { before_digits: false, after_digits: false, ..Math::DOLLARS },
        footnotes: Footnotes::Any,
        footnote_labels: FootnoteLabels { match_case: false, spaces: false },
        boxes: Boxes { containers: None, alerts: Alerts::GITHUB, admonitions: Admonitions::NONE },
        smart_punctuation: false,
        breaks_lines: false,
        routes: false,
        links_from_root: false,
    };
}

/// Which URLs and email addresses without markup become links, and where they end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BareUrls {
    /// None.
    Never,
    /// cmark-gfm (GFM 0.29 §6.9).
    Github,
    /// comrak (GitLab).
    Gitlab,
    /// Zenn: markdown-it's linkify for URLs with a scheme.
    Zenn,
    /// Docusaurus: micromark's GFM autolink literals.
    Micromark,
    /// VitePress: markdown-it's linkify.
    MarkdownIt,
    /// Hugo: goldmark's linkify.
    Goldmark,
    /// `pymdownx.magiclink` of `MkDocs`.
    Magiclink,
    /// Obsidian.
    Obsidian,
    /// Qiita.
    Qiita,
}

impl BareUrls {
    /// Whether it is known where links end. Obsidian's renderer is not public, and its documentation does not say.
    pub const fn end_is_known(self) -> bool {
        !matches!(self, Self::Obsidian)
    }
}

/// The rules for delimiter runs of emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FlankingRules {
    /// GitHub's. Of the non-ASCII characters, those of category P count as punctuation, but not symbols.
    GitHub,
    /// `CommonMark` since 0.31. Symbols also count as punctuation.
    CommonMark,
    /// `CommonMark` as parsers read it that look at UTF-16 units: symbols outside the Basic Multilingual Plane (most
    /// emoji) do not count as punctuation.
    Utf16,
    /// The CJK-friendly amendment. Full-width punctuation is treated like a letter.
    CjkFriendly,
    /// Python-Markdown: delimiters work next to any character except white space. Some do not work within words.
    PythonMarkdown(SmartEmphasis),
    /// kramdown: the same for asterisks and tildes, and only ASCII characters count as white space.
    Kramdown,
}

/// Which delimiters Python-Markdown reads as text where a letter or digit is on their outer side: `これは**重要**です`. The
/// values are those of `smart_enable` in `pymdownx.betterem`.
///
/// Since version 12, betterem also looks at punctuation, by `CommonMark`'s rules. Earlier versions do not, and are common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SmartEmphasis {
    /// Underscores. Python-Markdown does so without betterem, too.
    Underscore,
    /// Asterisks.
    Asterisk,
    /// Both.
    All,
    /// None.
    None,
}

impl SmartEmphasis {
    /// Whether `mark`, `*` or `_`, works only at the edges of words.
    pub const fn covers(self, mark: char) -> bool {
        match mark {
            '_' => matches!(self, Self::Underscore | Self::All),
            '*' => matches!(self, Self::Asterisk | Self::All),
            _ => false,
        }
    }
}

/// Which tildes strike text out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Strikethrough {
    /// None: tildes are text.
    None,
    /// Two.
    Two,
    /// One or two.
    OneOrTwo,
}

/// What is a task in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskLists {
    /// Nothing: brackets are text.
    None,
    /// `[ ]` and `[x]`.
    Lowercase,
    /// `[ ]`, `[x]` and `[X]`.
    Any,
}

/// What between dollar signs is mathematics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is one property of a host")]
pub struct Math {
    /// Whether `$…$` is.
    pub dollars: bool,
    /// Whether backquotes within the dollar signs belong to these, as in ``$`…`$``.
    pub backticks: bool,
    /// Whether it is before a digit: `$5と$10`.
    pub before_digits: bool,
    /// Whether it is after a digit: `5$から10$`.
    pub after_digits: bool,
    /// Whether only a script of the page makes it mathematics, which the site may not have.
    pub by_script: bool,
}

impl Math {
    /// Nothing.
    pub const NONE: Self =
        Self { dollars: false, backticks: false, before_digits: true, after_digits: true, by_script: false };
    /// Whatever is between dollar signs.
    pub const DOLLARS: Self = Self { dollars: true, backticks: true, ..Self::NONE };
}

/// Which references are footnotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Footnotes {
    /// None: they are text.
    None,
    /// Those whose label consists of ASCII letters, digits, `_`, `-` and `:`, and does not begin with one of the last two.
    AsciiLabels,
    /// Any.
    Any,
}

impl Footnotes {
    /// Whether the reference with this `label` is a footnote.
    pub fn has(self, label: &str) -> bool {
        let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | ':');
        match self {
            Self::None => false,
            Self::AsciiLabels => label.chars().all(is_part) && !label.starts_with(['-', ':']),
            Self::Any => true,
        }
    }
}

/// How the labels of footnotes are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FootnoteLabels {
    /// Whether the case matters: `[^S3]` is not a reference to `[^s3]: …`.
    pub match_case: bool,
    /// Whether they can contain spaces.
    pub spaces: bool,
}

/// What makes a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Lists {
    /// How far content within an item is indented.
    pub nesting: Nesting,
    /// Whether `1)` is a list marker.
    pub parenthesis: bool,
    /// Whether another bullet or delimiter begins another list.
    pub marker_begins_list: bool,
    /// Whether a list can follow a line of text without a blank line.
    pub interrupts_paragraph: bool,
}

/// How far the content of a list item is indented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nesting {
    /// As far as the text after the marker (`CommonMark` 0.31 §5.2).
    Content,
    /// This number of columns, whatever the width of the marker (Python-Markdown).
    Columns(u8),
}

/// What makes a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is one property of a host")]
pub struct Tables {
    /// Whether there are tables.
    pub supported: bool,
    /// Whether a table can follow a line of text without a blank line.
    pub interrupts_paragraph: bool,
    /// Whether a bar in a code span does not end the cell.
    pub code_hides_bars: bool,
    /// Whether cells beyond those of the header are shown.
    pub shows_extra_cells: bool,
}

/// The parser that finds the blocks of a note: where paragraphs, headings, lists and tables begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockParser {
    /// One that follows `CommonMark` 0.31 §4 and §5.
    CommonMark,
    /// Python-Markdown's, which first splits a note at blank lines.
    PythonMarkdown,
    /// kramdown's, with its GFM parser.
    Kramdown,
}

/// Where fenced code blocks can be, and what can follow the fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fences {
    /// Anywhere, with any info string (`CommonMark` 0.31 §4.5).
    CommonMark,
    /// `fenced_code` of Python-Markdown: at the start of a line of the note only, with a language.
    PythonMarkdown,
    /// `pymdownx.superfences`: anywhere, with a language and options.
    Superfences,
    /// kramdown's GFM parser: anywhere, with one word. The closing fence is required.
    Kramdown,
}

/// What becomes of HTML in a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Html {
    /// It is HTML on the page.
    Shown,
    /// It is shown as text.
    Escaped,
    /// It is left out.
    Dropped,
    /// It is compiled as JSX.
    Jsx,
    /// It is compiled as a template of Vue.
    Vue,
}

impl Html {
    /// Whether the page has the elements of a note, and so their links, images and ids.
    pub const fn has_elements(self) -> bool {
        matches!(self, Self::Shown | Self::Jsx | Self::Vue)
    }
}

/// The elements that GitHub Flavored Markdown does not pass on (GFM 0.29 §6.11).
pub const UNSAFE_ELEMENTS: &[&str] =
    &["title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext"];

/// The elements of HTML that work on a host where [`Html`] is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Elements {
    /// All.
    All,
    /// All except these, with which the host deals in another way.
    Without(&'static [&'static str], Html),
    /// Only `elements`. The tags of others are left out.
    Only {
        /// Their names.
        elements: &'static [&'static str],
        /// The hosts from which an `iframe` or `script` can be.
        sites: &'static [&'static str],
    },
}
