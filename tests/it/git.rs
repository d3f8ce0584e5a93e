//! Runs with git: the baseline, changed lines, staged notes, hooks.

use std::fs;
use std::path::Path;

use crate::tools::{code_and_stderr, commit, folder, git, notelint, repository, succeed, write};

/// A note with an empty section, `title`.
fn note(title: &str) -> String {
    format!("# ノート\n\n## {title}\n\n## 終わり\n\n終わり。\n")
}

/// The findings of a run, as `file:line rule`, and its last line.
fn findings(folder: &Path, args: &[&str]) -> (Vec<String>, String) {
    let args: Vec<&str> = ["--format", "concise"].iter().chain(args).copied().collect();
    let output = notelint(folder, &args);
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    assert_ne!(output.status.code(), Some(2), "{}", code_and_stderr(&output).1);
    let mut lines: Vec<&str> = text.lines().collect();
    let last = lines.pop().unwrap_or_default().to_owned();
    let short = |line: &&str| {
        let mut parts = line.splitn(3, ':');
        let (file, line, rest) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        format!("{file}:{line} {}", rest.split(['[', ']']).nth(1).unwrap())
    };
    (lines.iter().map(short).collect(), last)
}

#[test]
fn a_baseline_hides_known_findings_and_new_ones_are_reported() {
    let folder = folder(&[("notelint.toml", ""), ("a.md", &note("古い")), ("b/日本 語.md", &note("古い"))]);
    let (code, printed) = code_and_stderr(&notelint(folder.path(), &["baseline"]));
    assert_eq!(code, 0, "{printed}");
    assert!(printed.starts_with("wrote `.notelint/baseline.json`: 2 findings in 2 files"), "{printed}");
    let (found, last) = findings(folder.path(), &[]);
    assert_eq!((found.len(), &*last), (0, "no findings in 2 files; not shown: 2 in the baseline"));
    // Edits elsewhere in the file, also to the length of the section, do not bring findings back.
    write(folder.path(), &[("a.md", &format!("intro\n\n{}\nmore\n\n## 新しい\n\n## 最後\n\n文。\n", note("古い")))]);
    let (found, last) = findings(folder.path(), &[]);
    assert_eq!(found, ["a.md:13 empty-section"]);
    assert!(last.ends_with("; not shown: 2 in the baseline"), "{last}");
    assert_eq!(findings(folder.path(), &["--no-baseline"]).0.len(), 3);
    // The baseline also applies in a subfolder, and for a single note.
    assert_eq!(findings(&folder.path().join("b"), &[]).0.len(), 0);
}

#[test]
fn one_more_equal_finding_is_new() {
    let twice = "# ノート\n\n## 同じ\n\n### 空\n\n### 続き\n\n文。\n";
    let folder = folder(&[("notelint.toml", ""), ("a.md", twice)]);
    let before = findings(folder.path(), &[]).0.len();
    notelint(folder.path(), &["baseline"]);
    write(folder.path(), &[("a.md", &format!("{twice}\n## 別\n\n### 空\n\n### 続き\n\n文。\n"))]);
    let found = findings(folder.path(), &[]).0;
    assert_eq!((before, found), (1, vec!["a.md:13 empty-section".to_owned()]));
}

#[test]
fn the_baseline_is_sorted_readable_and_reproducible() {
    let folder = folder(&[("notelint.toml", ""), ("b.md", &note("\"引用\"")), ("a.md", &note("甲"))]);
    notelint(folder.path(), &["baseline"]);
    let file = folder.path().join(".notelint/baseline.json");
    let first = fs::read_to_string(&file).unwrap();
    let value: serde_json::Value = serde_json::from_str(&first).unwrap();
    assert_eq!(value["version"], 1);
    assert_eq!(value["files"]["b.md"][0]["rule"], "empty-section");
    assert!(first.find("\"a.md\"") < first.find("\"b.md\""), "{first}");
    assert_eq!(first.lines().filter(|line| line.contains("\"count\": 1")).count(), 2, "{first}");
    notelint(folder.path(), &["baseline", "--lang", "ja"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), first);
}

#[test]
fn pruning_removes_fixed_findings_and_deleted_files() {
    let folder = folder(&[("notelint.toml", ""), ("a.md", &note("甲")), ("b.md", &note("乙")), ("c.md", &note("丙"))]);
    notelint(folder.path(), &["baseline"]);
    fs::write(folder.path().join("a.md"), "# 甲\n\n文。\n").unwrap();
    fs::remove_file(folder.path().join("b.md")).unwrap();
    let (code, printed) = code_and_stderr(&notelint(folder.path(), &["--baseline-prune"]));
    assert_eq!(code, 0, "{printed}");
    assert!(printed.contains("removed 2 findings that no longer occur from the baseline"), "{printed}");
    let text = fs::read_to_string(folder.path().join(".notelint/baseline.json")).unwrap();
    assert!(text.contains("c.md") && !text.contains("a.md") && !text.contains("b.md"), "{text}");
    // Files that were not checked stay.
    fs::write(folder.path().join("c.md"), "# 丙\n\n文。\n").unwrap();
    notelint(folder.path(), &["--baseline-prune", "a.md"]);
    assert_eq!(fs::read_to_string(folder.path().join(".notelint/baseline.json")).unwrap(), text);
}

#[test]
fn an_invalid_baseline_is_an_error_with_its_location() {
    let folder = folder(&[("notelint.toml", ""), ("a.md", "x\n")]);
    let broken = [
        ("{\n  \"version\": 1,\n<<<<<<< HEAD\n", ".notelint/baseline.json:3:1"),
        ("{\"version\": 1, \"files\": {\"a\": [{\"rule\": 1}]}}", ".notelint/baseline.json:1:"),
        ("{\"version\": 2, \"new\": true}", "this one has version 2"),
    ];
    for (text, place) in broken {
        write(folder.path(), &[(".notelint/baseline.json", text)]);
        let (code, printed) = code_and_stderr(&notelint(folder.path(), &[]));
        assert_eq!(code, 2, "{printed}");
        assert!(printed.contains(place) && printed.contains("`notelint baseline` rewrites it"), "{printed}");
        assert_eq!(code_and_stderr(&notelint(folder.path(), &["--no-baseline"])).0, 0);
    }
}

#[test]
fn hidden_findings_are_not_fixed() {
    let folder = folder(&[("notelint.toml", ""), ("a.md", "#  古い\n\n文。\n")]);
    notelint(folder.path(), &["baseline"]);
    write(folder.path(), &[("a.md", "#  古い\n\n文。\n\n##  新しい\n\n文。\n")]);
    notelint(folder.path(), &["--fix"]);
    let text = fs::read_to_string(folder.path().join("a.md")).unwrap();
    assert_eq!(text, "#  古い\n\n文。\n\n## 新しい\n\n文。\n");
    notelint(folder.path(), &["--fix", "--no-baseline"]);
    assert!(fs::read_to_string(folder.path().join("a.md")).unwrap().starts_with("# 古い\n"));
}

#[test]
fn only_lines_that_changed_are_reported() {
    let repository = repository(&[("a.md", &note("古い")), ("日本 語.md", &note("古い"))]);
    let at = repository.path();
    assert_eq!(findings(at, &["--changed"]).0, [""; 0]);
    write(at, &[("a.md", &note("古い").replace("終わり。", "終わり。\n\n## 新しい\n\n## 次\n\n文。"))]);
    write(at, &[("new/無題.md", &note("空"))]);
    let (found, last) = findings(at, &["--changed"]);
    assert_eq!(found, ["a.md:9 empty-section", "new/無題.md:3 empty-section"]);
    assert!(last.ends_with("; not shown: 2 on unchanged lines"), "{last}");
    // It makes no difference whether changes are staged.
    succeed(&mut git(at, &["add", "--all"]));
    assert_eq!(findings(at, &["--changed"]).0, found);
    assert_eq!(findings(at, &["--changed", "new"]).0, found[1..]);
}

#[test]
fn a_section_that_lost_its_text_is_reported_even_if_its_heading_did_not_change() {
    let repository = repository(&[("a.md", "# a\n\n## b\n\ntext\n\n## c\n\ntext\n")]);
    write(repository.path(), &[("a.md", "# a\n\n## b\n\n## c\n\ntext\n")]);
    assert_eq!(findings(repository.path(), &["--changed"]).0, ["a.md:3 empty-section"]);
}

#[test]
fn since_compares_with_the_merge_base() {
    let repository = repository(&[("a.md", &note("古い"))]);
    let at = repository.path();
    succeed(&mut git(at, &["switch", "--quiet", "-c", "topic"]));
    write(at, &[("b.md", &note("枝"))]);
    commit(at, "topic");
    // The main branch continues. Its heading is the old one here, and not a change of this branch.
    succeed(&mut git(at, &["switch", "--quiet", "main"]));
    write(at, &[("a.md", &note("別の題"))]);
    commit(at, "main goes on");
    succeed(&mut git(at, &["switch", "--quiet", "topic"]));
    assert_eq!(findings(at, &["--since", "main"]).0, ["b.md:3 empty-section"]);
}

#[test]
fn a_renamed_note_keeps_its_history() {
    let text = format!("{}\n一\n二\n三\n", note("古い"));
    let repository = repository(&[("古い 名.md", &text)]);
    let at = repository.path();
    succeed(&mut git(at, &["mv", "古い 名.md", "新しい 名.md"]));
    assert_eq!(findings(at, &["--changed"]).0, [""; 0]);
    write(at, &[("新しい 名.md", &format!("{text}\n## 空\n\n## 次\n\n文。\n"))]);
    assert_eq!(findings(at, &["--changed"]).0, ["新しい 名.md:13 empty-section"]);
}

#[test]
fn missing_git_and_unknown_revisions_are_errors() {
    let repository = repository(&[("a.md", "x\n")]);
    for revision in ["gone", "--output=x", "a b"] {
        let (code, printed) = code_and_stderr(&notelint(repository.path(), &[&format!("--since={revision}")]));
        assert_eq!(code, 2, "{printed}");
        assert!(printed.contains(&format!("unknown git revision `{revision}`")), "{printed}");
    }
    let plain = folder(&[("a.md", "x\n")]);
    let (code, printed) = code_and_stderr(&notelint(plain.path(), &["--changed"]));
    assert_eq!(code, 2, "{printed}");
    assert!(printed.contains("is not in a git repository"), "{printed}");
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let folder = folder(&[("a.md", &note("空"))]);
    succeed(&mut git(folder.path(), &["init", "--quiet"]));
    assert_eq!(findings(folder.path(), &["--changed"]).0, ["a.md:3 empty-section"]);
}

#[test]
fn unchanged_lines_are_not_fixed() {
    let repository = repository(&[("a.md", "#  古い\n\n文。\n")]);
    let at = repository.path();
    write(at, &[("a.md", "#  古い\n\n文。\n\n##  新しい\n\n文。\n")]);
    notelint(at, &["--fix", "--changed"]);
    assert_eq!(fs::read_to_string(at.join("a.md")).unwrap(), "#  古い\n\n文。\n\n## 新しい\n\n文。\n");
}

#[test]
fn a_changed_line_is_new_even_if_the_baseline_has_an_equal_finding() {
    let two = "# a\n\n## 甲\n\n### 空\n\n### x\n\n文。\n";
    let repository = repository(&[("notelint.toml", ""), ("a.md", two)]);
    let at = repository.path();
    notelint(at, &["baseline"]);
    write(at, &[("a.md", &format!("# a\n\n## 乙\n\n### 空\n\n### x\n\n文。\n{}", &two[4..]))]);
    assert_eq!(findings(at, &["--changed"]).0, ["a.md:5 empty-section"]);
}

#[test]
fn staged_notes_are_checked_as_staged() {
    let repository = repository(&[("a.md", "# a\n\n文。\n"), ("b.md", &note("触れない"))]);
    let at = repository.path();
    // Staged with a finding and fixed in the working tree since, and the reverse.
    write(at, &[("a 題.md", &note("空")), ("c.md", "# c\n\n文。\n"), ("d.md", &note("削除"))]);
    succeed(&mut git(at, &["add", "--all"]));
    write(at, &[("a 題.md", "# ノート\n\n文。\n"), ("c.md", &note("まだ")), ("e.md", &note("未追跡"))]);
    fs::remove_file(at.join("d.md")).unwrap();
    assert_eq!(findings(at, &["--staged"]).0, ["a 題.md:3 empty-section", "d.md:3 empty-section"]);
    let (code, printed) = code_and_stderr(&notelint(at, &["--staged", "--fix"]));
    assert_eq!(code, 2, "{printed}");
}

#[cfg(unix)]
mod hooks {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// Commits staged changes, with hooks. Returns whether git committed, and the output.
    fn try_commit(at: &Path) -> (bool, String) {
        let output = git(at, &["commit", "--quiet", "-m", "x"]).output().unwrap();
        (output.status.success(), code_and_stderr(&output).1)
    }

    #[test]
    fn the_hook_checks_staged_content() {
        let repository = repository(&[("a.md", "# a\n\n文。\n"), ("古い.md", &note("古い"))]);
        let at = repository.path();
        let (code, printed) = code_and_stderr(&notelint(at, &["hook", "install"]));
        assert_eq!((code, &*printed), (0, "wrote `.git/hooks/pre-commit`\n"));
        write(at, &[("日本 語.md", &note("空"))]);
        succeed(&mut git(at, &["add", "--all"]));
        // Fixed in the working tree, but not in the commit.
        write(at, &[("日本 語.md", "# ノート\n\n文。\n")]);
        let (done, printed) = try_commit(at);
        assert!(!done && printed.contains("日本 語.md\n  3:1 ") && !printed.contains("古い.md"), "{printed}");
        succeed(&mut git(at, &["add", "--all"]));
        // The reverse.
        write(at, &[("日本 語.md", &note("空"))]);
        let (done, printed) = try_commit(at);
        assert!(done, "{printed}");
        // `git commit -a` and `git commit FILE` use an index of their own.
        for what in ["-a", "日本 語.md"] {
            let output = git(at, &["commit", "--quiet", "-m", "x", what]).output().unwrap();
            assert!(
                !output.status.success() && code_and_stderr(&output).1.contains("日本 語.md\n  3:1 "),
                "{}",
                code_and_stderr(&output).1
            );
        }
        let (code, printed) = code_and_stderr(&notelint(at, &["hook", "uninstall"]));
        assert_eq!((code, &*printed), (0, "removed `.git/hooks/pre-commit`\n"));
        assert!(!at.join(".git/hooks/pre-commit").exists());
    }

    #[test]
    fn another_hook_is_replaced_only_with_force_and_restored() {
        let repository = repository(&[("a.md", "x\n")]);
        let hook = repository.path().join(".git/hooks/pre-commit");
        fs::create_dir_all(hook.parent().unwrap()).unwrap();
        fs::write(&hook, "#!/bin/sh\nexit 7\n").unwrap();
        for (command, expected) in [
            ("install", "already exists and was not written by notelint; `--force` moves it aside"),
            ("uninstall", "was not written by notelint; left unchanged"),
        ] {
            let (code, printed) = code_and_stderr(&notelint(repository.path(), &["hook", command]));
            assert_eq!(code, 2, "{printed}");
            assert!(printed.contains(expected), "{printed}");
        }
        assert_eq!(fs::read_to_string(&hook).unwrap(), "#!/bin/sh\nexit 7\n");
        let (code, printed) = code_and_stderr(&notelint(repository.path(), &["hook", "install", "--force"]));
        assert_eq!(code, 0, "{printed}");
        assert!(printed.contains("moved the existing hook to `.git/hooks/pre-commit.before-notelint`"), "{printed}");
        assert_eq!(fs::metadata(&hook).unwrap().permissions().mode() & 0o777, 0o755);
        // Installing again keeps the hook that was moved aside.
        assert_eq!(code_and_stderr(&notelint(repository.path(), &["hook", "install"])).0, 0);
        let (code, printed) = code_and_stderr(&notelint(repository.path(), &["hook", "uninstall"]));
        assert_eq!(code, 0, "{printed}");
        assert_eq!(fs::read_to_string(&hook).unwrap(), "#!/bin/sh\nexit 7\n");
    }

    #[test]
    fn core_hooks_path_is_used() {
        let repository = repository(&[("a.md", "x\n")]);
        let at = repository.path();
        succeed(&mut git(at, &["config", "core.hooksPath", ".hooks"]));
        assert_eq!(code_and_stderr(&notelint(at, &["hook", "install"])).1, "wrote `.hooks/pre-commit`\n");
        // A folder that is not this repository's own needs `--force`.
        let shared = tempfile::tempdir().unwrap();
        succeed(&mut git(at, &["config", "core.hooksPath", shared.path().to_str().unwrap()]));
        let (code, printed) = code_and_stderr(&notelint(at, &["hook", "install"]));
        assert_eq!(code, 2, "{printed}");
        assert!(
            printed.contains("other repositories may share") && !shared.path().join("pre-commit").exists(),
            "{printed}"
        );
        assert_eq!(code_and_stderr(&notelint(at, &["hook", "install", "--force"])).0, 0);
        assert!(shared.path().join("pre-commit").is_file());
    }

    #[test]
    fn outside_a_repository_there_is_no_hook() {
        let folder = folder(&[]);
        let (code, printed) = code_and_stderr(&notelint(folder.path(), &["hook", "install"]));
        assert_eq!(code, 2, "{printed}");
        assert!(printed.contains("is not in a git repository"), "{printed}");
    }
}
