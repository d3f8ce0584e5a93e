//! Tables of contents: lists of links to the headings of one note.

use crate::facts::{Anchor, Facts, LocalLink};
use crate::links::nearest;

/// Whether each of `links` is in its own item of the same list.
pub fn is_one_list(links: &[&LocalLink]) -> bool {
    let items: Option<Vec<[u32; 2]>> = links.iter().map(|link| link.link_text.as_deref()?.item).collect();
    items.is_some_and(|items| {
        items.windows(2).all(|pair| pair[0][0] == pair[1][0] && pair[0][1] < pair[1][1]) && items.len() > 1
    })
}

/// Whether the list that `links` are in agrees with the outline of the note with `facts`, if each link means its own of
/// `anchors`: wherever the text of a link, or of an item above it, is the text of a heading, that heading is among the
/// anchors or above the link's own.
pub fn matches_context(links: &[&LocalLink], anchors: &[&Anchor], facts: &Facts) -> bool {
    let mut headings: Vec<&Anchor> = facts.anchors.iter().filter(|anchor| anchor.level > 0).collect();
    headings.sort_by_key(|heading| heading.span);
    links.iter().zip(anchors).all(|(link, anchor)| {
        let own: Vec<String> = anchors.iter().map(|anchor| nearest::letters(&anchor.name)).collect();
        let mut around: Vec<&str> = Vec::new();
        let mut level = anchor.level;
        for heading in headings.iter().rev().filter(|heading| heading.span < anchor.span) {
            if heading.level < level {
                level = heading.level;
                around.push(&heading.name);
            }
        }
        let fits = |text: &str| {
            let called = |name: &str| nearest::matches_name(text, name);
            let known = headings.iter().any(|heading| called(&heading.name));
            !known || own.contains(&nearest::letters(text)) || around.iter().any(|name| called(name))
        };
        let link_text = link.link_text.as_deref();
        link_text.is_some_and(|link_text| fits(&link_text.text) && link_text.parents.iter().all(|parent| fits(parent)))
    })
}
