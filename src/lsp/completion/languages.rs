//! Languages of fenced code blocks.

use std::collections::BTreeMap;

use lsp_types::CompletionItemKind;

use super::candidate::Candidate;
use super::nearby;
use super::request::Request;
use crate::catalog::languages;
use crate::markdown::info_string::language;
use crate::text::whitespace::{Whitespace as _, is_space};

/// The languages that notes nearby use, the most frequent first; then those that begin with what is typed.
pub(super) fn candidates(request: &Request<'_, '_, '_>) -> Vec<Candidate> {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let own = request.document.source().text();
    // Without the line that is being written.
    let line = request.document.source().line_at(request.offset).range();
    count(&own[..line.start], &mut used);
    count(&own[line.end..], &mut used);
    nearby::sources(request).for_each(|source| count(source.text(), &mut used));
    let mut used: Vec<(String, usize)> = used.into_iter().collect();
    used.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let typed = request.typed().to_lowercase();
    let is_other = |name: &&str| name.starts_with(&typed) && used.iter().all(|(used, _)| used != name);
    // Without a letter, thousands would follow.
    let others = languages::names().filter(|_| !typed.is_empty() || used.is_empty()).filter(is_other);
    let others: Vec<Candidate> =
        others.map(|name| Candidate::new(name, CompletionItemKind::KEYWORD).ranked(1)).collect();
    let used = used.iter().map(|(name, _)| Candidate::new(name.clone(), CompletionItemKind::KEYWORD));
    used.chain(others).collect()
}

/// Counts the languages of the fences in `text`. Closing fences have none.
fn count(text: &str, used: &mut BTreeMap<String, usize>) {
    for line in text.md_lines() {
        let content = line.trim_start_matches(|char| is_space(char) || char == '>');
        let info = content.strip_prefix("```").or_else(|| content.strip_prefix("~~~"));
        let name = info.map(|info| language(info.trim_start_matches(['`', '~']))).unwrap_or_default();
        if languages::is_known(&name.to_lowercase()) {
            *used.entry(name.to_owned()).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_fences_are_counted() {
        let mut used = BTreeMap::new();
        count("```sh\n```\n> ~~~~ HCL title=a\n- x\n  ```sh:a.sh\n\n```nothing-of-that-name\n", &mut used);
        assert_eq!(used.into_iter().collect::<Vec<_>>(), [("HCL".to_owned(), 1), ("sh".to_owned(), 2)]);
    }
}
