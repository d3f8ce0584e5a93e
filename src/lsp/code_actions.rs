//! Code actions: fixes of findings, and ways not to see a finding again.

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Diagnostic, Uri,
};
use serde::{Deserialize, Serialize};
use serde_json::to_value;

use super::client::Client;
use super::diagnostics::diagnostic;
use super::edits::{action, difference, workspace_edit};
use super::initialize::FIX_ALL;
use super::refusal::Refusal;
use super::suppress;
use super::views::{NoteView, Views};
use crate::finding::{Applicability, Finding, Meta};
use crate::message;
use crate::project::run::CheckedNote;
use crate::rules::RULES;
use crate::text::source::Source;

/// Fixes that are computed when the user chooses them: those of one rule, or all.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Deferred {
    uri: Uri,
    /// The rule; all if there is none.
    rule: Option<String>,
    /// Whether to apply fixes that should be reviewed.
    needs_review: bool,
}

/// Answers `textDocument/codeAction`.
pub(super) fn offer(client: &Client, views: &Views<'_>, params: &CodeActionParams) -> Option<CodeActionResponse> {
    if !client.can.code_actions || !client.settings().code_actions {
        return None;
    }
    let note = views.note(&params.text_document.uri)?;
    let checked = note.check()?;
    let wanted = |kind: &CodeActionKind| {
        let asked = params.context.only.as_ref();
        asked.is_none_or(|asked| asked.iter().any(|asked| contains(asked, kind)))
    };
    let mut actions: Vec<CodeAction> = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        let source = checked.source.as_ref()?;
        let span = client.encoding.span(source, params.range);
        let at_place =
            |finding: &&Finding| std::iter::once(&finding.span).chain(&finding.places).any(|place| place.touches(span));
        let findings: Vec<&Finding> = checked.findings.iter().filter(at_place).collect();
        let offer = Offer { client, note: &note, source, checked: &checked };
        actions.extend(findings.iter().filter_map(|finding| offer.fix(finding)));
        actions.extend(offer.fixes_of_rules(&findings));
        actions.extend(suppress::actions(client, &note, source, &findings));
    }
    let is_asked = params.context.only.as_ref().is_some_and(|only| !only.is_empty());
    if is_asked && wanted(&FIX_ALL) {
        actions.extend(fix_all(client, &note));
    }
    Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

/// Answers `codeAction/resolve`.
pub(super) fn resolve(client: &Client, views: &Views<'_>, action: CodeAction) -> Result<CodeAction, Refusal> {
    let Some(data) = action.data.clone() else { return Ok(action) };
    let missing = || Refusal::not_found(client.lang());
    let deferred: Deferred = serde_json::from_value(data).map_err(|_| missing())?;
    let note = views.note(&deferred.uri).ok_or_else(missing)?;
    let edit = deferred.edit(client, &note).ok_or_else(missing)?;
    Ok(CodeAction { edit: Some(edit), data: None, ..action })
}

/// Whether `kind` is `asked`, or below it.
fn contains(asked: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let below = kind.as_str().strip_prefix(asked.as_str());
    below.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || asked.as_str().is_empty())
}

/// What a note has to offer.
struct Offer<'o, 'v, 'a> {
    client: &'o Client,
    note: &'o NoteView<'v, 'a>,
    source: &'o Source,
    checked: &'o CheckedNote,
}

impl Offer<'_, '_, '_> {
    /// The fix of `finding`, if it has one that a program may apply. It was verified when the note was checked.
    fn fix(&self, finding: &Finding) -> Option<CodeAction> {
        let fix = finding.fix.as_ref().filter(|fix| fix.applicability != Applicability::Manual)?;
        let is_safe = fix.applicability == Applicability::Safe;
        let title = capitalized(&fix.title);
        let title = if is_safe {
            title
        } else {
            message!("{title} (please review)", "{title}（要確認）").text(self.client.lang())
        };
        Some(CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![self.diagnostic(finding)]),
            edit: Some(workspace_edit(self.client, self.note, &fix.edits, &fix.elsewhere)?),
            is_preferred: Some(is_safe),
            ..CodeAction::default()
        })
    }

    fn diagnostic(&self, finding: &Finding) -> Diagnostic {
        diagnostic(self.client, self.note, self.source, finding)
    }

    /// For each rule of `findings` that can fix more than one of its findings in the note: all of these fixes.
    fn fixes_of_rules(&self, findings: &[&Finding]) -> Vec<CodeAction> {
        let mut rules: Vec<&'static Meta> = Vec::new();
        for finding in findings {
            if !rules.iter().any(|rule| rule.name == finding.rule.name) {
                rules.push(finding.rule);
            }
        }
        rules.into_iter().filter_map(|rule| self.fixes_of_rule(rule)).collect()
    }

    fn fixes_of_rule(&self, rule: &'static Meta) -> Option<CodeAction> {
        let of_rule = |finding: &&Finding| finding.rule.name == rule.name;
        let how = |finding: &Finding| finding.fix.as_ref().map(|fix| fix.applicability);
        let fixes: Vec<Applicability> = self.checked.findings.iter().filter(of_rule).filter_map(how).collect();
        let count = |allowed| fixes.iter().filter(|fix| **fix <= allowed).count();
        let name = rule.name;
        let lang = self.client.lang();
        let (needs_review, title) = match (count(Applicability::Safe), count(Applicability::Unsafe)) {
            (2.., _) => {
                (false, message!("Fix all `{name}` in this note", "このノートの `{name}` をすべて修正").text(lang))
            }
            (_, 2..) => (
                true,
                message!(
                    "Fix all `{name}` in this note (please review)",
                    "このノートの `{name}` をすべて修正（要確認）"
                )
                .text(lang),
            ),
            _ => return None,
        };
        let rule = Some(name.to_owned());
        Deferred { uri: self.note.uri.clone(), rule, needs_review }.action(
            self.client,
            self.note,
            title,
            CodeActionKind::QUICKFIX,
        )
    }
}

/// All safe fixes of `note`.
fn fix_all(client: &Client, note: &NoteView<'_, '_>) -> Option<CodeAction> {
    let title = message!("Fix all with notelint", "notelint ですべて修正").text(client.lang());
    // Editors apply it when a note is saved, without asking for its edit first.
    let deferred = Deferred { uri: note.uri.clone(), rule: None, needs_review: false };
    Some(CodeAction { edit: Some(deferred.edit(client, note)?), ..action(title, FIX_ALL) })
}

impl Deferred {
    fn action(
        self,
        client: &Client,
        note: &NoteView<'_, '_>,
        title: String,
        kind: CodeActionKind,
    ) -> Option<CodeAction> {
        if client.can.resolve_edits {
            return Some(CodeAction { data: to_value(&self).ok(), ..action(title, kind) });
        }
        Some(CodeAction { edit: Some(self.edit(client, note)?), ..action(title, kind) })
    }

    /// The edit; `None` if there is nothing to change.
    fn edit(&self, client: &Client, note: &NoteView<'_, '_>) -> Option<lsp_types::WorkspaceEdit> {
        let allowed = if self.needs_review { Applicability::Unsafe } else { Applicability::Safe };
        let named = |name: &String| RULES.iter().find(|entry| entry.meta.name == *name).map(|entry| entry.meta);
        let rule = match &self.rule {
            Some(name) => Some(named(name)?),
            None => None,
        };
        let after = note.view.fixed(note.index, allowed, rule)?;
        workspace_edit(client, note, &difference(&note.source, &after), &[])
    }
}

/// `title` with a capital letter at its start, as editors write actions.
fn capitalized(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_contain_those_below_them() {
        let kind = |name: &'static str| CodeActionKind::new(name);
        assert!(contains(&kind("source.fixAll"), &FIX_ALL));
        assert!(contains(&kind("source"), &FIX_ALL));
        assert!(contains(&kind(""), &FIX_ALL));
        assert!(!contains(&kind("source.fix"), &FIX_ALL));
        assert!(!contains(&kind("quickfix"), &FIX_ALL));
    }
}
