//! `unused-definition`: a link reference definition that is unused or a duplicate.

use rustc_hash::FxHashSet;

use crate::finding::Message;
use crate::links::definitions::{self, fold};
use crate::links::footnotes;
use crate::lint::options::TextList;
use crate::lint::prelude::*;

pub(crate) struct UnusedDefinition {
    options: Options,
}

/// Options of `unused-definition`, named as in markdownlint.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Also report footnotes, as markdownlint does. `unused-footnote` and `duplicate-footnote` say more about them.
    footnotes: bool,
    /// Labels to ignore. Case does not matter.
    ignored_definitions: TextList,
}

rule!(UnusedDefinition {
    options: Options,
    summary: Text {
        en: "a link reference definition that is unused or a duplicate",
        ja: "使われていない、または重複したリンク参照定義",
    },
    aliases: &["MD053", "link-image-reference-definitions"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("footnotes = true")],
    fix: Some(Applicability::Unsafe),
    kind: Some(FindingKind::Unnecessary),
});

impl Default for Options {
    fn default() -> Self {
        Self { footnotes: false, ignored_definitions: TextList::of(&["//"]) }
    }
}

impl Check for UnusedDefinition {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let document = note.document;
        let ignored: Vec<String> = self.options.ignored_definitions.iter().map(|label| fold(label)).collect();
        let duplicates = definitions::duplicates(document);
        if document.definitions().is_empty() && document.of_kind(Kind::FootnoteDefinition).next().is_none() {
            return;
        }
        let used = definitions::used(document);
        for definition in document.definitions() {
            let label = fold(&definition.label);
            if !used.contains(&label) && !ignored.contains(&label) {
                let shown = excerpt(&definition.label);
                let message = message!("definition `{shown}` is not used", "定義 `{shown}` は使われていない");
                report(note, definition.span, message, sink);
            }
        }
        for duplicate in duplicates.into_iter().filter(|duplicate| !ignored.contains(&fold(duplicate.label))) {
            let shown = excerpt(duplicate.label);
            let message = message!("`{shown}` is already defined", "`{shown}` はすでに定義されている");
            report(note, duplicate.span, message, sink);
        }
        if self.options.footnotes {
            report_footnotes(note, sink);
        }
    }
}

fn report(note: &Note<'_>, span: Span, message: Message<'_>, sink: &mut Sink<'_>) {
    let report = sink.report(span, message);
    if let Some(lines) = definitions::whole_lines(note.source, span) {
        report.fix(
            Applicability::Unsafe,
            Effect::Layout,
            message!("remove the definition", "定義を削除する"),
            vec![Edit::delete(lines)],
        );
    }
}

/// Reports footnotes that are not referenced, and so not shown, and those whose label an earlier one has. There is no fix,
/// because it would delete their text.
fn report_footnotes(note: &Note<'_>, sink: &mut Sink<'_>) {
    let profile = note.document.profile();
    let references = note.document.of_kind(Kind::FootnoteReference);
    let used: FxHashSet<_> = references.map(|reference| footnotes::key(profile, reference.literal())).collect();
    let duplicates = footnotes::duplicates(note.document);
    for (footnote, _) in &duplicates {
        let shown = excerpt(footnote.literal());
        sink.report(
            footnote.span(),
            message!("footnote `{shown}` is already defined", "脚注 `{shown}` はすでに定義されている"),
        );
    }
    let is_first = |footnote: &Node<'_>| duplicates.iter().all(|(duplicate, _)| duplicate.id() != footnote.id());
    let unused = |footnote: &Node<'_>| !used.contains(&footnotes::key(profile, footnote.literal()));
    for footnote in footnotes::definitions(note.document).filter(is_first).filter(unused) {
        let shown = excerpt(footnote.literal());
        let message = message!("footnote `{shown}` is not used", "脚注 `{shown}` は使われていない");
        let host = profile.title;
        sink.report(footnote.span(), message).note(message!("{host} does not show it", "{host} では表示されない"));
    }
}
