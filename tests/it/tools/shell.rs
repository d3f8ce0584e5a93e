//! Tests as shell scripts with git and notelint, without any user's configuration.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use super::{code_and_stderr, with_notelint};

/// Functions for scripts: `page TITLE` writes a note with the section `Part`, `link TO…` one with these links, `bad`
/// one with an empty section; `n` runs notelint.
const WORDS: &str = "\
    page() { printf '# %s\\n\\n## Part\\n\\ntext\\n' \"$1\"; }\n\
    link() { printf '# From\\n\\n'; for to; do printf '[x](%s)\\n' \"$to\"; done; }\n\
    bad() { printf '# A\\n\\n## Empty\\n\\n## Next\\n\\nx\\n'; }\n\
    n() { notelint --format concise --no-cache \"$@\"; }\n";

/// The first commit of most repositories.
const FIRST: &str = "\
    git init -q -b main . && mkdir img docs && page Target > target.md && page Other > other.md\n\
    page Deep > docs/deep.md && echo x > img/i.png && link other.md > from.md && link > old.md\n\
    git add -A && git commit -qm first\n";

/// Runs `script` in `folder`.
pub fn shell(folder: &Path, script: &str) -> Output {
    let mut command = Command::new("sh");
    command.args(["-uc", &format!("{WORDS}{script}")]).current_dir(folder);
    isolated(&mut command).output().unwrap()
}

fn isolated(command: &mut Command) -> &mut Command {
    for name in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{name}_NAME"), "t").env(format!("GIT_{name}_EMAIL"), "t@example.com");
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("XDG_CONFIG_HOME", "/dev/null");
    command.env("LC_ALL", "C").env("PATH", with_notelint()).env("COLUMNS", "200")
}

/// The output of `script`. Every command must succeed.
#[track_caller]
pub fn succeed(folder: &Path, script: &str) -> String {
    let output = shell(folder, &format!("set -e; {script}"));
    assert!(output.status.success(), "{script}: {}", code_and_stderr(&output).1);
    String::from_utf8(output.stdout).unwrap()
}

/// A folder with a repository `r` that has one commit.
pub fn first_commit() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("r")).unwrap();
    succeed(&folder.path().join("r"), FIRST);
    folder
}

/// The rules used in scripts.
const RULES: &str = "dead-link,dead-anchor,case-mismatched-link,empty-section";

/// The findings of `notelint` with `args` in `folder`, as `file:line rule`, and its other output.
pub fn found(folder: &Path, prefix: &str, args: &[&str]) -> (Vec<String>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.args(["--format", "jsonl", "--no-cache", "--select", RULES]).args(args).current_dir(folder);
    let output = isolated(&mut command).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let rows = text.lines().map(|row| serde_json::from_str::<BTreeMap<String, serde_json::Value>>(row).unwrap());
    let finding = |row: BTreeMap<String, serde_json::Value>| {
        Some(format!("{prefix}{}:{} {}", row.get("file")?.as_str()?, row["line"], row["rule"].as_str()?))
    };
    let mut findings: Vec<_> = rows.filter_map(finding).collect();
    findings.sort();
    (findings, String::from_utf8(output.stderr).unwrap())
}
