//! `vue-error`: text that Vue can't compile, or evaluates to nothing, on a VitePress page.

use rustc_hash::FxHashMap;

use crate::links::html;
use crate::lint::prelude::*;
use crate::markdown::containers;
use crate::markdown::flavour::{Evaluated, evaluated};
use crate::text::profile::{ExplicitIds, Html};
use crate::text::source::offset;

pub(crate) struct VueError;

rule!(VueError {
    summary: Text {
        en: "a tag or `{{ … }}` that breaks a VitePress page",
        ja: "VitePress のページを壊すタグや `{{ … }}`",
    },
    severity: Severity::Error,
    other_severity: Some(Severity::Warning),
    presets: &[Preset::Recommended.member()],
    about_syntax: true,
});

/// Elements without an end tag. For Vue, `<BR>` is not one.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// The names that Vue knows in every template (`isGloballyAllowed` in its source).
const GLOBALS: [&str; 25] = [
    "Infinity",
    "undefined",
    "NaN",
    "isFinite",
    "isNaN",
    "parseFloat",
    "parseInt",
    "decodeURI",
    "decodeURIComponent",
    "encodeURI",
    "encodeURIComponent",
    "Math",
    "Number",
    "Date",
    "Array",
    "Object",
    "Boolean",
    "String",
    "RegExp",
    "Map",
    "Set",
    "JSON",
    "Intl",
    "BigInt",
    "console",
];

impl Check for VueError {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        if note.document.profile().html != Html::Vue {
            return;
        }
        tags(note, sink);
        interpolations(note, sink);
        if note.document.profile().explicit_ids == ExplicitIds::AttributesOrList && note.source.text().contains('{') {
            attributes(note, sink);
        }
    }
}

/// Reports braces at the end of a block, which VitePress (markdown-it-attrs) reads as attributes of its element.
fn attributes(note: &Note<'_>, sink: &mut Sink<'_>) {
    let blocks = Kinds::of(&[Kind::Paragraph, Kind::Heading, Kind::TableCell]);
    for block in note.document.nodes().filter(|node| blocks.contains(node.kind())) {
        let start = block.span().start as usize;
        let text = block.source().trim_end_matches([' ', '\t', '|']);
        let Some((before, inside)) = text.strip_suffix('}').and_then(|text| text.rsplit_once('{')) else { continue };
        let place = Span::new(start + before.len(), start + text.len());
        let node = note.document.node_at(place.start as usize);
        let other = inside.is_blank() || inside.contains(['}', '\n', '\\']) || before.ends_with(['{', '\\']);
        if other || text.starts_with(":::") || matches!(node.kind(), Kind::Code | Kind::Math | Kind::InlineHtml) {
            continue;
        }
        // Attributes of an element in the text, as in `[a](b.md){target=_blank}`.
        let is_attached = node.kind() == Kind::Text
            && node.span().start == place.start
            && node.previous_sibling().is_some_and(|sibling| !before.ends_with(' ') && sibling.kind() > Kind::Text);
        attribute(note, place, inside, is_attached, sink);
    }
    // The lines of attributes below a block are not in the tree.
    let lines = note.source.lines();
    for index in 1..lines.count() {
        let line = lines.span(note.source.text(), index);
        let text = note.source.slice(line).md_trim();
        let is_last =
            index + 1 == lines.count() || note.source.slice(lines.span(note.source.text(), index + 1)).is_blank();
        let above = note.source.slice(lines.span(note.source.text(), index - 1));
        let Some(inside) = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) else { continue };
        let start = line.start as usize + note.source.slice(line).find('{').unwrap_or(0);
        if is_last && !above.is_blank() && note.source.syntax().covers(offset(start)) && !inside.contains(['{', '}']) {
            attribute(note, Span::new(start, start + text.len()), inside, true, sink);
        }
    }
}

/// Reports the attributes `inside` the braces at `place` if Vue can't compile them, or if they are text. `is_meant` is
/// whether they surely are attributes.
fn attribute(note: &Note<'_>, place: Span, inside: &str, is_meant: bool, sink: &mut Sink<'_>) {
    let shown = excerpt(note.source.slice(place));
    let bound =
        |word: &str| word.strip_prefix(':').is_some_and(|name| !name.starts_with(['.', '#']) && !name.contains('='));
    let words: Vec<&str> = inside.split_ascii_whitespace().collect();
    let comment = inside.md_trim().starts_with("/*") && inside.md_trim().ends_with("*/") && words.len() > 1;
    if comment || words.iter().any(|word| bound(word)) && words != [":"] {
        sink.report(
            place,
            message!("`{shown}` fails the build of the page", "`{shown}` があると、ページのビルドに失敗する"),
        )
        .note(message!(
            "VitePress reads `{{…}}` at the end of a block as attributes; write `{{#id}}` or `{{.class}}`",
            "VitePress はブロックの末尾の `{{…}}` を属性として読む。`{{#id}}` や `{{.class}}` のように書く"
        ));
        return;
    }
    let is_attribute = |word: &&str| {
        word.starts_with(['.', '#', '@', ':'])
            || word.contains('=')
            || word.ends_with(['"', '\''])
            || word.starts_with("v-")
    };
    if is_meant || words.iter().all(is_attribute) {
        return;
    }
    sink.report(
        place,
        message!(
            "`{shown}` is not shown: VitePress reads it as attributes",
            "`{shown}` が表示されない。VitePress では属性として扱われる"
        ),
    )
    .at_most(Severity::Warning)
    .note(message!(
        "this happens at the end of a block; write `\\{{`, or use code",
        "ブロックの末尾で起こる。`\\{{` と書くか、コードにする"
    ));
}

/// Reports start tags without an end tag in the note, and end tags without a start tag.
fn tags(note: &Note<'_>, sink: &mut Sink<'_>) {
    let mut open: FxHashMap<String, Vec<Span>> = FxHashMap::default();
    let html = note.document.nodes().filter(|node| matches!(node.kind(), Kind::InlineHtml | Kind::HtmlBlock));
    for node in html {
        let start = node.span().start as usize;
        for tag in html::tags(node.source()) {
            let span = Span::new(start + tag.range.start, start + tag.range.end);
            let written = note.source.slice(span);
            if VOID.contains(&tag.name) || !written.ends_with('>') || written.ends_with("/>") {
                continue;
            }
            if tag.end {
                if open.get_mut(tag.name).and_then(Vec::pop).is_none() {
                    unopened(span, written, sink);
                }
            } else {
                open.entry(tag.name.to_owned()).or_default().push(span);
            }
        }
    }
    let mut unclosed: Vec<Span> = open.into_values().flatten().collect();
    unclosed.sort_unstable();
    for span in unclosed {
        let (shown, name) = (excerpt(note.source.slice(span)), name(note.source.slice(span)));
        sink.report(
            span,
            message!("`{shown}` has no end tag: the page fails to build", "`{shown}` に終了タグがなく、ビルドに失敗する"),
        )
        .note(message!(
            "VitePress compiles tags with Vue; write `&lt;{name}>` or code for text, or add `</{name}>`",
            "VitePress はタグを Vue でコンパイルする。文字なら `&lt;{name}>` かコードで書き、要素なら `</{name}>` で閉じる"
        ));
    }
}

fn unopened(span: Span, written: &str, sink: &mut Sink<'_>) {
    let shown = excerpt(written);
    sink.report(
        span,
        message!("`{shown}` has no start tag: the page fails to build", "`{shown}` に開始タグがなく、ビルドに失敗する"),
    );
}

/// The name of the element of `tag`.
fn name(tag: &str) -> &str {
    tag[1..].split(|char: char| char.is_ascii_whitespace() || matches!(char, '>' | '/')).next().unwrap_or("")
}

/// Reports `{{ … }}` that Vue can't evaluate.
fn interpolations(note: &Note<'_>, sink: &mut Sink<'_>) {
    let text = note.source.text();
    if !text.contains("{{") {
        return;
    }
    let is_script = |block: Node<'_>| block.source().trim_ascii_start().starts_with("<script");
    let has_variables = text.contains("v-for") || text.contains("v-slot");
    let has_script = has_variables || note.document.of_kind(Kind::HtmlBlock).any(is_script);
    let raw = raw(note);
    let mut from = 0;
    while let Some(start) = text[from..].find("{{").map(|start| from + start) {
        let line_end = note.source.line_at(start).end as usize;
        let Some(end) = text[start..line_end].find("}}").map(|end| start + end + 2) else {
            from = start + 2;
            continue;
        };
        from = end;
        let (place, node) = (Span::new(start, end), note.document.node_at(start));
        // VitePress keeps Vue from what is in fences, but not from other code.
        let block = std::iter::once(node).chain(node.ancestors()).find(|node| node.kind() == Kind::CodeBlock);
        let code = block.is_some_and(Node::is_fenced) || node.kind() == Kind::FrontMatter;
        let html = matches!(node.kind(), Kind::Html | Kind::HtmlBlock) && !note.source.syntax().covers(place.start);
        if code || html || raw.iter().any(|raw| raw.covers(place)) || is_raw(node, place) {
            continue;
        }
        let expression = text[start + 2..end - 2].unicode_trim();
        interpolation(place, &text[start..end], expression, has_script, sink);
    }
}

/// The containers whose content Vue leaves alone.
fn raw(note: &Note<'_>) -> Vec<Span> {
    let found = containers::of_document(note.document);
    let raw =
        found.containers.iter().filter(|container| note.source.slice(container.opening.rest).starts_with("v-pre"));
    let end = |container: &containers::Container| container.closing.as_ref().map(|line| line.colons.end);
    raw.map(|container| Span {
        start: container.opening.colons.start,
        end: end(container).unwrap_or(note.document.root().span().end),
    })
    .collect()
}

/// Whether an element with `v-pre` may be around `place`: one begins in the same block.
fn is_raw(node: Node<'_>, place: Span) -> bool {
    let blocks = Kinds::of(&[Kind::Paragraph, Kind::Heading, Kind::TableCell, Kind::HtmlBlock]);
    let block = std::iter::once(node).chain(node.ancestors()).find(|node| blocks.contains(node.kind()));
    block.is_some_and(|block| block.source()[..(place.start - block.span().start) as usize].contains("v-pre"))
}

fn interpolation(place: Span, written: &str, expression: &str, has_script: bool, sink: &mut Sink<'_>) {
    let shown = excerpt(written);
    // In MDX, a tag is an expression.
    let evaluated = if expression.starts_with('<') { Evaluated::Invalid } else { evaluated(expression) };
    let report = match evaluated {
        Evaluated::Invalid => sink.report(
            place,
            message!(
                "`{shown}` is not JavaScript: the page fails to build",
                "`{shown}` は JavaScript ではなく、ビルドに失敗する"
            ),
        ),
        Evaluated::Reads(variables) if !has_script => {
            let unknown = |name: &&&str| !GLOBALS.contains(name) && !name.starts_with('$');
            let is_used = |name: &&&str| has_access(expression, name);
            let Some(name) = variables.iter().filter(unknown).find(is_used).or(variables.iter().find(unknown)) else {
                return;
            };
            if is_used(&name) {
                sink.report(
                    place,
                    message!(
                        "`{name}` in `{shown}` is not defined: the page stays empty",
                        "`{shown}` の `{name}` が定義されておらず、ページ全体が空になる"
                    ),
                )
            } else {
                sink.report(
                    place,
                    message!(
                        "`{shown}` shows nothing: `{name}` is not defined",
                        "`{name}` が定義されておらず、`{shown}` は何も表示しない"
                    ),
                )
                .at_most(Severity::Warning)
            }
        }
        _ => return,
    };
    report.note(message!(
        "VitePress evaluates `{{{{ … }}}}` with Vue, also in code spans; `::: v-pre` or `<span v-pre>` prevents it",
        "VitePress は `{{{{ … }}}}` をコードスパンの中でも Vue で評価する。`::: v-pre` か `<span v-pre>` で囲むと評価されない"
    ));
}

/// Whether `expression` surely calls the variable `name` or reads a property of it.
fn has_access(expression: &str, name: &str) -> bool {
    let word = |char: char| char.is_alphanumeric() || matches!(char, '_' | '$' | '.');
    let sure = !["&&", "||", "?"].iter().any(|operator| expression.contains(operator));
    sure && expression.match_indices(name).any(|(at, _)| {
        let after = expression[at + name.len()..].unicode_trim();
        !expression[..at].ends_with(word) && after.starts_with(['.', '(', '['])
    })
}
