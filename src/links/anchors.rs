//! The anchors of a note: what a fragment can name.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::Anchor;
use crate::links::definitions::fold;
use crate::links::html::{self, Tag};
use crate::markdown::document::{Document, Kind, Node, NodeId};
use crate::markdown::hash_lines::{HashLine, deeper_than_headings};
use crate::markdown::slug::{Slugger, slug};
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;

/// The anchors of `document`, sorted by name: GitHub's slugs of headings (Markdown and HTML) and the HTML attributes
/// `id` and `name`. A heading with an explicit id (`{#id}`, `{: #id}`, `{/*id*/}`) has that anchor too, because
/// renderers other than GitHub's support it.
pub fn anchors(document: &Document<'_>) -> Vec<Anchor> {
    let mut anchors = note_anchors(document).anchors;
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
    let source = document.source();
    let anchor = |found: HashLine| {
        let title = source.slice(Span { start: found.opening.end, end: found.line.end }).unicode_trim();
        let line = u32::try_from(source.lines().line(found.line.start as usize) + 1).unwrap_or(u32::MAX);
        let level = u8::try_from(found.opening.len()).unwrap_or(u8::MAX);
        Anchor { name: slug(title).into(), span: found.line, line, level }
    };
    deeper_than_headings(document).into_iter().map(anchor).collect()
}

/// All anchors of a note, including those with the same name as an earlier one.
#[derive(Debug, Default)]
pub struct NoteAnchors {
    /// In a fixed order for each target: for a heading, the slug of its whole text, its explicit id, the slug of the
    /// text without the id. `line` is not set.
    pub anchors: Vec<Anchor>,
    /// The spans of the anchors that are headings, in Markdown or HTML. The others are tags, or ids of the flavour.
    pub headings: FxHashSet<Span>,
}

/// All anchors of `document`, target by target.
pub fn note_anchors(document: &Document<'_>) -> NoteAnchors {
    let mut found = AnchorCollector::default();
    for node in document.nodes() {
        match node.kind() {
            Kind::Heading => found.heading(node),
            Kind::FootnoteReference => {
                found.footnote(node);
            }
            Kind::InlineHtml => html::tags(node.source()).for_each(|tag| found.tag(&tag, node.span())),
            Kind::HtmlBlock => found.html_block(node),
            _ => {}
        }
    }
    for (id, span) in &document.source().syntax().ids {
        found.push(&**id, *span);
    }
    NoteAnchors { anchors: found.anchors, headings: found.headings }
}

/// The anchors that markdownlint knows in `document`: Markdown headings, `{#id}` at the end of a heading, `id` on any
/// element and `name` on `<a>`.
pub fn strict(document: &Document<'_>) -> FxHashSet<String> {
    let mut found = AnchorCollector::default();
    let mut names = FxHashSet::default();
    for node in document.nodes() {
        match node.kind() {
            Kind::Heading => {
                let text = found.text(node);
                names.insert(found.slugger.add(&text));
                names.extend(
                    text.unicode_trim_end()
                        .strip_suffix('}')
                        .and_then(|text| text.rsplit_once("{#"))
                        .map(|(_, id)| id.to_owned()),
                );
            }
            Kind::FootnoteReference => {
                found.footnote(node);
            }
            Kind::InlineHtml | Kind::HtmlBlock => {
                for tag in html::tags(node.source()).filter(|tag| !tag.end) {
                    names.extend(tag.attribute("id").map(|id| id.value.to_owned()));
                    names.extend(tag.attribute("name").filter(|_| tag.is(&["a"])).map(|name| name.value.to_owned()));
                }
            }
            _ => {}
        }
    }
    names
}

#[derive(Default)]
struct AnchorCollector {
    anchors: Vec<Anchor>,
    headings: FxHashSet<Span>,
    slugger: Slugger,
    /// The level of the heading being visited; 0 outside headings.
    level: u8,
    /// The displayed numbers of footnotes, by label.
    footnotes: FxHashMap<String, usize>,
}

impl AnchorCollector {
    fn push(&mut self, name: impl Into<Box<str>>, span: Span) {
        self.anchors.push(Anchor { name: name.into(), span, line: 0, level: self.level });
    }

    fn heading(&mut self, heading: Node<'_>) {
        let text = self.text(heading);
        let slug = self.slugger.add(&text);
        self.headings.insert(heading.span());
        self.level = u8::try_from(heading.level()).unwrap_or(0);
        self.push(slug, heading.span());
        if let Some((title, id)) = named(&text) {
            self.push(id, heading.span());
            self.named_title(title, heading.span());
        }
        self.level = 0;
    }

    /// Adds the slug of the heading's text without its explicit id.
    fn named_title(&mut self, title: &str, span: Span) {
        self.push(slug(title.unicode_trim_end()), span);
    }

    /// The text from which GitHub builds the slug: text and code. Image descriptions, tags and line endings are left
    /// out, and a footnote reference is its number.
    fn text(&mut self, heading: Node<'_>) -> String {
        let mut text = String::new();
        let mut skip_to = NodeId(0);
        for node in heading.descendants() {
            if node.id() < skip_to {
                continue;
            }
            match node.kind() {
                Kind::Text | Kind::Code | Kind::Math => text.push_str(node.literal()),
                Kind::BareUrl => text.push_str(node.source()),
                Kind::FootnoteReference => text.push_str(&self.footnote(node).to_string()),
                Kind::Image => {
                    if let Some(last) = node.descendants().last() {
                        skip_to = NodeId(last.id().0 + 1);
                    }
                }
                _ => {}
            }
        }
        text
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
            if is_id || component && name.ends_with("Id") {
                self.push(html::decode_attribute(attribute.value), span);
            }
        }
    }

    fn html_block(&mut self, block: Node<'_>) {
        const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
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
            if !tag.is(&HEADINGS) {
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
        self.headings.insert(span);
        self.push(slug, span);
        if text.unicode_trim() != text {
            self.named_title(text.unicode_trim(), span);
        }
    }
}

/// Splits a heading that ends with an explicit id into its title and the id.
fn named(text: &str) -> Option<(&str, &str)> {
    let (title, braces) = text.unicode_trim_end().strip_suffix('}')?.rsplit_once('{')?;
    // `{/*id*/}` is an MDX comment. Markdown parses its asterisks as emphasis.
    if let Some(id) = braces.strip_prefix('/').and_then(|braces| braces.strip_suffix('/')) {
        return Some((title, id.trim_matches(['*', ' '])));
    }
    let words = braces.trim_start_matches(':').unicode_words();
    words.filter_map(|word| word.strip_prefix('#')).find(|id| !id.is_empty()).map(|id| (title, id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    fn names(text: &str) -> Vec<String> {
        let source = Source::new(text.to_owned()).unwrap();
        anchors(&Document::parse(&source)).into_iter().map(|anchor| anchor.name.into()).collect()
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
