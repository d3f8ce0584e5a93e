//! `undefined-footnote`: a reference to a footnote that the note does not have.

use std::ops::RangeInclusive;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::links::definitions::fold;
use crate::links::footnotes::{self, MAX_LABEL};
use crate::lint::options::TextList;
use crate::lint::prelude::*;
use crate::text::whitespace::is_space;

pub(crate) struct UndefinedFootnote {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Labels to ignore. Case does not matter.
    ignored_labels: TextList,
}

rule!(UndefinedFootnote {
    options: Options,
    summary: Text {
        en: "a reference to a footnote that the note does not have", ja: "本文のない脚注への参照"
    },
    severity: Severity::Error,
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
});

impl Check for UndefinedFootnote {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        &['^'..='^']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        if !note.source.text().contains("[^") {
            return;
        }
        let defined: Vec<&str> = note.document.of_kind(Kind::FootnoteDefinition).map(Node::literal).collect();
        self.texts(note, &defined, sink);
        if note.document.profile().footnote_labels.match_case {
            other_case(note, &defined, sink);
        }
        if !note.document.profile().footnote_labels.spaces {
            spaced(note, &defined, sink);
        }
    }
}

impl UndefinedFootnote {
    /// Reports references that the parser returns as text, because no footnote has their label.
    fn texts(&self, note: &Note<'_>, defined: &[&str], sink: &mut Sink<'_>) {
        for text in note.document.of_kind(Kind::Text) {
            let source = text.source();
            let in_code = text.parent().is_some_and(|parent| parent.kind() == Kind::CodeBlock);
            for (at, _) in source.match_indices("[^").filter(|_| !in_code) {
                let end = source.floor_char_boundary(at + MAX_LABEL);
                let Some((label, _)) = source[at + 2..end].split_once(']') else { continue };
                let after = &source[at + label.len() + "[^]".len()..];
                let start = text.span().start as usize + at;
                let escaped = note.source.text()[..start].ends_with('\\');
                let free = !escaped && !after.starts_with([':', '(', '[']);
                let ignored = || self.options.ignored_labels.iter().any(|other| fold(other) == fold(label));
                let before = &note.source.text()[..start];
                if free && is_footnote(label, !defined.is_empty()) && !is_in_pattern(before, after, label) && !ignored()
                {
                    undefined(note, Span::new(start, start + label.len() + "[^]".len()), label, sink);
                }
            }
        }
    }
}

fn undefined(note: &Note<'_>, span: Span, label: &str, sink: &mut Sink<'_>) {
    let shown = excerpt(label);
    let message = message!("footnote `{shown}` is not defined", "脚注 `{shown}` が定義されていない");
    let report = sink.report(span, message);
    // Where there are no footnotes, the line would make it a link.
    if note.document.profile().footnotes.has(label) {
        report.note(message!(
            "without a line `[^{shown}]: text`, the brackets are shown as plain text",
            "`[^{shown}]: 本文` の行がないと、角括弧がそのまま表示される"
        ));
    }
}

/// Reports references whose label a footnote has in another case, on a host where the case matters.
fn other_case(note: &Note<'_>, defined: &[&str], sink: &mut Sink<'_>) {
    let profile = note.document.profile();
    let exact: FxHashSet<&str> = defined.iter().copied().collect();
    let by_case: FxHashMap<String, &str> = defined.iter().rev().map(|label| (fold(label), *label)).collect();
    for reference in note.document.of_kind(Kind::FootnoteReference) {
        let label = reference.literal();
        let Some(other) = by_case.get(&fold(label)).filter(|_| !exact.contains(label) && profile.footnotes.has(label))
        else {
            continue;
        };
        let (host, shown, found) = (profile.title, excerpt(label), excerpt(other));
        sink.report(
            reference.span(),
            message!("footnote `{shown}` is not defined", "脚注 `{shown}` が定義されていない"),
        )
        .note(message!(
            "there is a footnote `{found}`, but on {host} the case of a label matters",
            "脚注 `{found}` はあるが、{host} ではラベルの大文字・小文字が区別される"
        ))
        .fix(
            Applicability::Safe,
            Effect::Structure,
            message!("use `{found}`", "`{found}` にする"),
            vec![Edit::replace(reference.span(), format!("[^{other}]"))],
        );
    }
}

/// Reports references whose label has a space, on a host where it can't.
fn spaced(note: &Note<'_>, defined: &[&str], sink: &mut Sink<'_>) {
    let is_spaced = |node: &Node<'_>| node.literal().contains(is_space);
    let mut references = note.document.of_kind(Kind::FootnoteReference).filter(is_spaced).peekable();
    if references.peek().is_none() {
        return;
    }
    let labels: FxHashSet<String> = defined.iter().map(|label| fold(label)).collect();
    let definitions = note.document.of_kind(Kind::FootnoteDefinition).filter(is_spaced);
    let definitions: FxHashMap<String, Span> =
        definitions.map(|footnote| (fold(footnote.literal()), footnotes::label_span(footnote))).collect();
    for reference in references {
        let label = reference.literal();
        let (shown, host) = (excerpt(label), note.document.profile().title);
        let report = sink
            .report(reference.span(), message!("`[^{shown}]` is not a footnote", "`[^{shown}]` は脚注にならない"))
            .note(message!(
                "on {host}, the label of a footnote can't contain spaces",
                "{host} では、脚注のラベルに空白は使えない"
            ));
        let new = label.replace(is_space, "-");
        let definition = definitions.get(&fold(label)).filter(|_| !labels.contains(&fold(&new)));
        if let Some(&definition) = definition {
            let edits = [definition, reference.span()].map(|span| Edit::replace(span, format!("[^{new}]")));
            let title = message!("use `{new}`", "`{new}` にする");
            report.fix(Applicability::Unsafe, Effect::Structure, title, edits.into());
        }
    }
}

/// Whether what is around the brackets is a regular expression. Examples: `[^abcd]+`, `^[^1]`, `/[^12]/`.
fn is_in_pattern(before: &str, after: &str, label: &str) -> bool {
    let is_number = label.bytes().all(|byte| byte.is_ascii_digit());
    after.starts_with(['+', '{']) || after.starts_with('*') && !is_number || before.ends_with(['/', '^', '$'])
}

/// Whether `label` is the label of a footnote rather than a character class of a regular expression. If the note has no
/// footnotes, only numbers and longer words count. Examples: `1` and `pricing`, but not `/` or `a-z`.
fn is_footnote(label: &str, has_footnotes: bool) -> bool {
    let is_word = label.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_'));
    let is_range = label.contains('-') && label.split('-').any(|part| part.chars().count() < 2);
    let is_number = label.bytes().all(|byte| byte.is_ascii_digit()) && label.len() < 4;
    let is_long = label.chars().count() > 3 && label.contains(char::is_alphabetic);
    !label.is_empty() && is_word && !is_range && (has_footnotes || is_number || is_long)
}
