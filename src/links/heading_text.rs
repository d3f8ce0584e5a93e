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
#[expect(clippy::struct_excessive_bools, reason = "each is one property of a host")]
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
    /// Whether only the first piece of text in emphasis, links and images counts.
    first_segments: bool,
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
        let most = Self {
            images: false,
            urls: true,
            footnotes: false,
            math: true,
            breaks: Break::Nothing,
            first_segments: false,
        };
        match ids {
            HeadingIds::Github | HeadingIds::Qiita | HeadingIds::Unknown => Self { footnotes: true, ..most },
            HeadingIds::Gitlab => Self { images: true, breaks: Break::Space, ..most },
            HeadingIds::Docusaurus => Self { images: true, ..most },
            HeadingIds::Zenn => Self { math: false, ..most },
            HeadingIds::Hugo | HeadingIds::HugoAscii | HeadingIds::HugoBlackfriday => {
                Self { images: true, urls: false, breaks: Break::Restart, first_segments: true, ..most }
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
        let cut = parts.first_segments && node.first_child().is_some();
        let skipped = match node.kind() {
            Kind::Image => !parts.images,
            Kind::Autolink => !parts.urls,
            _ => false,
        };
        if let Some(last) = node.descendants().last().filter(|_| cut || skipped) {
            skip_to = NodeId(last.id().0 + 1);
        }
        if cut && !skipped {
            found.text.push_str(&first_segment(node));
            found.plain = found.text.len();
            continue;
        }
        let plain = found.text.len();
        match node.kind() {
            Kind::Text => found.text.push_str(&text(node, profile)),
            Kind::Code => found.text.push_str(node.literal()),
            Kind::Math if !profile.math.dollars => found.text.push_str(node.source()),
            Kind::Math if parts.math => found.text.push_str(node.literal()),
            Kind::BareUrl if parts.urls => found.text.push_str(node.source()),
            Kind::FootnoteReference if !profile.footnotes.has(node.literal()) => found.text.push_str(node.source()),
            Kind::FootnoteReference if parts.footnotes => found.text.push_str(&number(node).to_string()),
            Kind::InlineHtml => found.text.push_str(html(node.source(), profile)),
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
        HeadingIds::PythonMarkdown
        | HeadingIds::PythonMarkdownUnicode
        | HeadingIds::Pymdownx
        | HeadingIds::PymdownxLower
            if node.source().contains('<') =>
        {
            without_tags(node.literal(), |inside| !inside.starts_with(['<', '@']))
        }
        HeadingIds::Kramdown if node.source().contains('<') => without_tags(&with_dashes(node.literal()), is_name),
        _ if profile.smart_punctuation && !node.source().contains("\\-") => with_dashes(node.literal()),
        _ => node.literal().to_owned(),
    }
}

/// The first piece of text in `container`, as Hugo 0.168 splits it: up to the first mark that may be syntax.
fn first_segment(container: Node<'_>) -> String {
    let leaf = std::iter::successors(container.first_child(), |node| node.first_child()).last();
    let Some(leaf) = leaf.filter(|leaf| leaf.parent().is_none_or(|parent| parent.kind() != Kind::Autolink)) else {
        return String::new();
    };
    if leaf.kind() == Kind::Code {
        return leaf.literal().to_owned();
    }
    let texts =
        std::iter::successors(Some(leaf), |node| node.next_sibling()).take_while(|node| node.kind() == Kind::Text);
    let mut segment = String::new();
    for text in texts {
        let literal = text.literal();
        let before = (text.span().start - container.span().start) as usize;
        let is_escaped = container.source()[..before].ends_with('\\');
        // Escaped marks and entities don't split the text.
        let end = if literal.len() == text.source().len() { end_of_segment(literal, is_escaped) } else { None };
        segment.push_str(&literal[..end.unwrap_or(literal.len())]);
        if end.is_some() {
            break;
        }
    }
    segment
}

/// The end of the first piece of `text` that Hugo splits it into. Underscores and a bracket that end it are included. If
/// `is_escaped`, the first character is not a mark.
fn end_of_segment(text: &str, is_escaped: bool) -> Option<usize> {
    const MARKS: [&str; 10] = ["'", "--", "...", "<<", ">>", "[", "]", "*", "~", "_"];
    let from = usize::from(is_escaped);
    let at = from + MARKS.iter().filter_map(|mark| text.get(from..)?.find(mark)).min()?;
    let underscores = text[at..].bytes().take_while(|byte| *byte == b'_').count();
    Some(at + underscores + usize::from(text[at..].starts_with(['[', ']'])))
}

/// `text` without tags as an HTML parser less strict than `CommonMark`'s reads them: from `<` to `>` if `is_tag` is true
/// for what is in between.
fn without_tags(text: &str, is_tag: impl Fn(&str) -> bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, tag) = (&rest[..start], &rest[start + 1..]);
        kept.push_str(before);
        let name = tag.trim_start_matches('/');
        match tag.split_once('>') {
            Some((inside, after)) if name.starts_with(|char: char| char.is_ascii_alphabetic()) && is_tag(inside) => {
                rest = after;
            }
            _ => {
                kept.push('<');
                rest = tag;
            }
        }
    }
    kept.push_str(rest);
    kept
}

/// Whether `inside` is nothing but the name of a tag in kramdown, which may contain underscores.
fn is_name(inside: &str) -> bool {
    inside
        .trim_start_matches('/')
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'.' | b'-'))
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
        let length =
            after.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
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
fn html<'s>(source: &'s str, profile: &Profile) -> &'s str {
    let is_break = || source.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"));
    // Liquid replaces `{{ … }}` before Jekyll parses the note, and so does Hugo with its shortcodes.
    let is_replaced =
        || profile.heading_ids == HeadingIds::Kramdown || source.starts_with("{{<") || source.starts_with("{{%");
    match profile.html {
        Html::Shown | Html::Dropped if source.starts_with("{{") && !is_replaced() => source,
        Html::Escaped if !source.starts_with("<!--") && !is_break() => source,
        Html::Jsx => source.strip_prefix('{').and_then(|inside| inside.strip_suffix('}')).unwrap_or(""),
        _ => "",
    }
}
