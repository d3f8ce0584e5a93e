//! `pseudo-heading`: a title marked with `■` or `【】` instead of hashes.

use rustc_hash::FxHashMap;
use unicode_width::UnicodeWidthStr;

use crate::lint::prelude::*;

pub(crate) struct PseudoHeading;

rule!(PseudoHeading {
    summary: Text {
        en: "a title marked with ■ or 【】 instead of hashes",
        ja: "`#` の代わりに「■」や「【】」で書かれた見出し",
    },
    presets: &[Preset::Japanese.member()],
    fix: Some(Applicability::Unsafe),
});

/// The widest that a title is, in columns; what is wider is a sentence.
const WIDEST: usize = 50;

/// A paragraph that stands where a title would.
struct Title<'d> {
    node: Node<'d>,
    mark: char,
    /// The mark and the space behind it.
    opening: Span,
    /// `】`
    closing: Option<Span>,
    /// Of the heading that it would be.
    level: usize,
}

impl Check for PseudoHeading {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut titles = Vec::new();
        let mut level = 1;
        for node in note.document.root().children() {
            if node.kind() == Kind::Heading {
                level = node.level() as usize;
            }
            titles.extend(title(node, level));
        }
        let mut counts: FxHashMap<char, usize> = FxHashMap::default();
        for title in &titles {
            *counts.entry(title.mark).or_default() += 1;
        }
        // One may be anything; two of a kind are how the note writes them.
        for title in titles.iter().filter(|title| counts.get(&title.mark).is_some_and(|count| *count > 1)) {
            report(note, title, sink);
        }
    }
}

/// `node` as a title under a heading of `level`, if it is one line with a mark and something comes below.
fn title(node: Node<'_>, level: usize) -> Option<Title<'_>> {
    const BELOW: Kinds = Kinds::of(&[Kind::Paragraph, Kind::List, Kind::Table, Kind::CodeBlock, Kind::BlockQuote]);
    let only = node.first_child().filter(|child| child.kind() == Kind::Text && child.next_sibling().is_none())?;
    let below = node.next_sibling().filter(|next| BELOW.contains(next.kind()))?;
    let text = only.source();
    if node.kind() != Kind::Paragraph || only.literal() != text || text.width() > WIDEST {
        return None;
    }
    let mark = text.chars().next()?;
    let behind = text[mark.len_utf8()..].trim_start_matches([' ', '\u{3000}']);
    let (words, closing) = match mark {
        '■' | '□' | '◆' | '◇' | '●' => (behind, None),
        '【' => {
            let words = behind.strip_suffix('】').filter(|words| !words.contains(['】', '【']))?;
            (words, Some('】'.len_utf8()))
        }
        _ => return None,
    };
    let sentence = words.ends_with(['。', '．', '.', '、', '，', '：', ':', '！', '？', '!', '?']);
    // Beside its like it is an item of a list.
    let again =
        [Some(below), node.previous_sibling()].into_iter().flatten().any(|other| other.source().starts_with(mark));
    let (start, end) = (node.span().start as usize, node.span().end as usize);
    let found = words.starts_with(char::is_alphanumeric) && !sentence && !again;
    found.then(|| Title {
        node,
        mark,
        opening: Span::new(start, start + text.len() - behind.len()),
        closing: closing.map(|length| Span::new(end - length, end)),
        level: (level + 1).min(6),
    })
}

fn report(note: &Note<'_>, title: &Title<'_>, sink: &mut Sink<'_>) {
    let text = excerpt(title.node.source());
    let hashes = "#".repeat(title.level);
    let mut edits = vec![Edit::replace(title.opening, format!("{hashes} "))];
    edits.extend(title.closing.map(Edit::delete));
    let (mark, others) = (
        note.source.slice(title.opening).unicode_trim_end(),
        message!("missing from the outline, and no link can lead to it", "目次に出ず、リンクもできない"),
    );
    sink.report(
        title.node.span(),
        message!(
            "`{text}` is no heading: Markdown does not know `{mark}`",
            "`{text}` が見出しにならない。`{mark}` は Markdown の記号ではない"
        ),
    )
    .note(others)
    .fix(
        Applicability::Unsafe,
        Effect::Structure,
        message!("make it a heading with `{hashes}`", "`{hashes}` の見出しにする"),
        edits,
    );
}
