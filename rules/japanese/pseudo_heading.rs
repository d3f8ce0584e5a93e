//! `pseudo-heading`: a heading marked with `■` or `【】` instead of `#`.

use rustc_hash::FxHashMap;
use unicode_width::UnicodeWidthStr;

use crate::lint::prelude::*;

pub(crate) struct PseudoHeading;

rule!(PseudoHeading {
    summary: Text {
        en: "a heading marked with ■ or 【】 instead of `#`",
        ja: "`#` の代わりに「■」や「【】」で書かれた見出し",
    },
    presets: &[Preset::Japanese.member()],
    fix: Some(Applicability::Unsafe),
});

/// Maximum width of a title in columns. Anything wider is a sentence.
const MAX_WIDTH: usize = 50;

/// A paragraph that looks like a title.
struct Title<'d> {
    node: Node<'d>,
    mark: char,
    /// The mark and the space after it.
    opening: Span,
    /// The closing `】`.
    closing: Option<Span>,
    /// Level of the heading it would become.
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
        // A single one may be anything. Two with the same mark show that the note writes its headings this way.
        for title in titles.iter().filter(|title| counts.get(&title.mark).is_some_and(|count| *count > 1)) {
            report(note, title, sink);
        }
    }
}

/// `node` as a title below a heading of `level`, if it is one line that starts with a mark and has content below it.
fn title(node: Node<'_>, level: usize) -> Option<Title<'_>> {
    const BELOW: Kinds = Kinds::of(&[Kind::Paragraph, Kind::List, Kind::Table, Kind::CodeBlock, Kind::BlockQuote]);
    let only = node.first_child().filter(|child| child.kind() == Kind::Text && child.next_sibling().is_none())?;
    let below = node.next_sibling().filter(|next| BELOW.contains(next.kind()))?;
    let text = only.source();
    if node.kind() != Kind::Paragraph || only.literal() != text || text.width() > MAX_WIDTH {
        return None;
    }
    let mark = text.chars().next()?;
    let rest = text[mark.len_utf8()..].trim_start_matches([' ', '\u{3000}']);
    let (words, closing) = match mark {
        '■' | '□' | '◆' | '◇' | '●' => (rest, None),
        '【' => {
            let words = rest.strip_suffix('】').filter(|words| !words.contains(['】', '【']))?;
            (words, Some('】'.len_utf8()))
        }
        _ => return None,
    };
    let sentence = words.ends_with(['。', '．', '.', '、', '，', '：', ':', '！', '？', '!', '?']);
    // Next to another line with the same mark it is an item of a list.
    let again =
        [Some(below), node.previous_sibling()].into_iter().flatten().any(|other| other.source().starts_with(mark));
    let (start, end) = (node.span().start as usize, node.span().end as usize);
    let found = words.starts_with(char::is_alphanumeric) && !sentence && !again;
    found.then(|| Title {
        node,
        mark,
        opening: Span::new(start, start + text.len() - rest.len()),
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
        message!("it is missing from the outline, and links cannot point to it", "目次に出ず、リンクもできない"),
    );
    sink.report(
        title.node.span(),
        message!(
            "`{text}` is not a heading: `{mark}` is plain text in Markdown",
            "`{text}` が見出しにならない（`{mark}` は Markdown の記号ではない）"
        ),
    )
    .note(others)
    .fix(
        Applicability::Unsafe,
        Effect::Structure,
        message!("turn it into a `{hashes}` heading", "`{hashes}` の見出しにする"),
        edits,
    );
}
