//! `swallowing-url`: a bare URL that GitHub's autolinks run on into the text behind it.

use crate::links::html;
use crate::links::pseudo;
use crate::links::reading::reading;
use crate::lint::prelude::*;
use crate::markdown::autolink::{AutolinkKind, autolinks, is_pointed, reach};

pub(crate) struct SwallowingUrl;

rule!(SwallowingUrl {
    summary: Text {
        en: "a bare URL whose link runs on into the text behind it",
        ja: "URL のリンクが後ろの文章まで巻き込んでいる",
    },
    severity: Severity::Error,
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
});

impl Check for SwallowingUrl {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::BareUrl])
    }

    fn node(&self, note: &Note<'_>, link: Node<'_>, sink: &mut Sink<'_>) {
        let start = link.span().start as usize;
        // A link with full-width brackets is another fault, mended in another way.
        if in_attribute(note, start) || pseudo::of_url(link).is_some() {
            return;
        }
        let source = link.source();
        let mut url = 0;
        // What is swallowed may hold another URL, which swallows in its turn.
        loop {
            let end = url + reading(&source[url..]);
            let swallowed = &source[end..];
            if swallowed.is_empty() {
                if let Some(tail) = beyond_marks(note, link) {
                    let url = Span::new(start + url, start + end);
                    report(link, [url, tail], note.source.slice(url), note.source.slice(tail), sink);
                }
                return;
            }
            let next = next_url(swallowed).map(|next| end + next);
            let place = |from: usize, to: usize| Span::new(start + from, start + to);
            let spans = [place(url, end), place(end, next.unwrap_or(source.len()))];
            report(link, spans, &source[url..end], swallowed, sink);
            match next {
                Some(next) => url = next,
                None => return,
            }
        }
    }
}

/// What GitHub's link takes of the text behind marks that close right at the end of `link`: `**http://a.example/**、` has
/// no bold text on GitHub, nor has `http://a.example/[^1]` a footnote.
fn beyond_marks(note: &Note<'_>, link: Node<'_>) -> Option<Span> {
    let end = link.span().end as usize;
    let text = note.source.text();
    let marked = if let Some(next) = link.next_sibling() {
        matches!(next.kind(), Kind::FootnoteReference | Kind::Code) && next.span().start == link.span().end
    } else {
        let emphasis = Kinds::of(&[Kind::Emphasis, Kind::Strong, Kind::Strikethrough]);
        let around = link.parent().filter(|parent| emphasis.contains(parent.kind()))?;
        // Behind the marks a letter of ASCII may be more of the address: `http://a.example/*/b`.
        text[around.span().end as usize..].starts_with(|char: char| !char.is_ascii())
    };
    let block =
        link.ancestors().find(|node| matches!(node.kind(), Kind::Paragraph | Kind::Heading | Kind::TableCell))?;
    let start = link.span().start as usize;
    let reach = start + reach(&text[start..(block.span().end as usize).max(end)]);
    (marked && reach > end).then(|| Span::new(end, reach))
}

/// Where the first URL begins in `swallowed`, which ends with the URL around it.
fn next_url(swallowed: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        // One scheme at a time: a URL would be read to the end again and again.
        let behind = from + swallowed[from..].find("://")? + "://".len();
        let end = swallowed[behind..].find("://").map_or(swallowed.len(), |next| behind + next);
        let before = swallowed[..from].chars().next_back();
        let mut links = autolinks(&swallowed[from..end], before);
        if let Some(link) = links.find(|link| link.kind == AutolinkKind::Url) {
            return Some(from + link.range.start);
        }
        from = behind;
    }
}

fn report(link: Node<'_>, [url_span, tail]: [Span; 2], url: &str, swallowed: &str, sink: &mut Sink<'_>) {
    let shown = excerpt(url);
    let behind = if swallowed.unicode_trim().is_empty() { "U+3000".to_owned() } else { excerpt(swallowed) };
    let report = sink
        .report(
            tail,
            message!(
                "the link to `{shown}` runs on into `{behind}`",
                "`{shown}` のリンクが `{behind}` まで続いている"
            ),
        )
        .note(message!(
            "on GitHub a bare URL goes on to the next ASCII space or `<`: the link leads to an address that does not exist",
            "GitHub の自動リンクは半角スペースか `<` まで続くため、存在しないアドレスへのリンクになる"
        ));
    if !is_pointed(url) || html::may_begin_block(link) {
        return;
    }
    // What is left may still have a word too many: `…/releases下载`.
    let sure = url.is_ascii();
    report.fix(
        if sure { Applicability::Safe } else { Applicability::Unsafe },
        Effect::Structure,
        message!("put the URL between `<` and `>`", "URL を `<` と `>` で囲む"),
        vec![Edit::insert(url_span.start as usize, "<"), Edit::insert(url_span.end as usize, ">")],
    );
}

/// Whether the URL is the value of an attribute in a tag that is broken: its own fault, and not mended by `<…>`.
fn in_attribute(note: &Note<'_>, start: usize) -> bool {
    let before = &note.source.text()[..start];
    before.strip_suffix(['"', '\'']).is_some_and(|before| before.ends_with('='))
}
