//! qiita.com: the site itself is not public, but its gems `qiita_marker` (cmark-gfm with custom blocks) and qiita-markdown
//! are. They are what is said about containers and HTML; the rest follows Qiita's documentation.

use super::syntax::{cards, containers, marked};
use crate::text::boxes::{Boxes, ContainerKind, Containers, Opening, Rest};
use crate::text::profile::{BareUrls, Elements, ExplicitIds, HeadingIds, Math, Profile, Strikethrough, TaskLists};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader {
    profile: PROFILE,
    read: |text, profile| {
        marked(text, |marks| {
            containers::read(marks, profile);
            cards::urls(marks);
        })
    },
};

const PROFILE: Profile = Profile {
    name: "qiita",
    title: "Qiita",
    shows_repository: false,
    heading_ids: HeadingIds::Qiita,
    explicit_ids: ExplicitIds::None,
    bare_urls: BareUrls::Qiita,
    boxes: Boxes { containers: Some(CONTAINERS), ..Boxes::NONE },
    strikethrough: Strikethrough::Two,
    task_lists: TaskLists::Lowercase,
    breaks_lines: true,
    elements: Elements::Only { elements: ELEMENTS, sites: SITES },
    element_ids: false,
    math: Math::DOLLARS,
    ..Profile::GITHUB
};

/// The gems `qiita_marker` and qiita-markdown 1.7.0, which are public: any number of colons closes a container, and one
/// with another name is a `<div>` without style.
const CONTAINERS: Containers = Containers {
    kinds: &[ContainerKind { name: "note", rest: Rest::Variants(&["info", "warn", "alert"]) }],
    opening: Opening::Words,
    unknown_is_bare: true,
    nest: false,
    extensible: false,
    usual: [Some(":::note info"), Some(":::note warn"), None],
};

/// The sites whose `iframe` or `script` qiita-markdown 1.7.0 keeps.
const SITES: &[&str] = &[
    "asciinema.org",
    "blueprintue.com",
    "claude.site",
    "cpwebassets.codepen.io",
    "docs.google.com",
    "docswell.com",
    "drive.google.com",
    "embed.figma.com",
    "platform.twitter.com",
    "production-assets.codepen.io",
    "public.codepenassets.com",
    "speakerdeck.com",
    "stackblitz.com",
    "static.codepen.io",
    "www.docswell.com",
    "www.figma.com",
    "www.slideshare.net",
    "www.youtube-nocookie.com",
    "www.youtube.com",
];

/// The elements that qiita-markdown 1.7.0 keeps of what an author writes (its `UserInputSanitizer`).
const ELEMENTS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "caption",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "section",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "ul",
    "var",
];
