//! `empty-section`: a heading without content under it.

use crate::lint::prelude::*;
use crate::markdown::document::Document;
use crate::markdown::headings::is_hackmd_tags;
use crate::words;

pub(crate) struct EmptySection;

rule!(EmptySection {
    summary: Text { en: "a heading with nothing under it", ja: "見出しの下に何も書かれていない" },
    presets: &[Preset::Recommended.member()],
});

impl Check for EmptySection {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for (index, heading) in note.document.of_kind(Kind::Heading).enumerate() {
            let exempt = is_title(heading, index == 0) || is_hackmd_tags(heading);
            if !exempt && is_empty(note.document, heading) && !speaks_for_itself(heading) && !is_form(note.path) {
                report(heading, sink);
            }
        }
    }
}

fn report(heading: Node<'_>, sink: &mut Sink<'_>) {
    let title = heading.text();
    // `empty-heading` reports headings without text.
    if title.unicode_trim().is_empty() || is_statement(title.unicode_trim()) || is_contents(&title) {
        return;
    }
    let title = excerpt(&title);
    sink.report(heading.span(), message!("section `{title}` is empty", "セクション `{title}` の中身がない")).note(
        message!(
            "readers find nothing here; add content or remove the heading",
            "見出しだけでは読み手に何も伝わらない。中身を書くか、見出しを消す"
        ),
    );
}

/// Whether there is no content between `heading` and the next heading of the same or a higher level. Thematic breaks do not
/// count as content.
fn is_empty(document: &Document<'_>, heading: Node<'_>) -> bool {
    let mut siblings = std::iter::successors(heading.next_sibling(), |node| node.next_sibling());
    let next = siblings.find(|node| node.kind() != Kind::ThematicBreak);
    let in_body = heading.parent().is_some_and(|parent| parent.kind() == Kind::Document);
    let (empty, end) = match next {
        Some(next) => (next.kind() == Kind::Heading && next.level() <= heading.level(), next.span().start),
        // The content of a heading in a quote or list item may follow after the quote or item.
        None => (in_body, u32::MAX),
    };
    // Link reference definitions are content too, but not nodes of the tree.
    let definitions = document.definitions();
    let first_after = definitions.partition_point(|definition| definition.span.start < heading.span().end);
    empty && definitions.get(first_after).is_none_or(|definition| definition.span.start >= end)
}

/// Whether `heading` is the title of the note: the first heading of the note, if it is a level-1 heading or the only block.
fn is_title(heading: Node<'_>, first: bool) -> bool {
    let in_body = heading.parent().is_some_and(|parent| parent.kind() == Kind::Document);
    let before = || heading.previous_sibling().filter(|node| node.kind() != Kind::FrontMatter);
    let alone = || heading.next_sibling().is_none() && before().is_none();
    first && in_body && (heading.level() == 1 || alone())
}

/// Whether `heading` needs no content under it: it links to its content, or has several lines, as a paragraph has that a
/// `---` below it turned into a heading.
fn speaks_for_itself(heading: Node<'_>) -> bool {
    heading.source().contains("[[")
        || heading.descendants().any(|node| {
            matches!(
                node.kind(),
                Kind::Link | Kind::Autolink | Kind::BareUrl | Kind::Image | Kind::SoftBreak | Kind::HardBreak
            )
        })
}

/// Whether `title` is a complete statement that needs no content under it: a sentence, or a step of a procedure.
///
/// Examples: `IAMロールを設定`, `再起動は不要`.
fn is_statement(title: &str) -> bool {
    const VERB_ENDINGS: [char; 14] =
        ['う', 'く', 'す', 'つ', 'ぬ', 'む', 'る', 'ぐ', 'ず', 'ぶ', 'た', 'だ', '.', '．'];
    const PREDICATES: &[&str] = words!("../words/titles.txt", "predicates");
    // Nouns that announce content even after a clause: 証明書を更新する手順.
    const NOUNS: &[&str] = words!("../words/titles.txt", "nouns");
    let is_kanji = |char| matches!(char, '一'..='龠');
    let clause = || {
        let particle = ["を", "は", "が", "も"].iter().any(|particle| title.find(particle).is_some_and(|at| at > 0));
        particle && title.ends_with(is_kanji) && !NOUNS.iter().any(|noun| title.ends_with(noun))
    };
    title.contains(['。', '，'])
        || title.ends_with(VERB_ENDINGS)
        || PREDICATES.iter().any(|predicate| title.ends_with(predicate))
        || clause()
        || title.unicode_words().count() >= 10
}

/// Whether `title` is that of a table of contents, which a tool fills in.
fn is_contents(title: &str) -> bool {
    title.contains("目次")
        || title.to_lowercase().contains("contents")
        || title.unicode_trim().eq_ignore_ascii_case("toc")
}

/// Whether the note at `path` is a template or a daily note, where empty sections are normal.
///
/// Examples: `templates/service.md`, `journal/2024-01-09.md`.
fn is_form(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let day = stem.chars().filter(char::is_ascii_digit).count() >= 8
        && stem.chars().all(|char| char.is_ascii_digit() || matches!(char, '-' | '_' | '.' | ' '));
    day || path.to_lowercase().contains("template") || path.contains("テンプレート") || path.contains("雛形")
}
