//! The first day with notelint in a repository: `init`, `--fix`, `baseline`, the hook, and the first commits.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::common::notes;
use crate::tools::{self, code_and_stderr, commit, git, notelint, succeed, with_notelint};

/// A note with a finding, to be added.
const BAD: &str = "# 新しいノート\n\n・項目\n・項目\n";
const GOOD: &str = "# 新しいノート\n\n- 項目\n- 項目\n";

/// Runs everything from `init` to a hook that accepts only clean notes. Returns the output of `init`.
fn first_day(at: &Path) -> String {
    let began = Instant::now();
    succeed(&mut git(at, &["init", "--quiet", "--initial-branch=main"]));
    commit(at, "notes");
    let (code, printed) = code_and_stderr(&notelint(at, &["init"]));
    assert_eq!(code, 0, "{printed}");
    let (code, found) = code_and_stderr(&notelint(at, &["--fix", "--quiet"]));
    assert!(code < 2, "{found}");
    let (code, written) = code_and_stderr(&notelint(at, &["baseline"]));
    assert!(code == 0 && written.starts_with("wrote `.notelint/baseline.json`: "), "{written}");
    let (code, rest) = code_and_stderr(&notelint(at, &[]));
    assert_eq!(code, 0, "{rest}");
    assert!(rest.contains("no findings"), "{rest}");
    let (code, hook) = code_and_stderr(&notelint(at, &["hook", "install"]));
    assert_eq!(code, 0, "{hook}");
    let try_commit = |note: &str| {
        tools::write(at, &[("新しいノート.md", note)]);
        succeed(&mut git(at, &["add", "--all"]));
        git(at, &["commit", "--quiet", "-m", "x"]).output().unwrap().status.success()
    };
    assert!(try_commit(GOOD), "an existing finding stops a commit");
    assert!(!try_commit(BAD), "a new one does not");
    let (code, fixed) = code_and_stderr(&notelint(at, &["--fix", "新しいノート.md"]));
    assert_eq!(code, 0, "{fixed}");
    // After the fix, it is what was committed before.
    tools::write(at, &[("other.md", "# Other\n\nA note.\n")]);
    succeed(&mut git(at, &["add", "--all"]));
    succeed(git(at, &["commit", "--quiet", "-m", "y"]).env("PATH", with_notelint()));
    assert!(began.elapsed() < Duration::from_mins(5), "that took {:?}", began.elapsed());
    printed
}

#[test]
fn the_sample_notes_have_a_first_day() {
    let folder = tools::folder(&[]);
    let notes = Path::new(env!("CARGO_MANIFEST_DIR")).join("notes");
    for entry in std::fs::read_dir(notes).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    assert!(first_day(folder.path()).starts_with("Findings in "));
}

#[test]
fn an_old_vault_has_a_first_day() {
    let note = "> [!note] 注意\n> 本文。\n\n#aws ==重要== ^id\n\n##見出し\n";
    let folder = tools::folder(&[(".obsidian/app.json", "{}"), ("S3.md", note), ("EC2.md", "# EC2\n\n## 空\n")]);
    let printed = first_day(folder.path());
    assert!(printed.starts_with("`.obsidian`: flavour obsidian"), "{printed}");
}

#[test]
fn real_repositories_have_a_first_day() {
    let notes = notes::notes();
    if notes.is_sample() {
        first_day(&notes.root());
        return;
    }
    for name in ["h-akira+CerfiticationStudy_SAP", "0ht+AzureStudy", "sunertl+obsidian-quartz"] {
        first_day(&notes.root().join(name));
    }
}
