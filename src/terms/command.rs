//! Commands in running text: `git push azure main`, `「az cosmosdb」コマンド`.

use std::ops::Range;

use crate::markdown::document::Document;
use crate::text::characters::OBJECT;
use crate::text::whitespace::Whitespace as _;
use crate::words;

use super::window;

/// Programs whose names are not English words, so that what follows is a command.
const PROGRAMS: &[&str] = words!("../../rules/words/literals.txt", "programs");

/// Words after such a name that continue a sentence: `docker and …`, `kubectl is …`.
const CONTINUATIONS: &[&str] = words!("../../rules/words/literals.txt", "continuations");

/// Whether the word that starts at byte `at` of the prose is an argument: only words in ASCII are between it and the
/// name of a program, which begins the line, the quotation or the part of the sentence in ASCII.
pub(super) fn is_argument(text: &str, at: usize) -> bool {
    let before = window::before(text, at);
    let begins = |char: char| !char.is_ascii() || char == OBJECT || "\"'([,;:=>|".contains(char);
    let run = before.rfind(begins).map_or(before, |start| before[start..].trim_start_matches(begins));
    // `1)`, `$`
    let mut words = run.unicode_words().skip_while(|word| !word.starts_with(|char: char| char.is_ascii_alphabetic()));
    let starts = words.next().is_some_and(|word| PROGRAMS.contains(&word));
    starts && run.ends_with(' ') && words.next().is_none_or(|word| !CONTINUATIONS.contains(&word))
}

/// Whether the line of the word at `range` of the prose has the same word as code or in a path, so that it may be the
/// command or the file, too.
pub(super) fn is_code_on_line(document: &Document<'_>, range: &Range<usize>, word: &str) -> bool {
    let is_after = |line: &str, mark: char| {
        line.match_indices(word).any(|(found, _)| {
            let whole = !line[found + word.len()..].starts_with(|char: char| char.is_ascii_alphanumeric());
            whole && line[..found].ends_with(mark) && !line[..found].ends_with("://")
        })
    };
    let prose = document.prose().text();
    let shown = [window::before(prose, range.start), window::after(prose, range.end)];
    let line = window::line_around(document, document.prose().span(range.clone()).start as usize);
    is_after(line, '`') || shown.iter().any(|part| is_after(part, '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_program_is_an_argument() {
        let argument = |text: &str, word: &str| is_argument(text, text.rfind(word).unwrap());
        assert!(argument("git remote add azure https://a.example/を実行", "azure"));
        assert!(argument("一覧は「az cosmosdb」コマンドで見る", "cosmosdb"));
        assert!(argument("まず git push azure main する", "azure"));
        assert!(argument("通过kubectl get configmap 查看", "configmap"));
        assert!(argument("run it (helm install mysql)", "mysql"));
        assert!(!argument("docker and kubernetes", "kubernetes"));
        assert!(!argument("git, docker, kubernetes", "kubernetes"));
        assert!(!argument("kubectlで kubernetes を操作する", "kubernetes"));
        assert!(!argument("We use docker on azure", "azure"));
        assert!(!argument("azure", "azure"));
    }
}
