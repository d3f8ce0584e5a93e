//! The text of a heading from which its host makes the id.

use crate::markdown::document::{Kind, Node, NodeId};
use crate::text::profile::{HeadingIds, Html, Profile};

/// The text of a heading as its host reads it, without its markers.
#[derive(Debug, Default)]
pub struct HeadingText {
    /// The text.
    pub text: String,
    /// Where the plain text at its end begins, in bytes: the host looks for an explicit id there only.
    pub plain: usize,
}

/// What of a heading counts for the id, besides text and code.
#[derive(Clone, Copy, Debug)]
struct Parts {
    /// The descriptions of images.
    images: bool,
    /// URLs without link text.
    urls: bool,
    /// The numbers of footnotes.
    footnotes: bool,
    /// Formulas.
    math: bool,
    /// A line ending.
    breaks: Break,
}

/// What becomes of a line ending in a heading.
#[derive(Clone, Copy, Debug)]
enum Break {
    Nothing,
    Space,
    /// What is before it does not count.
    Restart,
}

impl Parts {
    const fn of(ids: HeadingIds) -> Self {
        let most = Self { images: false, urls: true, footnotes: false, math: true, breaks: Break::Nothing };
        match ids {
            HeadingIds::Github | HeadingIds::Qiita | HeadingIds::Unknown => Self { footnotes: true, ..most },
            HeadingIds::Gitlab => Self { images: true, breaks: Break::Space, ..most },
            HeadingIds::Docusaurus => Self { images: true, ..most },
            HeadingIds::Zenn => Self { math: false, ..most },
            HeadingIds::Hugo | HeadingIds::HugoAscii | HeadingIds::HugoBlackfriday => {
                Self { images: true, urls: false, breaks: Break::Restart, ..most }
            }
            HeadingIds::PythonMarkdown
            | HeadingIds::PythonMarkdownUnicode
            | HeadingIds::Pymdownx
            | HeadingIds::PymdownxLower
            | HeadingIds::Obsidian => Self { breaks: Break::Space, ..most },
            HeadingIds::Vitepress | HeadingIds::Kramdown | HeadingIds::None => most,
        }
    }
}

/// The text of `heading` for a host with `profile`. `number` returns the displayed number of a footnote reference.
pub fn heading_text(heading: Node<'_>, profile: &Profile, mut number: impl FnMut(Node<'_>) -> usize) -> HeadingText {
    let parts = Parts::of(profile.heading_ids);
    let mut found = HeadingText::default();
    let mut skip_to = NodeId(0);
    for node in heading.descendants().filter(|node| node.kind() != Kind::TaskMarker) {
        if node.id() < skip_to {
            continue;
        }
        let skipped = match node.kind() {
            Kind::Image => !parts.images,
            Kind::Autolink => !parts.urls,
            _ => false,
        };
        if let Some(last) = node.descendants().last().filter(|_| skipped) {
            skip_to = NodeId(last.id().0 + 1);
        }
        let plain = found.text.len();
        match node.kind() {
            Kind::Text => found.text.push_str(&text(node, profile)),
            Kind::Code => found.text.push_str(node.literal()),
            Kind::Math if !profile.math => found.text.push_str(node.source()),
            Kind::Math if parts.math => found.text.push_str(node.literal()),
            Kind::BareUrl if parts.urls => found.text.push_str(node.source()),
            Kind::FootnoteReference if !profile.footnotes => found.text.push_str(node.source()),
            Kind::FootnoteReference if parts.footnotes => found.text.push_str(&number(node).to_string()),
            Kind::InlineHtml => found.text.push_str(html(node.source(), profile.html)),
            Kind::SoftBreak | Kind::HardBreak => match parts.breaks {
                Break::Nothing => {}
                Break::Space => found.text.push(' '),
                Break::Restart => found.text.clear(),
            },
            _ => {}
        }
        let is_plain = node.kind() == Kind::Text && node.parent().is_some_and(|parent| parent.id() == heading.id());
        found.plain = match is_plain {
            true if found.plain <= plain && previous_is_plain(node) => found.plain,
            true => plain,
            false => found.text.len(),
        };
    }
    found
}

/// Whether `text` continues plain text.
fn previous_is_plain(text: Node<'_>) -> bool {
    text.previous_sibling().is_some_and(|node| node.kind() == Kind::Text)
}

/// The text of `node`, a text node.
fn text(node: Node<'_>, profile: &Profile) -> String {
    match profile.heading_ids {
        HeadingIds::Vitepress => undecoded(node.source()),
        HeadingIds::Docusaurus => without_directives(node.literal()),
        _ if profile.smart_punctuation && !node.source().contains("\\-") => with_dashes(node.literal()),
        _ => node.literal().to_owned(),
    }
}

/// `source` without the backslashes of escapes. VitePress leaves entities as they are written.
fn undecoded(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut chars = source.chars().peekable();
    while let Some(char) = chars.next() {
        let escaped = chars.next_if(|next| char == '\\' && next.is_ascii_punctuation());
        text.push(escaped.unwrap_or(char));
    }
    text
}

/// `text` without the names of directives (`:name`), which Docusaurus reads as syntax wherever a colon is followed by a
/// word: of `host:port` remains `host`.
fn without_directives(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(colon) = rest.find(':') {
        let (before, after) = (&rest[..colon], &rest[colon + 1..]);
        kept.push_str(before);
        let length = after.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
        let name = &after[..length];
        let is_name = name.starts_with(|char: char| char.is_ascii_alphabetic()) && !name.ends_with(['-', '_']);
        if is_name && !kept.ends_with(':') && !after[length..].starts_with(':') {
            rest = &after[length..];
        } else {
            kept.push(':');
            rest = after;
        }
    }
    kept.push_str(rest);
    kept
}

/// `text` with typographic dashes for `---` and `--`.
fn with_dashes(text: &str) -> String {
    text.replace("---", "—").replace("--", "–")
}

/// What of the inline HTML `source`, a tag, comment or expression, is text.
fn html(source: &str, html: Html) -> &str {
    let is_break = || source.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"));
    match html {
        Html::Escaped if !source.starts_with("<!--") && !is_break() => source,
        Html::Jsx => source.strip_prefix('{').and_then(|inside| inside.strip_suffix('}')).unwrap_or(""),
        _ => "",
    }
}
