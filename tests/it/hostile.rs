//! Hostile input: file names, notes and configurations from attackers. Runs the binary. `faults.md` lists the attacks.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::common::server;
use crate::tools::{code_and_stderr, folder, git, notelint, repository, succeed, write};

/// Sets the title of the terminal, turns text red, and reverses text.
const ESCAPES: &str = "\u{1b}]0;owned\u{7}\u{1b}[31m\u{9b}2J\u{202e}\u{2066}";

/// The same, escaped for TOML.
const ESCAPED: &str = r"\u001b]0;owned\u0007\u001b[31m\u009b2J\u202e\u2066";

/// The characters of `text` that must not reach a terminal.
fn raw(text: &str) -> Vec<char> {
    let acts = |char: &char| {
        char.is_control() && *char != '\n' || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(acts).collect()
}

/// The messages of `notelint` in `folder`, in both languages. Asserts that they contain no control characters, and that
/// the exit code is 2.
#[track_caller]
fn error_text(folder: &Path, args: &[&str]) -> String {
    let printed = ["en", "ja"].map(|lang| {
        let (code, printed) = code_and_stderr(&notelint(folder, &[&["--lang", lang], args].concat()));
        assert_eq!(code, 2, "{printed}");
        assert_eq!(raw(&printed), ['\0'; 0], "{printed}");
        printed
    });
    printed[0].clone()
}

#[test]
fn names_and_texts_are_printed_without_control_characters() {
    let name = format!("a{ESCAPES}\n::error::b.md");
    let text = format!("# {ESCAPES}\n\n## {ESCAPES}\n\n[x]({ESCAPES}.md) Elasticache {ESCAPES}\n");
    let folder = folder(&[(&name, &text), ("notelint.toml", "")]);
    for format in ["pretty", "concise", "json", "jsonl", "github", "gitlab", "sarif", "junit", "checkstyle", "markdown"]
    {
        let (code, printed) = code_and_stderr(&notelint(folder.path(), &["--format", format, "."]));
        assert_eq!(code, 1, "{printed}");
        // JSON escapes control characters, and the other formats are for programs.
        let controls: Vec<char> = raw(&printed).into_iter().filter(char::is_ascii_control).collect();
        assert!(controls.is_empty(), "{format}: {printed}");
        if ["pretty", "concise", "github", "markdown"].contains(&format) {
            assert_eq!(raw(&printed), ['\0'; 0], "{format}: {printed}");
        }
    }
    for args in [&["--statistics", "."][..], &["baseline"], &["config", &name], &["--diff", "--color", "always", "."]] {
        let printed = code_and_stderr(&notelint(folder.path(), args)).1;
        let plain = ["\u{1b}[31m", "\u{1b}[32m", "\u{1b}[36m", "\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m"];
        let printed = plain.iter().fold(printed, |printed, color| printed.replace(color, ""));
        assert_eq!(raw(&printed), ['\0'; 0], "{args:?}: {printed}");
    }
}

#[test]
fn configuration_errors_are_printed_without_control_characters() {
    let configurations = [
        format!("[rules]\n\"{ESCAPED}\" = 'off'\n"),
        format!("\"{ESCAPED}\" = 1\n"),
        format!("extends = [\"{ESCAPED}\", \"./{ESCAPED}\"]\n"),
        format!("# {ESCAPES}\nflavour = 1\n"),
        format!("exclude = [\"{{{ESCAPED}\"]\n"),
        format!("[terms]\ndictionaries = [\"{ESCAPED}\", \"./{ESCAPED}.yml\"]\n"),
        format!("[links.headers.\"{ESCAPED}\"]\nx = 1\n"),
        "[terms]\ndictionaries = ['./own.toml']\n".to_owned(),
        "[terms]\ndictionaries = ['./prh.yml']\n".to_owned(),
    ];
    let folder = folder(&[("a.md", "# A\n")]);
    write(folder.path(), &[("own.toml", &format!("[[term]]\nname = \"{ESCAPED}\"\n\"{ESCAPED}\" = 1\n"))]);
    write(
        folder.path(),
        &[("prh.yml", &format!("rules:\n  - expected: \"{ESCAPED}\"\n    pattern: \"/{ESCAPED}(/\"\n"))],
    );
    for text in configurations {
        write(folder.path(), &[("notelint.toml", &text)]);
        error_text(folder.path(), &["."]);
    }
}

#[test]
fn messages_in_a_github_job_are_not_commands() {
    let folder = folder(&[("a.md", "# A\n")]);
    let run = |runner: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
        command.args(["--format", "github", "."]).current_dir(folder.path()).env("LC_ALL", "C").env("COLUMNS", "60");
        code_and_stderr(&command.env("GITHUB_ACTIONS", runner).output().unwrap()).1
    };
    let commands = |printed: &str| {
        printed.lines().filter(|line| line.contains("##[") || line.trim_start().starts_with("::warning")).count()
    };
    let mut without = [0, 0];
    let old = "rules = 1 # ##[set-output name=a]b\n".to_owned();
    // Wherever a message is wrapped, one of these words is followed by a command.
    let wrapped = (0..60).map(|pad| format!("[terms]\ndictionaries = [\"{}::warning::b\"]\n", "x".repeat(pad)));
    for (index, text) in std::iter::once(old).chain(wrapped).enumerate() {
        write(folder.path(), &[("notelint.toml", &text)]);
        without[index.min(1)] += commands(&run(""));
        let printed = run("true");
        assert_eq!(commands(&printed), 0, "{printed}");
        assert!(printed.contains("notelint.toml"), "{printed}");
    }
    // Lines are wrapped only for a terminal.
    assert!(without[0] > 0 && without[1] == 0, "the trap itself works");
}

#[test]
fn a_patch_applies_to_a_note_with_any_name() {
    let name = "a\n+++ b\u{1b}\"\\.md";
    let folder = repository(&[(name, "# A\n\nElasticache\n"), ("b.md", "# B\n"), ("notelint.toml", "")]);
    let output = notelint(folder.path(), &["--diff", "."]);
    assert_eq!(output.status.code(), Some(1));
    fs::write(folder.path().join("patch"), &output.stdout).unwrap();
    succeed(&mut git(folder.path(), &["apply", "patch"]));
    assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), "# A\n\nElastiCache\n");
}

#[test]
fn nothing_is_read_from_outside_the_project() {
    let outside = folder(&[
        ("secret.toml", "secret = 'hush'\n"),
        ("secret.yml", "secret: hush\n"),
        ("secret.json", "[\"hush\"]\n"),
    ]);
    let at = |name: &str| outside.path().join(name);
    let absolute = at("secret.toml").to_str().unwrap().to_owned();
    let naming = |key: &str, path: &str| {
        if key == "extends" {
            format!("extends = ['{path}']\n")
        } else {
            format!("[terms]\ndictionaries = ['{path}']\n")
        }
    };
    let mut projects: Vec<(&str, &str, String)> = Vec::new();
    for key in ["extends", "dictionaries"] {
        projects.push(("", "", naming(key, &absolute)));
        projects.push(("", "", naming(key, "../outside.toml")));
        projects.push(("./in.toml", "secret.toml", naming(key, "./in.toml")));
        projects.push(("./in.yml", "secret.yml", naming(key, "./in.yml")));
    }
    projects.push(("notelint.toml", "secret.toml", String::new()));
    projects.push(("sub/notelint.toml", "secret.toml", String::new()));
    projects.push((".markdownlint.json", "secret.json", "NONE".into()));
    projects.push((".markdownlint-cli2.yaml", "secret.yml", "NONE".into()));
    projects.push((".notelint/baseline.json", "secret.json", "exclude = []\n".into()));
    for (link, target, config) in projects {
        let above = folder(&[("outside.toml", "secret = 'hush'\n"), ("in/sub/a.md", "# A\n"), ("in/.git/HEAD", "")]);
        let project = above.path().join("in");
        if !config.is_empty() && config != "NONE" {
            write(&project, &[("notelint.toml", &config)]);
        }
        if !link.is_empty() {
            let link = project.join(link);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            symlink(at(target), link).unwrap();
        }
        let printed = error_text(&project, &["."]);
        assert!(printed.contains("is outside the project"), "{link} {config}: {printed}");
        assert!(!printed.contains("hush"), "{printed}");
    }
}

#[test]
fn nothing_is_written_outside_the_project() {
    let outside = folder(&[]);
    let server = server::Server::start(|_, _| server::page(""));
    let folder =
        folder(&[("a.md", &format!("# A\n\n## B\n\n<{}>\n\nElasticache\n", server.url("/a"))), ("notelint.toml", "")]);
    symlink(outside.path(), folder.path().join(".notelint")).unwrap();
    let printed = error_text(folder.path(), &["baseline"]);
    assert!(
        printed.contains("`.notelint/baseline.json` can't be written: `.notelint` is outside the project"),
        "{printed}"
    );
    let (_, printed) = code_and_stderr(&notelint(folder.path(), &["--online", "--allow-private", "."]));
    assert!(
        printed.contains("`.notelint/links.json` can't be written: `.notelint` is outside the project"),
        "{printed}"
    );
    assert_eq!(server.count("/a"), 1);
    // Notes behind symbolic links do not belong to the project.
    write(outside.path(), &[("b.md", "# B\n\nElasticache\n")]);
    symlink(outside.path(), folder.path().join("notes")).unwrap();
    symlink(outside.path().join("b.md"), folder.path().join("b.md")).unwrap();
    assert_eq!(code_and_stderr(&notelint(folder.path(), &["--fix", "."])).0, 0);
    assert_eq!(fs::read_to_string(outside.path().join("b.md")).unwrap(), "# B\n\nElasticache\n");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
}

#[test]
fn a_committed_repository_runs_no_command() {
    // A pull request can contain the files of a bare repository, with its configuration.
    let folder = repository(&[("a.md", "# A\n"), ("notelint.toml", "")]);
    let evil = folder.path().join("evil");
    succeed(&mut git(folder.path(), &["init", "--quiet", "evil"]));
    write(
        &evil,
        &[("b.md", "## B\n\n## C\n\n[x](gone.md)\n"), (".gitattributes", "*.md filter=evil\n"), ("notelint.toml", "")],
    );
    succeed(&mut git(&evil, &["add", "b.md"]));
    succeed(&mut git(&evil, &["commit", "--quiet", "-m", "x"]));
    for entry in fs::read_dir(evil.join(".git")).unwrap() {
        let path = entry.unwrap().path();
        fs::rename(&path, evil.join(path.file_name().unwrap())).unwrap();
    }
    fs::remove_dir(evil.join(".git")).unwrap();
    let ran = folder.path().join("ran");
    let touch = format!("touch {}", ran.display());
    let config = format!(
        "[core]\nrepositoryformatversion = 0\nbare = false\nworktree = {}\nfsmonitor = {touch}\n[filter \"evil\"]\nclean = {touch}\n",
        evil.display()
    );
    fs::write(evil.join("config"), config).unwrap();
    for args in [&["--format", "html", "b.md"][..], &["--staged", "b.md"], &["--since", "HEAD", "b.md"], &["b.md"]] {
        let (_, printed) = code_and_stderr(&notelint(&evil, args));
        assert!(!ran.exists(), "{args:?}: {printed}");
    }
    // Git itself would run the command.
    let _ = Command::new("git").args(["blame", "b.md"]).current_dir(&evil).output();
    let _ = Command::new("git").args(["status"]).current_dir(&evil).output();
    assert!(ran.exists(), "the trap itself works");
}

#[test]
fn environment_variables_are_not_sent_to_hosts_in_the_configuration() {
    let server = server::Server::start(|_, _| server::page(""));
    let config = "[links]\nonline = true\n[links.headers.'127.0.0.1']\nX-A = '$HUSH'\nX-B = '$NOTELINT_TOLD'\n";
    let folder = folder(&[("a.md", &format!("# A\n\n<{}>\n", server.url("/a"))), ("notelint.toml", config)]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.args(["--allow-private", "."]).current_dir(folder.path()).env("LC_ALL", "C");
    let (code, printed) =
        code_and_stderr(&command.env("HUSH", "secret").env("NOTELINT_TOLD", "told").output().unwrap());
    assert_eq!(code, 0, "{printed}");
    assert!(
        printed.contains("the header with `$HUSH` is not sent: only variables that begin with `NOTELINT_` may be used"),
        "{printed}"
    );
    let seen = server.seen();
    assert_eq!((seen[0].headers.get("x-a"), &*seen[0].headers["x-b"]), (None, "told"));
}

#[test]
fn configurations_with_exponential_extends_are_rejected() {
    let folder = folder(&[("a.md", "# A\n")]);
    // Each file extends the next one twice: 2^40 files.
    for index in 0..40 {
        let next = index + 1;
        let toml = format!("extends = ['./{next}.toml', './{next}.toml']\n");
        let yaml = format!("imports: [{next}.yml, {next}.yml]\nrules:\n  - expected: a{index}\n");
        write(folder.path(), &[(&format!("{index}.toml"), &toml), (&format!("{index}.yml"), &yaml)]);
    }
    write(folder.path(), &[("40.toml", ""), ("40.yml", "rules:\n  - expected: b\n")]);
    for config in ["extends = ['./0.toml']\n", "[terms]\ndictionaries = ['./0.yml']\n"] {
        write(folder.path(), &[("notelint.toml", config)]);
        let printed = error_text(folder.path(), &["."]);
        assert!(printed.contains("more than 200 files extend each other"), "{printed}");
    }
}

#[test]
fn deeply_nested_configurations_are_rejected() {
    let deep = 100_000;
    let (list, object) = ("[".repeat(deep), "{\"a\":".repeat(deep));
    let braces = "{a,".repeat(deep) + &"}".repeat(deep);
    let project = "[terms]\ndictionaries = ['./own.toml', './prh.yml']\n";
    for (name, text) in [
        ("notelint.toml", format!("x = {list}")),
        ("notelint.toml", format!("exclude = ['{braces}']\n")),
        (".gitignore", braces.clone()),
        ("sub/.gitignore", braces),
        (".markdownlint.json", list.clone()),
        (".markdownlint.jsonc", object),
        (".markdownlint.yaml", list.clone()),
        ("own.toml", format!("x = {list}")),
        ("prh.yml", list.clone()),
        (".notelint/baseline.json", format!("{{\"version\": 1, \"files\": {list}")),
    ] {
        let folder = folder(&[("a.md", "# A\n"), (".git/HEAD", "")]);
        if !name.starts_with(".markdownlint") {
            write(folder.path(), &[("own.toml", ""), ("prh.yml", "rules: []"), ("notelint.toml", project)]);
        }
        write(folder.path(), &[(name, &text)]);
        let printed = error_text(folder.path(), &["."]);
        assert!(printed.contains(name), "{printed}");
    }
}

/// The tests in `faults.md`, as `module::test`.
fn named() -> Vec<String> {
    let table = fs::read_to_string(root().join("tests/faults.md")).unwrap();
    let rows = table.lines().filter(|line| line.ends_with("` |"));
    let tests = |row: &str| {
        let (_, tests) = row.rsplit_once(" | ").unwrap();
        let names = tests.trim_end_matches(" |").split(", ").map(|test| test.trim_matches('`').to_owned());
        names.collect::<Vec<_>>()
    };
    rows.flat_map(tests).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_table_of_faults_refers_to_existing_tests() {
    let named = named();
    assert!(named.len() > 30, "{named:?}");
    for test in &named {
        let (module, name) = test.rsplit_once("::").unwrap();
        let path = if module.contains("::") {
            // Tests of a module are in their own file, or at the end of the module's file.
            let own = format!("src/{}.rs", module.replace("::", "/"));
            if root().join(&own).is_file() { own } else { own.replace("/tests.rs", ".rs") }
        } else {
            format!("tests/it/{module}.rs")
        };
        let source = fs::read_to_string(root().join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(source.contains(&format!("fn {name}()")), "{path} has no test `{name}`");
    }
    for file in ["faults", "hostile"] {
        let source = fs::read_to_string(root().join(format!("tests/it/{file}.rs"))).unwrap();
        let tests = source.split("#[test]\nfn ").skip(1).map(|rest| rest.split("()").next().unwrap());
        for test in tests.filter(|test| !test.starts_with("the_table_of_faults")) {
            assert!(named.contains(&format!("{file}::{test}")), "faults.md does not name {file}::{test}");
        }
    }
}
