//! `space-in-link-text`: whitespace at the ends of a link text.

use crate::lint::prelude::*;
use crate::markdown::syntax;
use crate::text::whitespace::is_unicode_space;

pub(crate) struct SpaceInLinkText;

rule!(SpaceInLinkText {
    summary: Text {
        en: "whitespace at the ends of a link text", ja: "リンクの文字列の前後に空白がある"
    },
    aliases: &["MD039", "no-space-in-links"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

impl Check for SpaceInLinkText {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Link])
    }

    fn node(&self, note: &Note<'_>, link: Node<'_>, sink: &mut Sink<'_>) {
        let span = syntax::link_text(link);
        let text = note.source.slice(span);
        let (leading, trailing) =
            (text.len() - text.unicode_trim_start().len(), text.len() - text.unicode_trim_end().len());
        if leading + trailing == 0 {
            return;
        }
        let (start, end) = (span.start as usize, span.end as usize);
        let is_break = |char| matches!(char, '\n' | '\r');
        // If the whitespace begins with a line ending, report it on the next line, where it is visible.
        let first = start + text.find(|char| !is_break(char)).unwrap_or(0);
        let last = start + text.trim_end_matches(is_break).len();
        let places = [
            (leading > 0).then(|| Span::new(first.min(start + leading), start + leading)),
            (trailing > 0).then(|| Span::new(end - trailing, last.max(end - trailing))),
        ];
        let line = |span: Span, end: bool| note.source.lines().line((if end { span.end } else { span.start }) as usize);
        let mut edits = edits(note, link, leading, trailing);
        let shown = excerpt(text);
        let mut before = None;
        for (place, is_end) in places.into_iter().zip([false, true]) {
            let Some(place) = place else { continue };
            if before.replace(line(place, is_end)) == Some(line(place, is_end)) {
                continue;
            }
            let at =
                if is_end && line(place, true) != line(place, false) { Span::at(place.end as usize) } else { place };
            let report = sink.report(
                at,
                message!(
                    "link text `{shown}` begins or ends with whitespace",
                    "リンクの文字列 `{shown}` の前後に空白がある"
                ),
            );
            if !edits.is_empty() {
                report.fix(
                    Applicability::Safe,
                    Effect::Layout,
                    message!("remove the whitespace from the link text", "リンクの文字列から空白を取り除く"),
                    std::mem::take(&mut edits),
                );
            }
        }
    }
}

/// The edits that remove the whitespace from the link text. It moves outside the link if words would otherwise run together.
fn edits(note: &Note<'_>, link: Node<'_>, leading: usize, trailing: usize) -> Vec<Edit> {
    let source = note.source.text();
    let text = syntax::link_text(link);
    if leading == text.len() {
        return Vec::new();
    }
    let (start, end) = (text.start as usize, text.end as usize);
    let outside = |spaces: &str| if spaces.contains(['\n', '\r']) { " ".to_owned() } else { spaces.to_owned() };
    let bare = |char: Option<char>| char.is_some_and(|char| !is_unicode_space(char));
    let mut edits = Vec::new();
    if leading > 0 {
        edits.push(Edit::delete(Span::new(start, start + leading)));
        if bare(source[..link.span().start as usize].chars().next_back()) {
            edits.push(Edit::insert(link.span().start as usize, outside(&source[start..start + leading])));
        }
    }
    if trailing > 0 {
        edits.push(Edit::delete(Span::new(end - trailing, end)));
        if bare(source[link.span().end as usize..].chars().next()) {
            edits.push(Edit::insert(link.span().end as usize, outside(&source[end - trailing..end])));
        }
    }
    edits
}
