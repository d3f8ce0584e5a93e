//! The anchors of a note: what a fragment can name.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::Anchor;
use crate::links::definitions::fold;
use crate::links::heading_text::{HeadingText, heading_text};
use crate::links::html::{self, Tag};
use crate::links::nearest::letters;
use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::hash_lines::{HashLine, deeper_than_headings};
use crate::markdown::slug::explicit::{HeadingEnd, heading_end};
use crate::markdown::slug::{self, Slugger, slug};
use crate::markdown::syntax;
use crate::text::profile::{ExplicitIds, HeadingIds, Html, Profile};
use crate::text::source::Span;
use crate::text::whitespace::{Whitespace as _, is_space};

/// The anchors of `document`, sorted by name: the ids of headings as the host makes them, and the HTML attributes `id`
/// and `name` where the host shows HTML. On GitHub, a heading with an explicit id (`{#id}`, `{: #id}`, `{/*id*/}`) has
/// that anchor too, because it is written for another host.
///
/// Also the ids that the host does not read, sorted by name: in HTML that is not shown, in braces, and of headings that
/// are too deep to have one.
pub fn anchors(document: &Document<'_>) -> [Vec<Anchor>; 2] {
    let NoteAnchors { anchors, ignored, .. } = note_anchors(document);
    [anchors, ignored].map(|found| sorted(document, found))
}

fn sorted(document: &Document<'_>, mut anchors: Vec<Anchor>) -> Vec<Anchor> {
    // Browsers jump to the first element with a given id.
    anchors.sort_by(|a, b| (&a.name, a.span).cmp(&(&b.name, b.span)));
    anchors.dedup_by(|a, b| a.name == b.name);
    let lines = document.source().lines();
    for anchor in &mut anchors {
        anchor.line = u32::try_from(lines.line(anchor.span.start as usize) + 1).unwrap_or(u32::MAX);
    }
    anchors
}

/// The anchors that lines with more than six `#` would have if they were headings. Their level is the number of `#`.
pub fn too_deep(document: &Document<'_>) -> Vec<Anchor> {
    let (source, ids) = (document.source(), document.profile().heading_ids);
    let anchor = |found: HashLine| {
        let title = source.slice(Span { start: found.opening.end, end: found.line.end }).unicode_trim();
        let line = u32::try_from(source.lines().line(found.line.start as usize) + 1).unwrap_or(u32::MAX);
        let level = u8::try_from(found.opening.len()).unwrap_or(u8::MAX);
        Anchor { name: slug(ids, title).into(), span: found.line, line, level, letters: None }
    };
    deeper_than_headings(document).into_iter().map(anchor).collect()
}

/// All anchors of a note, including those with the same name as an earlier one.
#[derive(Debug, Default)]
pub struct NoteAnchors {
    /// In a fixed order for each target: for a heading on GitHub, the slug of its whole text, its explicit id, the slug
    /// of the text without the id. `line` is not set.
    pub anchors: Vec<Anchor>,
    /// The spans of the anchors that are headings, in Markdown or HTML. The others are tags, or ids of the flavour.
    pub headings: FxHashSet<Span>,
    /// The ids that the host does not read.
    pub ignored: Vec<Anchor>,
}

/// All anchors of `document`, target by target.
pub fn note_anchors(document: &Document<'_>) -> NoteAnchors {
    let mut found = AnchorCollector::new(document.profile());
    found.reserve(document);
    for node in document.nodes() {
        match node.kind() {
            Kind::Heading => found.heading(document, node),
            Kind::FootnoteReference => {
                found.footnote(node);
            }
            Kind::InlineHtml => html::tags(node.source()).for_each(|tag| found.tag(&tag, node.span())),
            Kind::HtmlBlock => found.html_block(node),
            _ => {}
        }
    }
    let headings: Vec<Span> = document.of_kind(Kind::Heading).map(Node::span).collect();
    for (id, span) in &document.source().syntax().ids {
        // Headings have read the braces at their ends. Of the others in them, those after an element belong to it.
        let nearest = headings.partition_point(|heading| heading.start <= span.start).checked_sub(1);
        let is_outside = nearest.is_none_or(|nearest| headings[nearest].end < span.end);
        if is_outside || !document.source().text()[..span.start as usize].ends_with(is_space) {
            found.push(&**id, *span);
        }
    }
    found.found
}

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

struct AnchorCollector<'p> {
    profile: &'p Profile,
    found: NoteAnchors,
    slugger: Slugger,
    /// The level of the heading being visited; 0 outside headings.
    level: u8,
    /// The displayed numbers of footnotes, by label.
    footnotes: FxHashMap<String, usize>,
}

impl<'p> AnchorCollector<'p> {
    fn new(profile: &'p Profile) -> Self {
        Self {
            profile,
            found: NoteAnchors::default(),
            slugger: Slugger::new(profile.heading_ids),
            level: 0,
            footnotes: FxHashMap::default(),
        }
    }

    fn anchor(&self, name: impl Into<Box<str>>, span: Span) -> Anchor {
        Anchor { name: name.into(), span, line: 0, level: self.level, letters: None }
    }

    fn push(&mut self, name: impl Into<Box<str>>, span: Span) {
        let anchor = self.anchor(name, span);
        self.found.anchors.push(anchor);
    }

    fn ignore(&mut self, name: impl Into<Box<str>>, span: Span) {
        let anchor = self.anchor(name, span);
        self.found.ignored.push(anchor);
    }

    /// Python-Markdown knows the ids that the note sets before it makes those of headings.
    fn reserve(&mut self, document: &Document<'_>) {
        if slug::repeat_mark(self.profile.heading_ids) == '_' {
            document.source().syntax().ids.iter().for_each(|(id, _)| self.slugger.reserve(id));
        }
    }

    fn heading(&mut self, document: &Document<'_>, heading: Node<'_>) {
        let found = self.text(heading);
        let Profile { heading_ids: ids, explicit_ids, .. } = *self.profile;
        self.found.headings.insert(heading.span());
        self.level = u8::try_from(heading.level()).unwrap_or(0);
        let end = self.end(&found);
        if heading.level() > ids.deepest() || ids == HeadingIds::None {
            let ids = if ids == HeadingIds::None { HeadingIds::Github } else { ids };
            self.ignore(slug(ids, &found.text), heading.span());
        } else if explicit_ids == ExplicitIds::Unknown {
            self.push_all(&found.text, end, heading.span());
        } else if let Some(id) = end.id.or_else(|| self.id_below(document, heading)) {
            if !matches!(explicit_ids, ExplicitIds::Mdx | ExplicitIds::Kramdown) {
                self.slugger.reserve(id);
            }
            self.push(id, heading.span());
        } else if !(syntax::lines(heading).len() > 1 && ids.need_one_line() || end.title.is_empty() && ids.need_text())
        {
            self.push_made(end.title, heading.span());
        }
        if explicit_ids == ExplicitIds::None
            && let Some(id) = heading_end(ExplicitIds::Unknown, &found.text).id
        {
            self.ignore(id, heading.span());
        }
        self.level = 0;
    }

    /// The end of a heading with the text `found`.
    fn end<'t>(&self, found: &'t HeadingText) -> HeadingEnd<'t> {
        let end = heading_end(self.profile.explicit_ids, &found.text);
        let anywhere = matches!(self.profile.explicit_ids, ExplicitIds::Unknown | ExplicitIds::Mdx);
        let is_plain = anywhere || found.text[end.title.len()..].len() <= found.text.len() - found.plain;
        if is_plain { end } else { HeadingEnd { title: &found.text, id: None } }
    }

    /// The id in kramdown's attribute list on the line below `heading`.
    fn id_below<'d>(&self, document: &'d Document<'_>, heading: Node<'_>) -> Option<&'d str> {
        if self.profile.explicit_ids != ExplicitIds::Kramdown {
            return None;
        }
        let (source, end) = (document.source(), heading.span().end);
        let ids = &source.syntax().ids;
        let (id, span) = ids.get(ids.partition_point(|(_, span)| span.start < end))?;
        let between = source.text().get(end as usize..span.start as usize)?;
        (between.is_blank() && between.matches('\n').count() == 1).then_some(&**id)
    }

    /// Adds the anchors of a heading that may be written for any host.
    fn push_all(&mut self, text: &str, end: HeadingEnd<'_>, span: Span) {
        let slug = self.slugger.add(text);
        self.push(slug, span);
        if let Some(id) = end.id {
            self.push(id, span);
            self.push_title(end.title, span);
        }
    }

    /// Adds the slug of the heading's text without its explicit id.
    fn push_title(&mut self, title: &str, span: Span) {
        self.push(slug(self.profile.heading_ids, title.unicode_trim_end()), span);
    }

    /// Adds the id that the host makes of `title`.
    fn push_made(&mut self, title: &str, span: Span) {
        let ids = self.profile.heading_ids;
        let name = self.slugger.add(title);
        let letters = ids.lose_letters().then(|| letters(title).into_boxed_str());
        let anchor = Anchor { letters, ..self.anchor(name, span) };
        self.found.anchors.push(anchor);
        match ids {
            // Tools that publish a vault use slugs.
            HeadingIds::Obsidian => self.push(slug(HeadingIds::Github, title), span),
            // Names of emoji don't count, and others do.
            HeadingIds::Vitepress => {
                if let Some(title) = without_emoji(title) {
                    self.push(slug(ids, &title), span);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, heading: Node<'_>) -> HeadingText {
        let profile = self.profile;
        heading_text(heading, profile, |reference| self.footnote(reference))
    }

    /// The displayed number of a footnote.
    fn footnote(&mut self, reference: Node<'_>) -> usize {
        let next = self.footnotes.len() + 1;
        *self.footnotes.entry(fold(reference.literal())).or_insert(next)
    }

    fn tag(&mut self, tag: &Tag<'_>, span: Span) {
        // MDX components pass ids on in props such as `titleId`.
        let component = tag.name.starts_with(|char: char| char.is_ascii_uppercase());
        for attribute in tag.attributes.iter().filter(|_| !tag.end) {
            let name = attribute.name;
            let is_id = name.eq_ignore_ascii_case("id") || name.eq_ignore_ascii_case("name");
            if !(is_id || component && name.ends_with("Id")) {
                continue;
            }
            let id = html::decode_attribute(attribute.value);
            let has_ids = self.profile.element_ids || tag.is(&HEADINGS);
            if matches!(self.profile.html, Html::Escaped | Html::Dropped) || !has_ids {
                self.ignore(id, span);
            } else {
                self.push(id, span);
            }
        }
    }

    fn html_block(&mut self, block: Node<'_>) {
        let source = block.source();
        let start = block.span().start as usize;
        // The text since the start tag of the heading, and the offset of that tag.
        let mut heading: Option<(String, usize)> = None;
        let mut after = 0;
        for tag in html::tags(source) {
            if let Some((text, _)) = &mut heading {
                text.push_str(&html::decode_text(&source[after..tag.range.start]));
            }
            after = tag.range.end;
            self.tag(&tag, Span::new(start + tag.range.start, start + tag.range.end));
            if !tag.is(&HEADINGS) || !self.profile.heading_ids.cover_html() {
                continue;
            }
            match heading.take() {
                Some((text, from)) if tag.end => self.html_heading(&text, Span::new(start + from, start + after)),
                _ => heading = (!tag.end).then(|| (String::new(), tag.range.start)),
            }
        }
    }

    fn html_heading(&mut self, text: &str, span: Span) {
        let slug = self.slugger.add(text);
        self.found.headings.insert(span);
        self.push(slug, span);
        if text.unicode_trim() != text {
            self.push_title(text.unicode_trim(), span);
        }
    }
}

/// `title` without the names between colons (`:rocket:`); `None` if it has none.
fn without_emoji(title: &str) -> Option<String> {
    let parts: Vec<&str> = title.split(':').collect();
    let is_name = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-'))
    };
    let inner = 1..parts.len().saturating_sub(1);
    if !inner.clone().any(|index| is_name(parts[index])) {
        return None;
    }
    let kept = parts.iter().enumerate().filter(|(index, part)| !(inner.contains(index) && is_name(part)));
    Some(kept.map(|(_, part)| *part).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    fn names(text: &str) -> Vec<String> {
        let source = Source::new(text.to_owned()).unwrap();
        let [anchors, _] = anchors(&Document::parse(&source));
        anchors.into_iter().map(|anchor| anchor.name.into()).collect()
    }

    #[test]
    fn headings_by_their_rendered_text() {
        assert_eq!(names("# [Amazon **EC2**](x) `run`"), ["amazon-ec2-run"]);
        assert_eq!(names("## ![logo](l.png) ECS"), ["-ecs"]);
        assert_eq!(names("## <a name=\"Old\"></a>VPC"), ["Old", "vpc"]);
        assert_eq!(names("## R&amp;D \\*x"), ["rd-x"]);
        assert_eq!(names("## :rocket: はじめに"), ["rocket-はじめに"]);
        assert_eq!(names("two\nlines\n==="), ["twolines"]);
        assert_eq!(names("a[^n]\n\n# b[^m]\n\n[^n]: x\n\n[^m]: y"), ["b2"]);
        assert_eq!(names("a[^N]\n\n# b[^n]\n\n[^n]: x"), ["b1"]);
        assert_eq!(names("# a\n# a\n# A"), ["a", "a-1", "a-2"]);
    }

    #[test]
    fn html_has_anchors_too() {
        assert_eq!(names("x <a id='b'></a> <span name=c>"), ["b", "c"]);
        assert_eq!(names("<div id=\"A\">\n<h2>S3 &amp; <b>EFS</b></h2>\n</div>"), ["A", "s3--efs"]);
        assert_eq!(names("<h2>Caf&eacute; &#38; &#x6982;要</h2>"), ["café--概要"]);
        assert_eq!(names("<a id='x&#46;y'></a> <a name=\"a&copy=b\"></a>"), ["a&copy=b", "x.y"]);
        assert_eq!(names("<h1>\n Title\n</h1>\n\n# Title"), ["-title", "title"]);
        assert_eq!(names("<!-- <a id=\"b\"> -->\n\n`<a id=\"c\">`"), [""; 0]);
    }

    #[test]
    fn a_heading_may_have_an_explicit_id() {
        assert_eq!(names("# 使い方 {#usage}"), ["usage", "使い方", "使い方-usage"]);
        assert_eq!(names("# 使い方 {/*usage*/}"), ["usage", "使い方", "使い方-usage"]);
        assert_eq!(names("# A {: .x #usage }"), ["a", "a--x-usage-", "usage"]);
        assert_eq!(names("# `${x}`"), ["x"]);
    }
}
