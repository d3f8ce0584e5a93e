//! Hook managers that run notelint: pre-commit and lefthook.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::{code_and_stderr, git, repository, snippets, succeed, tool, with_notelint, write};
use serde_json::{Value, json};

const EMPTY: &str = "# ノート\n\n## 空\n\n## 終わり\n\n終わり。\n";
const CLEAN: &str = "# ノート\n\n文。\n";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn yaml(path: &Path) -> Value {
    serde_saphyr::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A repository that runs the hook `id` of `.pre-commit-hooks.yaml`. Only its language is changed, because the binary is already
/// built.
fn hooked(id: &str, pre_commit: &Path) -> tempfile::TempDir {
    let hooks = yaml(&root().join(".pre-commit-hooks.yaml"));
    let mut hook = hooks.as_array().unwrap().iter().find(|hook| hook["id"] == id).unwrap().clone();
    assert_eq!(hook["language"], "rust");
    hook["language"] = "system".into();
    let config = json!({ "repos": [{ "repo": "local", "hooks": [hook] }] });
    // JSON is valid YAML.
    let repository = repository(&[(".pre-commit-config.yaml", &config.to_string()), ("old/古い.md", EMPTY)]);
    let at = repository.path();
    succeed(Command::new(pre_commit).arg("install").current_dir(at).env("PRE_COMMIT_HOME", at.join(".git/cache")));
    repository
}

/// Commits what is staged, with hooks. Returns whether git committed, and the output.
fn commit(at: &Path) -> (bool, String) {
    let mut command = git(at, &["commit", "-m", "x"]);
    let output = command.env("PRE_COMMIT_HOME", at.join(".git/cache")).output().unwrap();
    (output.status.success(), code_and_stderr(&output).1)
}

fn stage(at: &Path, files: &[(&str, &str)]) {
    write(at, files);
    succeed(&mut git(at, &["add", "--all"]));
}

#[test]
fn pre_commit_checks_mdx() {
    let Some(pre_commit) = tool("pre-commit") else { return };
    let repository = hooked("notelint", &pre_commit);
    let at = repository.path();
    stage(at, &[("notelint.toml", "flavour = 'docusaurus'\n"), ("新しい.mdx", EMPTY)]);
    let (done, printed) = commit(at);
    assert!(!done && printed.contains("新しい.mdx") && printed.contains("empty-section"), "{printed}");
}

#[test]
fn pre_commit_checks_only_staged_content() {
    let Some(pre_commit) = tool("pre-commit") else { return };
    let repository = hooked("notelint", &pre_commit);
    let at = repository.path();
    stage(at, &[("新しい ノート.md", EMPTY), ("picture.txt", "## a\n")]);
    let (done, printed) = commit(at);
    assert!(!done && printed.contains("新しい ノート.md") && printed.contains("1 of 1 file"), "{printed}");
    assert!(!printed.contains("古い.md"), "{printed}");
    // Staged without findings, with more changes in the working tree: only staged content counts.
    stage(at, &[("新しい ノート.md", CLEAN)]);
    write(at, &[("新しい ノート.md", EMPTY)]);
    let (done, printed) = commit(at);
    assert!(done, "{printed}");
    assert_eq!(fs::read_to_string(at.join("新しい ノート.md")).unwrap(), EMPTY);
    // Staged with a finding, fixed in the working tree.
    stage(at, &[("新しい ノート.md", EMPTY)]);
    write(at, &[("新しい ノート.md", CLEAN)]);
    let (done, printed) = commit(at);
    assert!(!done && printed.contains("empty-section"), "{printed}");
    assert_eq!(fs::read_to_string(at.join("新しい ノート.md")).unwrap(), CLEAN);
}

#[test]
fn pre_commit_fixes_staged_content() {
    let Some(pre_commit) = tool("pre-commit") else { return };
    let repository = hooked("notelint-fix", &pre_commit);
    let at = repository.path();
    stage(at, &[("a b.md", "# ノート\n\n・一つ\n・二つ\n"), ("other.md", CLEAN)]);
    write(at, &[("other.md", "# ノート\n\n・触れない\n・触れない\n")]);
    let (done, printed) = commit(at);
    assert!(!done && printed.contains("files were modified by this hook"), "{printed}");
    assert_eq!(fs::read_to_string(at.join("a b.md")).unwrap(), "# ノート\n\n- 一つ\n- 二つ\n");
    assert!(fs::read_to_string(at.join("other.md")).unwrap().contains("・触れない"));
    succeed(&mut git(at, &["add", "a b.md"]));
    let (done, printed) = commit(at);
    assert!(done, "{printed}");
}

#[test]
fn pre_commit_accepts_the_definitions() {
    let Some(pre_commit) = tool("pre-commit") else { return };
    succeed(Command::new(pre_commit).arg("validate-manifest").arg(root().join(".pre-commit-hooks.yaml")));
}

#[test]
fn lefthook_runs_as_documented() {
    let Some(lefthook) = tool("lefthook") else { return };
    let snippet = snippets("yaml", "notelint check --staged");
    let repository = repository(&[("lefthook.yml", &snippet[0]), ("old/古い.md", EMPTY)]);
    let at = repository.path();
    succeed(Command::new(&lefthook).arg("install").current_dir(at).env("PATH", with_notelint()));
    let bin = lefthook.parent().unwrap();
    let path = format!("{}:{}", bin.display(), with_notelint().to_string_lossy());
    let try_commit = || {
        let output = git(at, &["commit", "-m", "x"]).env("PATH", &path).output().unwrap();
        (output.status.success(), code_and_stderr(&output).1)
    };
    stage(at, &[("新しい ノート.md", EMPTY)]);
    let (done, printed) = try_commit();
    assert!(!done && printed.contains("新しい ノート.md") && !printed.contains("古い.md"), "{printed}");
    stage(at, &[("新しい ノート.md", CLEAN)]);
    let (done, printed) = try_commit();
    assert!(done, "{printed}");
}
