//! The outline of a construct as notelint reads it. `tests/hosts/README.md` describes outlines.

#![allow(
    clippy::match_same_arms,
    clippy::format_push_string,
    clippy::struct_excessive_bools,
    clippy::needless_lifetimes,
    clippy::elidable_lifetime_names,
    reason = "one arm for each kind of node"
)]

use std::collections::BTreeSet;

use notelint::links::anchors::note_anchors;
use notelint::links::html;
use notelint::markdown::document::{Document, Kind, LinkSyntax, Node};
use notelint::markdown::slug::decode_fragment;
use notelint::text::profile::{HeadingIds, Html, Profile};
use notelint::text::source::Source;

/// The outline of `source` for `aspect`.
pub fn of(aspect: &str, source: &Source) -> String {
    let document = Document::parse(source);
    let reader = Reader { document: &document, profile: document.profile() };
    let outline = match aspect {
        "anchors" => reader.anchors(),
        "links" => reader.links(),
        "marks" => joined(&reader.inline(document.root(), &Shown::MARKS)),
        "blocks" => reader.children(document.root()).join(" "),
        "html" => collapsed(&reader.inline(document.root(), &Shown::HTML).replace(" / ", " ")),
        "boxes" => reader.boxes(),
        "math" => collapsed(&reader.inline(document.root(), &Shown::MATH).replace(" / ", " ")),
        "text" => joined(&reader.inline(document.root(), &Shown::TEXT)),
        _ => panic!("an aspect without outline: {aspect}"),
    };
    outline.trim_matches(' ').to_owned()
}

/// Whether the outlines of the host and of notelint say the same.
pub fn agree(aspect: &str, source: &Source, host: &str, notelint: &str) -> bool {
    let profile = source.profile();
    match aspect {
        // A heading on GitHub also has the ids that are written for other hosts.
        "anchors" if matches!(profile.heading_ids, HeadingIds::None | HeadingIds::Unknown) => true,
        "anchors" => {
            let (host, notelint) = (names(host), names(notelint));
            host == notelint || profile.name == "github" && host.is_subset(&notelint)
        }
        "boxes" => host.contains("box:") == notelint.contains("box:"),
        // JSX and Vue leave out line endings beside tags.
        "html" if matches!(profile.html, Html::Jsx | Html::Vue) => beside_tags(host) == beside_tags(notelint),
        // kramdown puts a no-break space in empty cells.
        _ if host.contains('\u{a0}') => host.replace('\u{a0}', "") == notelint,
        _ => host == notelint || profile.smart_punctuation && plain(host) == plain(notelint),
    }
}

/// The anchors in an outline, without the ids that renderers give to footnotes.
fn names(outline: &str) -> BTreeSet<&str> {
    let words = outline.split(' ').map(|word| word.trim_start_matches('#'));
    words.filter(|word| !matches!(*word, "" | "-") && !word.starts_with("fn")).collect()
}

/// `text` without typographic punctuation.
fn plain(text: &str) -> String {
    let text = text.replace(['“', '”', '«', '»'], "\"").replace(['‘', '’'], "'");
    text.replace('—', "---").replace('–', "--").replace('…', "...")
}

/// `text` without the spaces before and after tags.
fn beside_tags(text: &str) -> String {
    text.replace(" <", "<").replace("> ", ">")
}

fn collapsed(text: &str) -> String {
    text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `text`, whose blocks end with ` / `.
fn joined(text: &str) -> String {
    let blocks = text.split(" / ").map(collapsed);
    blocks.filter(|block| !block.is_empty()).collect::<Vec<_>>().join(" / ")
}

/// What an outline shows.
struct Shown {
    marks: bool,
    tags: bool,
    math: bool,
    breaks: bool,
}

impl Shown {
    const NOTHING: Self = Self { marks: false, tags: false, math: false, breaks: false };
    const MARKS: Self = Self { marks: true, ..Self::NOTHING };
    const HTML: Self = Self { tags: true, ..Self::NOTHING };
    const MATH: Self = Self { math: true, ..Self::NOTHING };
    const TEXT: Self = Self { breaks: true, ..Self::NOTHING };
}

struct Reader<'d> {
    document: &'d Document<'d>,
    profile: &'d Profile,
}

impl<'d> Reader<'d> {
    fn anchors(&self) -> String {
        let mut anchors = note_anchors(self.document).anchors;
        anchors.sort_by_key(|anchor| anchor.span);
        anchors.iter().map(|anchor| &*anchor.name).collect::<Vec<_>>().join(" ")
    }

    fn links(&self) -> String {
        let mut links = Vec::new();
        for node in self.document.nodes() {
            match node.kind() {
                Kind::BareUrl if node.link().form == LinkSyntax::Unlinked => {}
                Kind::Link | Kind::BareUrl | Kind::Autolink => {
                    let text = match node.kind() {
                        Kind::Link => self.inline(node, &Shown::NOTHING),
                        _ => self.piece(node, &Shown::NOTHING),
                    };
                    let mut target = node.link().destination.to_string();
                    if target.contains('@') && !target.contains(':') {
                        target.insert_str(0, "mailto:");
                    }
                    links.push((collapsed(&text), target));
                }
                Kind::InlineHtml if self.profile.html.has_elements() => {
                    for tag in html::tags(node.source()).filter(|tag| !tag.end && tag.is(&["a"])) {
                        let target = tag.attribute("href").map_or_else(String::new, |target| target.value.to_owned());
                        let after = node.next_sibling().map_or("", Node::literal);
                        links.push((after.to_owned(), target));
                    }
                }
                _ => {}
            }
        }
        let shown =
            |(text, target): (String, String)| format!("{}→{}", decode_fragment(&text), decode_fragment(&target));
        links.into_iter().map(shown).collect::<Vec<_>>().join("  ")
    }

    /// The text in `node`.
    fn inline(&self, node: Node<'_>, shown: &Shown) -> String {
        let mut text = String::new();
        for child in node.children() {
            text += &self.piece(child, shown);
        }
        text
    }

    fn piece(&self, node: Node<'_>, shown: &Shown) -> String {
        let marked = |tag: &str, text: String| {
            if shown.marks && !text.is_empty() { format!("<{tag}>{text}</{tag}>") } else { text }
        };
        let inner = || self.inline(node, shown);
        match node.kind() {
            Kind::Text if shown.breaks => node.literal().to_owned(),
            Kind::Text => node.literal().replace('<', "&lt;"),
            Kind::BareUrl => node.source().to_owned(),
            Kind::Autolink => node.source().trim_matches(['<', '>']).to_owned(),
            Kind::Code => marked("code", node.literal().replace('<', "&lt;")),
            Kind::Math if shown.math => format!("math[{}]", collapsed(node.literal())),
            Kind::Math => node.source().to_owned(),
            Kind::Strong => marked("strong", inner()),
            Kind::Emphasis => marked("em", inner()),
            Kind::Strikethrough => marked("del", inner()),
            Kind::InlineHtml => self.html(node, shown),
            Kind::HtmlBlock => self.html(node, shown) + " / ",
            Kind::FootnoteReference => "[^]".to_owned(),
            Kind::SoftBreak => " ".to_owned(),
            Kind::HardBreak => if shown.breaks { "⏎" } else { " " }.to_owned(),
            Kind::TaskMarker => if node.is_checked() { "☑ " } else { "☐ " }.to_owned(),
            Kind::Image | Kind::FootnoteDefinition | Kind::FrontMatter | Kind::ThematicBreak => String::new(),
            Kind::CodeBlock if shown.math && node.literal() == "math" => {
                format!("math[{}] / ", collapsed(&node.children().map(Node::literal).collect::<String>()))
            }
            Kind::CodeBlock => node.children().map(Node::literal).collect::<String>() + " / ",
            Kind::Link => inner(),
            _ => inner() + " / ",
        }
    }

    /// What the host shows of HTML.
    fn html(&self, node: Node<'_>, shown: &Shown) -> String {
        let source = node.source();
        // The script and the style of a component.
        if self.profile.html == Html::Vue && self.document.source().syntax().covers(node.span().start) {
            return String::new();
        }
        match self.profile.html {
            Html::Escaped if !is_break(source) && !is_comment(source) => return source.replace('<', "&lt;"),
            Html::Dropped => return String::new(),
            _ => {}
        }
        let (mut text, mut at) = (String::new(), 0);
        let escaped = |text: &str| {
            let text = html::decode_text(text);
            if shown.breaks { text.into_owned() } else { text.replace('<', "&lt;") }
        };
        let source = without_comments(source);
        for tag in html::tags(&source) {
            text += &escaped(&source[at..tag.range.start]);
            if tag.is(&["br"]) && shown.breaks {
                text += "⏎";
            } else if shown.tags && !tag.end {
                text += &format!("<{}>", tag.name.to_lowercase());
            }
            at = tag.range.end;
        }
        text + &escaped(&source[at..])
    }

    /// The blocks and the text in `node`.
    fn children(&self, node: Node<'_>) -> Vec<String> {
        let (mut found, mut run) = (Vec::new(), String::new());
        for child in node.children() {
            if child.kind() < Kind::Emphasis {
                found.extend(Some(collapsed(&std::mem::take(&mut run))).filter(|run| !run.is_empty()));
                found.extend(self.block(child));
            } else {
                run += &self.piece(child, &Shown::NOTHING);
            }
        }
        found.extend(Some(collapsed(&run)).filter(|run| !run.is_empty()));
        found
    }

    fn block(&self, node: Node<'_>) -> Vec<String> {
        let within = |tag: &str| vec![format!("{tag}[{}]", self.children(node).join(" "))];
        match node.kind() {
            Kind::Heading => within(&format!("h{}", node.level())),
            Kind::List => within(if node.list_start().is_some() { "ol" } else { "ul" }),
            Kind::Item => within("li"),
            Kind::BlockQuote => within("quote"),
            Kind::ThematicBreak => vec!["hr".to_owned()],
            Kind::CodeBlock => {
                let code: String = node.children().map(Node::literal).collect();
                vec![format!("pre[{}]", collapsed(&code))]
            }
            Kind::Table => {
                let row = |row: Node<'_>| {
                    let cells = row.children().map(|cell| collapsed(&self.inline(cell, &Shown::NOTHING)));
                    format!("tr[{}]", cells.collect::<Vec<_>>().join(" | "))
                };
                vec![format!("table[{}]", node.children().map(row).collect::<Vec<_>>().join(" "))]
            }
            Kind::Paragraph => {
                let inside = node.parent().is_some_and(|parent| matches!(parent.kind(), Kind::Item | Kind::BlockQuote));
                let text = self.children(node).join(" ");
                if inside || text.is_empty() {
                    Some(text).filter(|text| !text.is_empty()).into_iter().collect()
                } else {
                    vec![format!("p[{text}]")]
                }
            }
            Kind::HtmlBlock => {
                Some(collapsed(&self.html(node, &Shown::NOTHING))).filter(|text| !text.is_empty()).into_iter().collect()
            }
            Kind::FootnoteDefinition | Kind::FrontMatter => Vec::new(),
            _ => self.children(node),
        }
    }

    /// Whether something is a box: a callout, or lines that are syntax of the host.
    fn boxes(&self) -> String {
        let source = self.document.source();
        let callout = |node: Node<'_>| {
            let alerts = self.profile.boxes.alerts;
            let first = node.source().lines().next().unwrap_or_default();
            let kind = first.trim_start_matches(['>', ' ']).trim_start_matches("[!");
            let (kind, rest) = kind.split_once(']').unwrap_or((kind, ""));
            let known = alerts.kinds.is_none_or(|kinds| kinds.contains(&&*kind.to_uppercase()));
            node.is_callout() && known && (alerts.titles || rest.trim().is_empty())
        };
        let mut boxes = self.document.of_kind(Kind::BlockQuote).filter(|node| callout(*node)).count();
        let lines = source.text().lines().map(|line| line.trim_start_matches(' '));
        for line in lines.filter(|line| line.starts_with([':', '!', '?', '='])) {
            let start = line.as_ptr() as usize - source.text().as_ptr() as usize;
            boxes += usize::from(source.syntax().covers(u32::try_from(start).unwrap()));
        }
        if boxes > 0 { "box:".to_owned() } else { String::new() }
    }
}

fn is_break(html: &str) -> bool {
    matches!(html.trim(), "<br>" | "<br/>" | "<br />")
}

fn is_comment(html: &str) -> bool {
    html.trim().starts_with("<!--") && !html.trim().contains("\n\n")
}

fn without_comments(html: &str) -> String {
    let (mut text, mut rest) = (String::new(), html);
    while let Some((before, after)) = rest.split_once("<!--") {
        text += before;
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    text + rest
}
