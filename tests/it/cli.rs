//! The command line. Each file in `tests/cli/` is a session; what sessions can't show (pipes, shells, the width of a
//! terminal) is tested here.

use std::path::Path;
use std::process::Command;

use crate::common::server::{Server, page, status};
use crate::tools::{self, code_and_stderr, git, notelint, repository, succeed, tool, with_notelint, write};

#[test]
fn sessions() {
    trycmd::TestCases::new()
        .env("LC_ALL", "en_US.UTF-8")
        .env("COLUMNS", "100")
        .case("tests/cli/*.toml")
        .case("tests/cli/*.trycmd")
        .run();
}

const EMPTY: &str = "# A\n\n## Empty\n\n## Next\n\nText.\n";

/// Runs `script` with `notelint` on the path. Returns the exit code and the output.
fn shell(program: &Path, script: &str, folder: &Path) -> (i32, String) {
    let mut command = Command::new(program);
    command.args(["-c", script]).current_dir(folder).env("PATH", with_notelint()).env("LC_ALL", "C.UTF-8");
    code_and_stderr(&command.output().unwrap())
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_keeps_the_exit_code() {
    let Some(bash) = tool("bash") else { return };
    let folder = tools::folder(&[("a.md", &EMPTY.repeat(2_000)), ("b.md", "# B\n\nText.\n")]);
    let end = |command: &str| shell(&bash, &format!("set -o pipefail; {command} | head -1 >/dev/null"), folder.path());
    assert_eq!(end("notelint a.md"), (1, String::new()));
    assert_eq!(end("notelint --format json a.md"), (1, String::new()));
    assert_eq!(end("notelint --fail-on never a.md"), (0, String::new()));
    assert_eq!(end("notelint rules"), (0, String::new()));
    assert_eq!(end("notelint gone.md").0, 2);
}

#[test]
fn help_is_a_command() {
    let folder = tools::folder(&[]);
    let help = |args: &[&str]| code_and_stderr(&notelint(folder.path(), args));
    assert_eq!(help(&["help"]), help(&["--help"]));
    assert_eq!(help(&["help", "links"]), help(&["links", "--help"]));
    assert_eq!(help(&["help", "hook", "install"]), help(&["hook", "install", "--help"]));
    assert_eq!(help(&["help", "--lang", "ja", "rules"]), help(&["rules", "--lang", "ja", "--help"]));
    for (name, hint) in [
        ("chek", "did you mean `check`?"),
        ("empty-section", "`notelint explain empty-section` explains it"),
        ("x", "`notelint help` lists the commands"),
    ] {
        assert_eq!(help(&["help", name]), (2, format!("error: unknown command `{name}`\n  help: {hint}\n")));
    }
}

#[test]
fn a_folder_without_notes_is_an_error_for_every_command_that_checks() {
    let folder = tools::folder(&[("nothing/a.txt", "")]);
    let check = |args: &[&str]| code_and_stderr(&notelint(folder.path(), args));
    let error = |text: &str| (2, format!("{text}\n"));
    assert_eq!(check(&["nothing"]), error("error: no notes (*.md, *.markdown) in `nothing`"));
    assert_eq!(check(&["links", "nothing"]), error("error: no notes (*.md, *.markdown) in `nothing`"));
    assert_eq!(check(&["--fix"]), error("error: no notes (*.md, *.markdown) in `.`"));
    assert_eq!(check(&["baseline"]), error("error: no notes (*.md, *.markdown) in `.`"));
    assert_eq!(check(&["--lang", "ja"]), error("エラー: `.` にノート（*.md, *.markdown）がない"));
    write(folder.path(), &[("notelint.toml", "flavour = 'docusaurus'\n")]);
    assert_eq!(check(&["nothing"]), error("error: no notes (*.md, *.markdown, *.mdx) in `nothing`"));
}

#[test]
fn a_broken_configuration_is_explained_in_a_repository_without_one_of_its_own() {
    let folder =
        tools::folder(&[(".git/HEAD", ""), ("a.md", "# A\n"), ("old/notelint.toml", "[x"), ("old/b.md", "# B\n")]);
    let (code, printed) = code_and_stderr(&notelint(folder.path(), &["a.md"]));
    assert_eq!(code, 2, "{printed}");
    assert!(
        printed.contains("`old/notelint.toml` is read because") && printed.contains("exclude = [\"old\"]"),
        "{printed}"
    );
    // What the hint says works.
    write(folder.path(), &[("notelint.toml", "exclude = [\"old\"]\n")]);
    assert_eq!(code_and_stderr(&notelint(folder.path(), &["a.md"])).0, 0);
}

#[test]
fn a_list_of_rules_fits_80_columns() {
    let folder = tools::folder(&[]);
    for lang in ["en", "ja"] {
        for args in [&["rules"][..], &["explain", "strict"], &["explain", "dead-anchor"], &["config", "--all"]] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
            command.args(args).args(["--lang", lang]).current_dir(folder.path()).env("COLUMNS", "80");
            let (code, printed) = code_and_stderr(&command.output().unwrap());
            assert_eq!(code, 0, "{printed}");
            // Examples are shown as they are, and so is a word that is longer than the line.
            let width = |line: &str| unicode_width::UnicodeWidthStr::width(line);
            let long: Vec<_> = printed.lines().filter(|line| width(line) > 80 && !line.starts_with("    ")).collect();
            assert!(long.is_empty(), "{args:?}: {long:#?}");
        }
    }
}

#[test]
fn an_invalid_configuration_in_another_folder_has_the_reason_why_it_is_read() {
    let folder = tools::folder(&[("notelint.toml", ""), ("a.md", "# A\n\nText.\n"), ("old/notelint.toml", "[x")]);
    let at = folder.path();
    write(at, &[("old/b.md", "# B\n\nText.\n")]);
    let (code, printed) = code_and_stderr(&notelint(at, &["a.md"]));
    assert_eq!(code, 2, "{printed}");
    assert!(printed.starts_with("error: not valid TOML: ") && printed.contains("old/notelint.toml:1:"), "{printed}");
    let hint = "  help: `old/notelint.toml` is read because links and spellings are checked across the whole project; to leave \
                its folder out, put `exclude = [\"old\"]` in `notelint.toml`\n";
    assert!(printed.ends_with(hint), "{printed}");
    // Users who name the folder know why.
    for args in [&["old"][..], &["old/b.md"], &[]] {
        assert!(!code_and_stderr(&notelint(at, args)).1.contains("is read because"));
    }
    // The suggested command works.
    write(at, &[("notelint.toml", "exclude = [\"old\"]\n")]);
    assert_eq!(code_and_stderr(&notelint(at, &["a.md"])), (0, "no findings in 1 file\n".to_owned()));
}

#[test]
fn a_dead_link_to_a_line_with_seven_hashes_has_the_reason() {
    let folder = tools::folder(&[("a.md", "# A\n\n####### Seven\n\n[x](#seven)\n")]);
    let (code, printed) = code_and_stderr(&notelint(folder.path(), &["a.md"]));
    assert_eq!(code, 1, "{printed}");
    assert!(printed.contains("[too-many-hashes] `####### Seven` has 7 `#`; a heading has at most 6"), "{printed}");
    assert!(printed.contains("[dead-anchor] no heading or id matches `#seven`"), "{printed}");
    assert!(printed.contains("note: line 3 has too many `#`"), "{printed}");
    // With its fix the link leads there.
    let (_, printed) = code_and_stderr(&notelint(folder.path(), &["--fix", "--unsafe-fixes", "a.md"]));
    assert!(printed.contains("fixed 1") && !printed.contains("dead-anchor"), "{printed}");
}

#[test]
fn a_second_baseline_says_what_it_adds() {
    let folder = tools::folder(&[("notelint.toml", ""), ("a.md", EMPTY)]);
    let at = folder.path();
    let baseline = |args: &[&str]| {
        let (code, printed) = code_and_stderr(&notelint(at, &[&["baseline"], args].concat()));
        assert_eq!(code, 0, "{printed}");
        printed
    };
    let rest = "; future runs skip them\n";
    assert_eq!(baseline(&[]), format!("wrote `.notelint/baseline.json`: 1 finding in 1 file{rest}"));
    assert_eq!(
        baseline(&[]),
        format!("wrote `.notelint/baseline.json`: 1 finding in 1 file (the same as before){rest}")
    );
    write(at, &[("b.md", EMPTY)]);
    assert_eq!(
        baseline(&[]),
        format!("wrote `.notelint/baseline.json`: 2 findings in 2 files (1 more than before){rest}")
    );
    write(at, &[("a.md", "# A\n\nText.\n"), ("c.md", "# A\n\n## Other\n\n## Next\n\nText.\n")]);
    assert_eq!(
        baseline(&[]),
        format!("wrote `.notelint/baseline.json`: 2 findings in 2 files (1 added, 1 removed){rest}")
    );
    std::fs::remove_file(at.join("c.md")).unwrap();
    assert_eq!(
        baseline(&["--lang", "ja"]),
        "`.notelint/baseline.json` を書き出した: 1 ファイル、1 件の指摘（前回より 1 件減）。今後は報告されない\n"
    );
}

#[test]
fn links_are_counted_by_result() {
    let server = Server::start(|seen, _| match &*seen.path {
        "/gone" => status(404),
        "/guarded" => status(403),
        _ => page("<h1>A</h1>"),
    });
    let [one, other, gone, guarded, ignored] =
        ["/1", "/2", "/gone", "/guarded", "/ignored"].map(|path| server.url(path));
    let note = format!("# A\n\n<{one}> <{one}#a> <{other}> <{gone}> <{guarded}> <{ignored}> <https://example.com/>\n");
    let config = "links.ignore = ['*/ignored']\n";
    let folder = tools::folder(&[("a.md", &note), ("notelint.toml", config), ("none/b.md", "# B\n\nText.\n")]);
    let last = |args: &[&str]| {
        let (code, printed) = code_and_stderr(&notelint(folder.path(), args));
        (code, printed.lines().rfind(|line| line.contains("URL")).unwrap_or_default().to_owned())
    };
    let all = "6 external URLs: 2 working, 1 dead, 1 could not be checked, 2 skipped (1 reserved, 1 ignored)";
    assert_eq!(last(&["links", "--allow-private", "a.md"]), (1, all.to_owned()));
    let japanese = "外部 URL 6 件: 有効 2、リンク切れ 1、確認できなかったもの 1、対象外 2（予約済み 1、設定で除外 1）";
    assert_eq!(last(&["links", "--allow-private", "--lang", "ja", "a.md"]), (1, japanese.to_owned()));
    // Without the option, loopback addresses are not requested.
    let skipped = "6 external URLs: 6 skipped (4 private, 1 reserved, 1 ignored)";
    assert_eq!(last(&["--online", "a.md"]), (0, skipped.to_owned()));
    assert_eq!(last(&["links", "none"]), (0, "no external URLs".to_owned()));
    // Formats for programs and quiet runs have no tally, nor have runs that check no external links.
    for args in [&["links", "--quiet", "none"][..], &["links", "--format", "json", "none"], &["none"]] {
        assert_eq!(last(args), (0, String::new()), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_stopped_commit_has_advice() {
    let repository = repository(&[("a.md", "# A\n\nText.\n")]);
    let at = repository.path();
    assert_eq!(code_and_stderr(&notelint(at, &["hook", "install"])).0, 0);
    let commit = |files: &[(&str, &str)]| {
        write(at, files);
        succeed(&mut git(at, &["add", "--all"]));
        let output = git(at, &["commit", "--quiet", "-m", "x"]).output().unwrap();
        assert!(!output.status.success());
        code_and_stderr(&output).1
    };
    let printed = commit(&[("新しい ノート.md", "# A\n\n・一つ\n・二つ\n")]);
    let expected = "commit stopped; fix the notes and stage them again:\n  \
        notelint --fix '新しい ノート.md' && git add '新しい ノート.md'\nor commit them as they are:\n  git commit --no-verify\n";
    assert!(printed.ends_with(expected), "{printed}");
    // The suggested commands work.
    let bash = Path::new("/bin/sh");
    assert_eq!(shell(bash, "notelint --fix '新しい ノート.md' && git add '新しい ノート.md'", at).0, 0);
    succeed(&mut git(at, &["commit", "--quiet", "-m", "x"]));
    // A finding without a fix.
    let printed = commit(&[("b.md", EMPTY)]);
    assert!(
        printed.contains("stage them again:\n  git add b.md\n") && !printed.contains("notelint --fix"),
        "{printed}"
    );
    let printed = commit(&[("notelint.toml", "[x")]);
    assert!(
        printed.contains("commit stopped by the error above; to commit anyway: git commit --no-verify"),
        "{printed}"
    );
    // Outside a commit there is nothing to stop.
    assert!(!code_and_stderr(&notelint(at, &["--staged"])).1.contains("commit stopped"));
}

#[test]
fn the_man_page_has_the_usual_sections() {
    let folder = tools::folder(&[]);
    let (code, page) = code_and_stderr(&notelint(folder.path(), &["man"]));
    assert_eq!(code, 0);
    let headings: Vec<_> =
        page.lines().filter_map(|line| line.strip_prefix(".SH ")).map(|line| line.trim_matches('"')).collect();
    let expected = "NAME, SYNOPSIS, DESCRIPTION, OPTIONS, COMMANDS, EXIT STATUS, FILES, ENVIRONMENT, EXAMPLES";
    assert_eq!(headings.join(", "), expected);
    let (_, page) = code_and_stderr(&notelint(folder.path(), &["man", "--lang", "ja"]));
    assert!(page.contains(".SH 終了ステータス\n") && page.contains(".SH 名前\n"), "{page}");
    let Some(mandoc) = tool("mandoc") else { return };
    succeed(Command::new(env!("CARGO_BIN_EXE_notelint")).args(["man", "pages"]).current_dir(folder.path()));
    for page in std::fs::read_dir(folder.path().join("pages")).unwrap() {
        // All errors and warnings except the one about the missing date.
        let output =
            Command::new(&mandoc).args(["-T", "lint", "-W", "warning"]).arg(page.unwrap().path()).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let wrong: Vec<_> = text.lines().filter(|line| !line.contains("missing date")).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

/// For each shell: the words typed so far, and names that must be among the completions.
const COMPLETIONS: [(&str, &[&str]); 9] = [
    ("notelint --select emp", &["empty-section", "empty-link"]),
    ("notelint check --ignore heading", &["headings", "heading-punctuation"]),
    ("notelint --preset st", &["style", "strict"]),
    ("notelint --format js", &["json", "jsonl"]),
    ("notelint explain dead", &["dead-link", "dead-anchor"]),
    ("notelint explain ze", &["zenn"]),
    ("notelint explain ku", &["kubernetes"]),
    ("notelint rules --group li", &["links", "lists"]),
    ("notelint help ho", &["hook"]),
];

#[test]
fn bash_completes_the_names_of_rules_presets_and_groups() {
    let Some(bash) = tool("bash") else { return };
    let folder = tools::folder(&[]);
    for (typed, expected) in COMPLETIONS {
        let script = format!(
            "source <(notelint completions bash)
             COMP_WORDS=({typed}) COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)) COMPREPLY=()
             _notelint notelint \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD - 1]}}\"
             printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        let (code, printed) = shell(&bash, &script, folder.path());
        assert_eq!(code, 0, "{printed}");
        assert!(expected.iter().all(|name| printed.lines().any(|line| line == *name)), "{typed}: {printed}");
    }
}

#[test]
fn fish_completes_the_names_of_rules_presets_and_groups() {
    let Some(fish) = tool("fish") else { return };
    let folder = tools::folder(&[]);
    for lang in ["en", "ja"] {
        let script = COMPLETIONS.map(|(typed, _)| format!("echo; complete -C '{typed}'")).join("\n");
        let script = format!("notelint completions fish --lang {lang} | source\n{script}");
        let (code, printed) = shell(&fish, &script, folder.path());
        assert_eq!(code, 0, "{printed}");
        let completions: Vec<_> = printed.split("\n\n").collect();
        for ((typed, expected), printed) in COMPLETIONS.iter().zip(completions) {
            let has = |name: &&&str| printed.lines().any(|line| line.split('\t').next() == Some(name));
            assert_eq!(expected.iter().filter(has).count(), expected.len(), "{typed}: {printed}");
        }
    }
}

#[test]
fn zsh_accepts_the_script_and_has_the_names() {
    let Some(zsh) = tool("zsh") else { return };
    let folder = tools::folder(&[]);
    for lang in ["en", "ja"] {
        let script = format!("notelint completions zsh --lang {lang} > _notelint && zsh -n _notelint && cat _notelint");
        let (code, printed) = shell(&zsh, &script, folder.path());
        assert_eq!(code, 0, "{printed}");
        for (_, expected) in COMPLETIONS {
            assert!(expected.iter().all(|name| printed.contains(&format!("{name}\\:")) || printed.contains(*name)));
        }
    }
}
