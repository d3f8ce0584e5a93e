//! What is offered, and its form in the protocol.

use lsp_types::{CompletionItem, CompletionItemKind, CompletionItemTag, CompletionList, CompletionTextEdit, TextEdit};

use super::place::Kind;
use super::request::Request;
use crate::text::source::Span;

/// The most items of a list.
const MAX: usize = 100;

/// Something that may be meant.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// What the editor shows.
    pub(super) label: String,
    /// The text that replaces what is typed.
    pub(super) text: String,
    /// What the editor compares with what is typed. By default, the label.
    pub(super) filter: Option<String>,
    /// More about it, on the same line.
    pub(super) detail: Option<String>,
    /// The symbol beside it.
    pub(super) kind: CompletionItemKind,
    /// The lower, the earlier in the list. Those of the same rank keep their order.
    pub(super) rank: u8,
    /// Whether it is no longer valid: struck through.
    pub(super) is_deprecated: bool,
    /// The bytes that it replaces, if they are not those of the context.
    pub(super) span: Option<Span>,
}

impl Candidate {
    /// A candidate that is shown as it is written.
    pub(super) fn new(text: impl Into<String>, kind: CompletionItemKind) -> Self {
        let text = text.into();
        Self { label: text.clone(), text, filter: None, detail: None, kind, rank: 0, is_deprecated: false, span: None }
    }

    /// The same, shown as `label`.
    pub(super) fn labelled(self, label: impl Into<String>) -> Self {
        Self { label: label.into(), ..self }
    }

    /// The same, with more about it.
    pub(super) fn detailed(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// The same, with a rank.
    pub(super) fn ranked(self, rank: u8) -> Self {
        Self { rank, ..self }
    }

    fn compared(&self) -> &str {
        self.filter.as_deref().unwrap_or(&self.label)
    }
}

/// The list of `candidates`. If there are too many, those that do not contain what is typed are left out, and the editor asks
/// again when more is typed.
pub(super) fn list(request: &Request<'_, '_, '_>, candidates: Vec<Candidate>) -> CompletionList {
    let (candidates, is_incomplete) = shortened(candidates, request.typed());
    // What is offered depends on each letter.
    let depends = matches!(request.context.kind, Kind::Prose | Kind::Label { full: false } | Kind::Language);
    let items = candidates.into_iter().enumerate().map(|(at, candidate)| item(request, candidate, at)).collect();
    CompletionList { is_incomplete: is_incomplete || depends, items }
}

/// The first candidates by rank, and whether some are left out.
fn shortened(mut candidates: Vec<Candidate>, typed: &str) -> (Vec<Candidate>, bool) {
    candidates.sort_by_key(|candidate| candidate.rank);
    let is_incomplete = candidates.len() > MAX;
    if is_incomplete {
        let typed = typed.to_lowercase();
        candidates.retain(|candidate| candidate.span.is_some() || candidate.compared().to_lowercase().contains(&typed));
        candidates.truncate(MAX);
    }
    (candidates, is_incomplete)
}

fn item(request: &Request<'_, '_, '_>, candidate: Candidate, at: usize) -> CompletionItem {
    let source = request.document.source();
    let span = candidate.span.unwrap_or(request.context.span);
    // What is typed may end elsewhere in the line, so every item says what it replaces.
    let edit = TextEdit {
        range: request.client.encoding.range(source, span),
        new_text: if candidate.span.is_none() { candidate.text + request.context.close } else { candidate.text },
    };
    CompletionItem {
        label: candidate.label,
        kind: Some(candidate.kind),
        detail: candidate.detail,
        tags: candidate.is_deprecated.then(|| vec![CompletionItemTag::DEPRECATED]),
        sort_text: Some(format!("{at:03}")),
        filter_text: candidate.filter,
        text_edit: Some(CompletionTextEdit::Edit(edit)),
        ..CompletionItem::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_has_what_contains_the_typed_text() {
        let names = (0..150).map(|number| Candidate::new(format!("N{number}"), CompletionItemKind::FILE).ranked(1));
        let first = Candidate::new("n149b", CompletionItemKind::FILE);
        let all: Vec<_> = names.chain([first]).collect();
        let labels = |typed| {
            let (list, is_incomplete) = shortened(all.clone(), typed);
            (list.into_iter().map(|item| item.label).collect::<Vec<_>>(), is_incomplete)
        };
        assert_eq!(labels("n149"), (vec!["n149b".to_owned(), "N149".to_owned()], true));
        assert_eq!(labels("").0.len(), 100);
        assert!(!shortened(all[..100].to_vec(), "x").1);
    }
}
