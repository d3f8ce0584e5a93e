//! The scripts of the action, run as GitHub runs them.
#![cfg(unix)]

mod changes;
mod install;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::{code_and_stderr, repository, with_notelint, write};
use serde_json::Value;

const EMPTY: &str = "# ノート\n\n## 空\n\n## 終わり\n\n終わり。\n";
const CLEAN: &str = "# ノート\n\n文。\n";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A script of the action with the default inputs, run in `at`.
fn script(name: &str, at: &Path) -> Command {
    let mut command = Command::new(root().join(".github/action").join(name));
    command.current_dir(at).env("PATH", with_notelint()).env("RUNNER_TEMP", at.join(".git/temp"));
    for file in ["GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"] {
        command.env(file, at.join(".git").join(file));
    }
    for of_the_machine in ["GITHUB_SERVER_URL", "ImageOS", "BASE_SHA", "HEAD_SHA", "GH_TOKEN"] {
        command.env_remove(of_the_machine);
    }
    fs::create_dir_all(at.join(".git/temp")).unwrap();
    let action: Value = serde_saphyr::from_str(&fs::read_to_string(root().join("action.yml")).unwrap()).unwrap();
    for (input, about) in action["inputs"].as_object().unwrap() {
        command.env(variable(input), about["default"].as_str().unwrap());
    }
    command
}

/// The environment variable for `input`.
fn variable(input: &str) -> String {
    format!("INPUT_{}", input.replace('-', "_").to_uppercase())
}

#[test]
fn invalid_inputs_are_errors_with_the_valid_values() {
    let repository = repository(&[("notelint.toml", ""), ("sub/other.toml", "")]);
    let at = repository.path();
    let run = |inputs: &[(&str, &str)]| {
        let mut command = script("inputs", at);
        command.envs(inputs.iter().map(|(input, value)| (variable(input), value)));
        code_and_stderr(&command.output().unwrap())
    };
    for right in [
        &[][..],
        &[("changed-only", "true"), ("online", "true"), ("sarif", "true"), ("lang", "ja"), ("fail-on", "never")],
        &[("version", "v1.2.3")],
        &[("version", "1.2.3-rc.1")],
        &[("paths", "\n a b.md \n\n")],
        &[("working-directory", "sub"), ("config", "other.toml")],
    ] {
        assert_eq!(run(right), (0, String::new()), "{right:?}");
    }
    for (input, value, expected) in [
        ("changed-only", "yes", "the input `changed-only` must be one of `true`, `false`; it is `yes`"),
        ("online", "True", "the input `online` must be one of `true`, `false`; it is `True`"),
        ("sarif", "", "the input `sarif` must be one of `true`, `false`; it is ``"),
        ("fail-on", "Error", "the input `fail-on` must be one of `error`, `warning`, `advice`, `never`; it is `Error`"),
        ("lang", "fr", "the input `lang` must be one of `en`, `ja`; it is `fr`"),
        ("version", "latest", "; it is `latest`"),
        ("version", "1.2", "; it is `1.2`"),
        ("version", "../../evil/1.2.3", "the input `version` must be a version such as `"),
        ("version", "1.2.3 x", "; it is `1.2.3 x`"),
        ("paths", " \n\t", "the input `paths` names no file or folder"),
        ("working-directory", "gone", "there is no `gone`"),
        ("config", "gone.toml", "there is no `gone.toml` in `.`"),
        ("config", "sub", "there is no `sub` in `.`"),
        // An input can't inject a workflow command.
        ("lang", "a\n::error::50%", "it is `a%0A::error::50%25`"),
    ] {
        let (code, output) = run(&[(input, value)]);
        assert!(
            code == 2 && output.starts_with("::error title=notelint::") && output.contains(expected),
            "{value}: {output}"
        );
        assert_eq!(output.lines().count(), 1, "{output}");
    }
}

#[test]
fn the_action_writes_annotations_and_a_summary_and_fails() {
    let repository = repository(&[("古い.md", EMPTY), ("b.md", CLEAN)]);
    let at = repository.path();
    let (code, printed) = code_and_stderr(&script("check", at).output().unwrap());
    assert_eq!(code, 1, "{printed}");
    assert!(printed.contains("::warning file=古い.md,line=3,"), "{printed}");
    let summary = fs::read_to_string(at.join(".git/GITHUB_STEP_SUMMARY")).unwrap();
    assert!(summary.contains("### notelint") && summary.contains("| 古い\\.md:3 |"), "{summary}");
    assert!(!at.join(".git/GITHUB_OUTPUT").exists());
    let mut command = script("check", at);
    command.env("INPUT_SARIF", "true").env("INPUT_FAIL_ON", "never").env("INPUT_PATHS", "古い.md\nb.md\n");
    let (code, printed) = code_and_stderr(&command.output().unwrap());
    assert_eq!(code, 0, "{printed}");
    let file = fs::read_to_string(at.join(".git/GITHUB_OUTPUT")).unwrap();
    let file = file.trim().strip_prefix("sarif-file=").unwrap();
    assert!(fs::read_to_string(file).unwrap().contains("\"uri\":\"%E5%8F%A4%E3%81%84.md\""));
}

#[test]
fn missing_files_are_not_in_the_outputs() {
    let repository = repository(&[("古い.md", EMPTY), ("notelint.toml", "[x")]);
    let at = repository.path();
    // Files of an earlier step of the job.
    write(at, &[(".git/temp/notelint.sarif", "{}"), (".git/temp/notelint.md", "earlier")]);
    let (code, printed) = code_and_stderr(&script("check", at).env("INPUT_SARIF", "true").output().unwrap());
    assert!(code == 2 && !at.join(".git/GITHUB_OUTPUT").exists(), "{printed}");
    assert!(!at.join(".git/GITHUB_STEP_SUMMARY").exists());
}

#[test]
fn each_line_of_the_input_is_a_path() {
    let repository = repository(&[("a b.md", EMPTY), ("-c.md", EMPTY), ("d.md", EMPTY)]);
    let at = repository.path();
    let (code, printed) =
        code_and_stderr(&script("check", at).env("INPUT_PATHS", "a b.md\r\n\n-c.md").output().unwrap());
    assert!(code == 1 && printed.contains("file=a b.md,") && printed.contains("file=-c.md,"), "{printed}");
    assert!(!printed.contains("d.md"), "{printed}");
}
