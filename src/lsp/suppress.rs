//! Actions that keep a finding from being reported: a comment in the note, a line in the configuration, an accepted word.

use std::collections::BTreeMap;

use lsp_types::{
    CodeAction, CodeActionKind, CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};
use toml_edit::{DocumentMut, Item, Table, value};

use super::client::Client;
use super::edits::{action, difference, of_documents, text_edits, workspace_edit};
use super::views::NoteView;
use crate::config::FILE_NAME;
use crate::config::accept;
use crate::finding::{Edit, Finding};
use crate::message;
use crate::text::source::Source;
use crate::text::whitespace::Whitespace as _;

/// The actions for `findings` of `note`, whose text is `source`. Those of the same rule have the same actions.
pub(super) fn actions(
    client: &Client,
    note: &NoteView<'_, '_>,
    source: &Source,
    findings: &[&Finding],
) -> Vec<CodeAction> {
    let lang = client.lang();
    let mut actions = Vec::new();
    let mut rules: Vec<&str> = Vec::new();
    for finding in findings {
        let rule = finding.rule.name;
        if rules.contains(&rule) || finding.rule.always_on {
            continue;
        }
        rules.push(rule);
        let mut add = |title: String, edit: Option<WorkspaceEdit>| {
            let Some(edit) = edit else { return };
            actions.push(CodeAction { edit: Some(edit), ..action(title, CodeActionKind::QUICKFIX) });
        };
        let edit = |edit: Option<Edit>| workspace_edit(client, note, &[edit?], &[]);
        let line = message!("Disable `{rule}` for this line", "この行で `{rule}` を無効にする").text(lang);
        add(line, edit(for_line(note, source, finding)));
        let whole = message!("Disable `{rule}` for this note", "このノートで `{rule}` を無効にする").text(lang);
        add(whole, edit(for_note(note, source, finding)));
        let project = message!("Disable `{rule}` for this project", "このプロジェクトで `{rule}` を無効にする");
        add(project.text(lang), in_project(client, note, |text| without_rule(text, rule)));
        if let Some(word) = word(source, finding) {
            let title = message!("Add `{word}` to the accepted words", "`{word}` を許可する語に加える").text(lang);
            let accept = |text: &str| Some(accept::add(text, std::slice::from_ref(&word)).ok()?.text);
            add(title, in_project(client, note, accept));
        }
    }
    actions
}

/// A comment that suppresses `finding` on its line: at the end of the line, or else on the line before.
fn for_line(note: &NoteView<'_, '_>, source: &Source, finding: &Finding) -> Option<Edit> {
    let rule = finding.rule.name;
    let line = source.line_at(finding.span.start as usize);
    let space = if source.slice(line).ends_with([' ', '\t']) { "" } else { " " };
    let at_end = Edit::insert(line.end as usize, format!("{space}<!-- notelint-disable-line {rule} -->"));
    let before = Edit::insert(line.start as usize, format!("<!-- notelint-disable-next-line {rule} -->\n"));
    let before_block = Edit::insert(line.start as usize, format!("<!-- notelint-disable-next-line {rule} -->\n\n"));
    [at_end, before, before_block].into_iter().find(|edit| note.view.suppresses(note.index, edit, finding))
}

/// A comment that suppresses the rule of `finding` in the whole note: at its start, or after the front matter.
fn for_note(note: &NoteView<'_, '_>, source: &Source, finding: &Finding) -> Option<Edit> {
    let comment = format!("<!-- notelint-disable-file {} -->", finding.rule.name);
    let text = source.text();
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let at_start = Edit::insert(mark, format!("{comment}\n\n"));
    let after_front_matter = || {
        let close = text.match_indices("\n---\n").next()?.0 + "\n---\n".len();
        Some(Edit::insert(close, format!("\n{comment}\n")))
    };
    let at_end = Edit::insert(text.len(), format!("{}\n{comment}\n", if text.ends_with('\n') { "" } else { "\n" }));
    let candidates =
        if text.starts_with("---\n") { [after_front_matter(), Some(at_end)] } else { [Some(at_start), Some(at_end)] };
    candidates.into_iter().flatten().find(|edit| note.view.suppresses(note.index, edit, finding))
}

/// The word that `finding` is about, if it is one that a dictionary could accept.
fn word(source: &Source, finding: &Finding) -> Option<String> {
    let text = source.slice(finding.span);
    let is_word = matches!(finding.rule.group, "terms" | "words") && !text.is_empty() && text.len() <= 60;
    (is_word && !text.contains(['\n', '\r', '`'])).then(|| text.unicode_trim().to_owned())
}

/// The edit of the configuration of the project by `change`. A file that does not exist is created.
fn in_project(
    client: &Client,
    note: &NoteView<'_, '_>,
    change: impl Fn(&str) -> Option<String>,
) -> Option<WorkspaceEdit> {
    let uri = note.file(FILE_NAME)?;
    let path = note.view.project().root.join(FILE_NAME);
    if !path.is_file() {
        let text = change("")?;
        return client.can.create_files.then(|| created(uri, text));
    }
    let before = std::fs::read_to_string(&path).ok()?;
    let after = change(&before).filter(|after| *after != before)?;
    let source = Source::new(before).ok()?;
    let edits = text_edits(client, &source, &difference(&source, &after));
    Some(of_documents(client, BTreeMap::from([(uri, (None, edits))])))
}

/// The edit that creates a file with `text`.
fn created(uri: Uri, text: String) -> WorkspaceEdit {
    let options = Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) });
    let create = ResourceOp::Create(CreateFile { uri: uri.clone(), options, annotation_id: None });
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(TextEdit { range: Range::default(), new_text: text })],
    };
    let operations = vec![DocumentChangeOperation::Op(create), DocumentChangeOperation::Edit(edit)];
    WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(operations)), ..WorkspaceEdit::default() }
}

/// `text`, a `notelint.toml`, with `rule` turned off. `None` if it is not valid, or `rules` is not a table.
fn without_rule(text: &str, rule: &str) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let rules = document.entry("rules").or_insert(Item::Table(Table::new()));
    rules.as_table_like_mut()?.insert(rule, value("off"));
    Some(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_turned_off_and_the_rest_stays() {
        let off = |text| without_rule(text, "dead-link").unwrap();
        assert_eq!(off(""), "[rules]\ndead-link = \"off\"\n");
        let text = "# ours\nextends = [\"strict\"]\n\n[rules]\nlong-line = \"off\" # yes\n";
        assert_eq!(off(text), format!("{text}dead-link = \"off\"\n"));
        assert_eq!(off("[rules]\ndead-link = \"error\"\n"), "[rules]\ndead-link = \"off\"\n");
        assert_eq!(without_rule("rules = 1\n", "dead-link"), None);
        assert_eq!(without_rule("[", "dead-link"), None);
    }
}
