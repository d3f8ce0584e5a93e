//! Wikilinks in Obsidian's syntax: `[[Note]]`, `[[Note#Heading|text]]`, `![[image.png|300]]`, `[[Note#^block]]`.
//!
//! GitHub shows them as text, and so does the tree. They are found in every note; [`super::vault`] decides whether they
//! are links.

use memchr::memmem;

use crate::facts::heading::heading_key;
use crate::facts::{LocalLink, LocalLinkForm};
use crate::links::reversed_link::masks;
use crate::markdown::document::{Document, Kind, Node};
use crate::text::slice::Slice as _;
use crate::text::source::{Source, Span};
use crate::text::whitespace::{Whitespace as _, is_unicode_space};

/// The maximum length between the brackets, in bytes. File names have at most 255.
const MAX_LENGTH: usize = 1024;

/// The wikilinks in `document`, in the order of the text: in text, and in quoted strings of the front matter.
pub fn wikilinks(document: &Document<'_>) -> Vec<LocalLink> {
    let mut found = Vec::new();
    if memmem::find(document.source().text().as_bytes(), b"[[").is_none() {
        return found;
    }
    for block in document.nodes() {
        match block.kind() {
            Kind::Paragraph | Kind::Heading | Kind::TableCell => {
                let links: Vec<_> = in_text(block.source(), block.span().start).collect();
                if !links.is_empty() {
                    let masks = masks(block);
                    let next = |link: &LocalLink| masks.partition_point(|mask| mask.end <= link.span.start);
                    let free = |link: &LocalLink| masks.get(next(link)).is_none_or(|mask| mask.start >= link.span.end);
                    found.extend(links.into_iter().filter(free));
                }
            }
            Kind::FrontMatter => {
                let quoted = |link: &LocalLink| is_quoted(block, link.span);
                found.extend(in_text(block.source(), block.span().start).filter(quoted));
            }
            _ => {}
        }
    }
    found
}

/// Whether the brackets around `inside` follow a quotation mark. Otherwise YAML reads them as a list.
fn is_quoted(front: Node<'_>, inside: Span) -> bool {
    let before = &front.source()[..(inside.start - front.span().start) as usize];
    before.trim_end_matches(['[', '!']).ends_with(['"', '\''])
}

/// The wikilinks in `text`, which starts at byte `start` of the source.
fn in_text(text: &str, start: u32) -> impl Iterator<Item = LocalLink> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let open = from + memmem::find(text.as_bytes().get(from..)?, b"[[")?;
            // In `[[[a]]`, the innermost brackets are the link.
            let inside = open + 2 + text[open + 2..].bytes().take_while(|&byte| byte == b'[').count();
            let near = &text[inside..text.floor_char_boundary(inside + MAX_LENGTH)];
            from = inside;
            let Some(length) = memmem::find(near.as_bytes(), b"]]") else { continue };
            if near[..length].contains(['\n', '\r']) {
                continue;
            }
            from = inside + length + 2;
            let before = &text[..inside - 2];
            if before.ends_with('\\') {
                continue;
            }
            if let Some(link) = link(&near[..length], start as usize + inside, before.ends_with('!')) {
                return Some(link);
            }
        }
    })
}

/// The wikilink with the text `inside`, which starts at byte `at` of the source. `None` if it can't name a note, like a
/// test in a shell script or a template.
fn link(inside: &str, at: usize, embedded: bool) -> Option<LocalLink> {
    // In a table, the `|` is escaped.
    let to = inside.split_once('|').map_or(inside, |(to, _)| to.strip_suffix('\\').unwrap_or(to).unicode_trim_end());
    let (path, fragment) = to.split_once('#').map_or((to, None), |(path, fragment)| (path, Some(fragment)));
    // Characters that Obsidian does not allow in file names, or that only occur in code.
    let odd =
        |char: char| matches!(char, '*' | '"' | '<' | '>' | ':' | '?' | '[' | ']' | '{' | '}' | '$' | '`' | '=' | ';');
    let blank = path.unicode_trim() != path
        || path.is_empty() && fragment.is_none_or(|fragment| fragment.unicode_trim().is_empty());
    if blank || path.contains(odd) || path.starts_with(['-', '!', '^']) {
        return None;
    }
    Some(LocalLink {
        span: Span::new(at, at + to.len()),
        written: to.into(),
        path: path.into(),
        fragment: fragment.map(Into::into),
        image: embedded && is_image(path),
        form: LocalLinkForm::Wiki { embedded },
        link_text: None,
    })
}

/// Whether `path` is that of an image which browsers show.
pub fn is_image(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "avif"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

/// The whole wikilink in `source` whose target is at `inside`: with its brackets, and the `!` of an embedded file.
pub fn extent(source: &Source, inside: Span) -> Span {
    let text = source.text();
    let before = text.head(inside.start as usize);
    let open = if before.ends_with("![[") { 3 } else { 2 };
    let line = source.line_at(inside.end as usize);
    let rest = text.part(inside.end as usize..(line.end.max(inside.end)) as usize);
    let close = rest.find("]]").map_or(0, |at| at + 2);
    Span::new(before.len().saturating_sub(open), inside.end as usize + close)
}

/// The keys of `heading`: with the markup as written, and without it.
pub fn keys_of(heading: Node<'_>) -> [String; 2] {
    let written = heading.source().trim_end_matches(['=', '-', '\n', '\r']);
    [heading_key(written), heading_key(&heading.text())]
}

/// The keys of the headings of `document` (see [`heading_key`]), with and without their markup, sorted.
pub fn headings(document: &Document<'_>) -> Vec<Box<str>> {
    let mut keys: Vec<Box<str>> = Vec::new();
    for heading in document.of_kind(Kind::Heading) {
        keys.extend(keys_of(heading).map(Into::into));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The block ids in `document` (`… ^id` at the end of a line), sorted.
pub fn blocks(document: &Document<'_>) -> Vec<Box<str>> {
    let mut ids: Vec<Box<str>> = block_ids(document.source().text()).map(|(_, id)| id.into()).collect();
    ids.sort_unstable();
    ids
}

/// The block id `id` in `document` (`^id`): the first one, if there are several.
pub fn block(document: &Document<'_>, id: &str) -> Option<Span> {
    let found = block_ids(document.source().text()).find(|(_, found)| *found == id.unicode_trim());
    found.map(|(at, id)| Span::new(at, at + 1 + id.len()))
}

/// The block ids in `text`, each with the offset of its `^`.
fn block_ids(text: &str) -> impl Iterator<Item = (usize, &str)> {
    memchr::memchr_iter(b'^', text.as_bytes()).filter_map(|at| {
        let rest = &text[at + 1..];
        let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
        let after = rest[length..].trim_start_matches([' ', '\t']);
        let ends = after.is_empty() || after.starts_with(['\n', '\r']);
        let is_id = length > 0 && ends && (at == 0 || text[..at].ends_with(is_unicode_space));
        is_id.then(|| (at, &rest[..length]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let source = Source::new(text.to_owned()).unwrap();
        let show = |link: LocalLink| {
            assert_eq!(source.slice(link.span), &*link.written);
            format!(
                "{}{}{}",
                link.path,
                if link.fragment.is_some() { "#" } else { "" },
                link.fragment.unwrap_or_default()
            )
        };
        wikilinks(&Document::parse(&source)).into_iter().map(show).collect()
    }

    #[test]
    fn in_all_forms() {
        assert_eq!(found("[[EC2]] と [[aws/VPC|図]] と ![[a b.png|300]]"), ["EC2", "aws/VPC", "a b.png"]);
        assert_eq!(found("- [[EC2#料金 | x]] [[#概要]] [[EC2#^a1]]"), ["EC2#料金", "#概要", "EC2#^a1"]);
        assert_eq!(found("|a|\n|-|\n|[[EC2\\|x]]|\n"), ["EC2"]);
        assert_eq!(found("# [[A]]\n\n> [[B]]\n> [[C]]\n"), ["A", "B", "C"]);
        assert_eq!(found("---\nup: \"[[Index]]\"\nlist: [[1, 2]]\n---\n"), ["Index"]);
        assert_eq!(found("[[[A]]] [[a_b_c]] **[[B]]**"), ["A", "a_b_c", "B"]);
    }

    #[test]
    fn not_in_code_nor_without_the_name_of_a_note() {
        assert_eq!(found("`[[A]]`\n\n    [[B]]\n\n```sh\nif [[ -f x ]]; then\n```\n"), [""; 0]);
        assert_eq!(found("<!-- [[A]] --> if [[ -f x ]] then [[$a == b]] [[]] [[#]] [[a\nb]] \\[[c]]"), [""; 0]);
        assert_eq!(found("[[{{date}}]] [[https://a.b]] $[[1,2]]$ [[:alpha:]]"), [""; 0]);
    }

    #[test]
    fn the_extent_has_the_brackets() {
        let source = Source::new("a ![[b c.png|300]] [[#d]]\n".to_owned()).unwrap();
        let links = wikilinks(&Document::parse(&source));
        let extents: Vec<_> = links.iter().map(|link| source.slice(extent(&source, link.span))).collect();
        assert_eq!(extents, ["![[b c.png|300]]", "[[#d]]"]);
    }

    #[test]
    fn headings_with_and_without_markup() {
        let source = Source::new("# A ^no `x`\n\ntext ^b1\n\n^c-2\n\nx^2\n".to_owned()).unwrap();
        let document = Document::parse(&source);
        assert_eq!(blocks(&document), ["b1".into(), "c-2".into()]);
        assert_eq!(block(&document, "c-2").map(|span| source.slice(span)), Some("^c-2"));
        assert_eq!(headings(&document), ["a no x".into()]);
    }
}
