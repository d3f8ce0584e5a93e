//! Names of services and products in prose. A former name leads to the current one.

use lsp_types::CompletionItemKind;

use super::candidate::Candidate;
use super::line::Line;
use super::request::Request;
use crate::finding::Lang;
use crate::message;
use crate::terms::dictionary::Lifecycle;
use crate::terms::name_index::{NameMatch, NameStatus};
use crate::text::source::Span;

/// The fewest characters that have to be typed. With fewer, every second word would be a name.
const MIN_TYPED: usize = 3;

/// The most words before the position that are part of a name.
const MAX_WORDS: usize = 4;

/// The names that the words before the position begin: of several words, those that fit most of them come first.
pub(super) fn candidates(request: &Request<'_, '_, '_>) -> Vec<Candidate> {
    let Some(names) = request.note.names() else { return Vec::new() };
    let line = Line::at(request.document.source(), request.offset);
    let mut found: Vec<Candidate> = Vec::new();
    for typed in beginnings(line.before) {
        let span = Span::new(request.offset - typed.len(), request.offset);
        for name in names.index.starting_with(typed) {
            let candidate = candidate(&name, span, request.client.lang());
            if found.iter().all(|known| known.label != candidate.label) {
                found.push(candidate);
            }
        }
    }
    found
}

/// The last words of `before`, at most [`MAX_WORDS`]; the longest text first. Words are of ASCII letters and digits: Japanese
/// has no spaces around them.
fn beginnings(before: &str) -> Vec<&str> {
    let is_part = |char: char| char.is_ascii_alphanumeric() || char == '-';
    let mut found = Vec::new();
    let mut rest = before;
    for _ in 0..MAX_WORDS {
        let left = rest.trim_end_matches(is_part);
        if left.len() == rest.len() {
            break;
        }
        let typed = &before[left.len()..];
        if typed.len() >= MIN_TYPED && typed.starts_with(|char: char| char.is_ascii_alphanumeric()) {
            found.push(typed);
        }
        let Some(next) = left.strip_suffix(' ') else { break };
        rest = next;
    }
    found.reverse();
    found
}

fn candidate(name: &NameMatch<'_>, span: Span, lang: Lang) -> Candidate {
    let when = |since: &Option<Box<str>>| since.as_deref().map(str::to_owned).unwrap_or_default();
    let old = name.name;
    let mut candidate = Candidate::new(old, CompletionItemKind::CONSTANT);
    match name.status {
        NameStatus::Current => {}
        NameStatus::Former { new, since } => {
            candidate = Candidate::new(&**new, CompletionItemKind::CONSTANT).labelled(format!("{old} → {new}"));
            let since = when(since);
            candidate = candidate.ranked(1).detailed(if since.is_empty() {
                message!("formerly {old}", "旧名称: {old}").text(lang)
            } else {
                message!("formerly {old}, until {since}", "旧名称: {old}（{since} まで）").text(lang)
            });
        }
        NameStatus::Ended { kind, since } => {
            let what = match kind {
                Lifecycle::Closed => message!("closed to new customers", "新規受付終了").text(lang),
                Lifecycle::Superseded => message!("superseded", "後継へ移行").text(lang),
                _ => message!("retired", "提供終了").text(lang),
            };
            let detail = if since.is_some() { format!("{what}: {}", when(since)) } else { what };
            candidate = Candidate { is_deprecated: true, ..candidate.ranked(2).detailed(detail) };
        }
    }
    Candidate { filter: Some(name.matched.to_owned()), span: Some(span), ..candidate }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_may_begin_a_name() {
        assert_eq!(beginnings("use Azure A"), ["use Azure A", "Azure A"]);
        assert_eq!(beginnings("これはEntra"), ["Entra"]);
        assert_eq!(beginnings("the app-con"), ["the app-con", "app-con"]);
        assert_eq!(beginnings("a EC"), ["a EC"]);
        assert_eq!(beginnings("EC"), [""; 0]);
        assert_eq!(beginnings("**Azure** Ent"), ["Ent"]);
    }
}
