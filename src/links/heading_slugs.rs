//! The ids that a host makes of the headings of a note, for people who want to link to them.

use rustc_hash::FxHashMap;

use super::anchors::note_anchors;
use crate::markdown::document::{Document, Kind};
use crate::markdown::flavour::Flavour;
use crate::text::heading_ids::HeadingIds;
use crate::text::source::{Source, TooLong};

/// A heading and its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingSlug {
    /// The line of the heading, from 1.
    pub line: usize,
    /// Its level, 1 to 6.
    pub level: u32,
    /// Its text, without markup.
    pub text: String,
    /// The id, as a link names it after `#`; `None` if the host gives it none, or does not say which.
    pub slug: Option<String>,
}

/// The headings of the note `text`, each with its id on the host of `flavour`. A heading with several ids has the one that the
/// host shows.
///
/// # Errors
/// If the text is too large for a note.
pub fn heading_slugs(text: &str, flavour: Flavour) -> Result<Vec<HeadingSlug>, TooLong> {
    let source = Source::new(text.to_owned())?.with_flavour(flavour);
    let document = Document::parse(&source);
    let found = note_anchors(&document);
    let mut first: FxHashMap<_, &str> = FxHashMap::default();
    // CommonMark does not say which ids headings have.
    let is_known = document.profile().heading_ids != HeadingIds::Unknown;
    for anchor in found.anchors.iter().filter(|_| is_known) {
        first.entry(anchor.span).or_insert(&*anchor.name);
    }
    let headings = document.of_kind(Kind::Heading).map(|heading| HeadingSlug {
        line: source.lines().line(heading.span().start as usize) + 1,
        level: heading.level(),
        text: heading.text().clone(),
        slug: first.get(&heading.span()).map(|slug| (*slug).to_owned()),
    });
    Ok(headings.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slugs(text: &str, flavour: Flavour) -> Vec<(usize, Option<String>)> {
        heading_slugs(text, flavour).unwrap().into_iter().map(|found| (found.line, found.slug)).collect()
    }

    #[test]
    fn each_host_makes_its_own_ids() {
        let text = "# AWS の概要\n\n## 料金 {#price}\n\n## 料金\n\n##### 深い\n";
        let some = |slug: &str| Some(slug.to_owned());
        assert_eq!(
            slugs(text, Flavour::Github),
            [(1, some("aws-の概要")), (3, some("料金-price")), (5, some("料金")), (7, some("深い"))]
        );
        assert_eq!(slugs(text, Flavour::Hugo)[1], (3, some("price")));
        assert_eq!(slugs(text, Flavour::Zenn)[3], (7, None), "Zenn gives ids to levels 1 to 4 only");
        assert!(slugs(text, Flavour::Commonmark).iter().all(|(_, slug)| slug.is_none()));
    }
}
