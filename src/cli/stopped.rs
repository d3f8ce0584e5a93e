//! What a commit that the hook stopped can do next.

use std::borrow::Cow;

use super::args::CheckArgs;
use super::context::Context;
use super::reported_note::ReportedNote;
use crate::message;
use crate::report::fixable;

/// The most notes that are named in a command to copy.
const MAX_NAMED: usize = 5;

/// Says that the commit was stopped, and how to go on, if git runs this check before a commit. `results` is what was checked.
pub(super) fn explain(args: &CheckArgs, results: &[ReportedNote<'_>], context: &Context<'_>) {
    // Git sets it for a pre-commit hook, whoever installed that.
    if !args.scope.staged || std::env::var_os("GIT_INDEX_FILE").is_none() {
        return;
    }
    let fails = |checked: &&ReportedNote<'_>| checked.findings.iter().any(|found| args.fail_on.fails(found.severity));
    let failing: Vec<_> = results.iter().filter(fails).collect();
    if failing.is_empty() {
        return context.info(&message!(
            "commit stopped by the error above; to commit anyway: git commit --no-verify",
            "上のエラーのためコミットを中止した。このままコミットする場合: git commit --no-verify"
        ));
    }
    let files = if failing.len() > MAX_NAMED {
        "FILE...".to_owned()
    } else {
        failing.iter().map(|checked| quoted(&checked.path)).collect::<Vec<_>>().join(" ")
    };
    context.info(&message!(
        "commit stopped; fix the notes and stage them again:",
        "コミットを中止した。ノートを修正してステージし直す:"
    ));
    if failing.iter().any(|checked| checked.findings.iter().any(fixable)) {
        context.info(&message!(
            "  notelint --fix {files} && git add {files}",
            "  notelint --fix {files} && git add {files}"
        ));
    } else {
        context.info(&message!("  git add {files}", "  git add {files}"));
    }
    context.info(&message!("or commit them as they are:", "このままコミットする場合:"));
    context.info(&message!("  git commit --no-verify", "  git commit --no-verify"));
}

/// `path` as a shell takes it for one word.
fn quoted(path: &str) -> Cow<'_, str> {
    let plain = |char: char| char.is_alphanumeric() || matches!(char, '/' | '.' | '_' | '-');
    if !path.is_empty() && !path.starts_with('-') && path.chars().all(plain) {
        return path.into();
    }
    let dashes = if path.starts_with('-') { "./" } else { "" };
    format!("'{dashes}{}'", path.replace('\'', "'\\''")).into()
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_path_is_one_word_to_a_shell() {
        assert_eq!(quoted("新しい/a-b.md"), "新しい/a-b.md");
        assert_eq!(quoted("a b.md"), "'a b.md'");
        assert_eq!(quoted("it's.md"), "'it'\\''s.md'");
        assert_eq!(quoted("-x.md"), "'./-x.md'");
    }
}
