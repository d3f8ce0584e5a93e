//! Limits: more threads, errors or nesting than notelint uses, or fewer threads than requested.

#[cfg(unix)]
use std::fs;
#[cfg(unix)]
use std::path::Path;
#[cfg(unix)]
use std::process::{Command, Output};

use crate::tools::{code_and_stderr, folder, notelint, write};

/// Runs `notelint` with `args` as a user who may run only `processes` threads and processes; `None`, with a message, if
/// that can't be limited. The limit does not apply to root, so the test runs as `nobody`.
#[cfg(unix)]
fn limited(folder: &Path, processes: &str, args: &[&str]) -> Option<Output> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    let root = fs::metadata(folder).unwrap().uid() == 0;
    let mut command = Command::new(if root { "setpriv" } else { "prlimit" });
    if root {
        command.args(["--reuid=65534", "--clear-groups", "prlimit"]);
    }
    let program = folder.join("notelint");
    fs::hard_link(env!("CARGO_BIN_EXE_notelint"), &program)
        .or_else(|_| fs::copy(env!("CARGO_BIN_EXE_notelint"), &program).map(drop))
        .unwrap();
    command.arg(format!("--nproc={processes}")).arg(&program).args(args).current_dir(folder);
    let output = command.env("LC_ALL", "C").env("HOME", "/nonexistent").output().ok();
    fs::remove_file(program).unwrap();
    let ran =
        output.filter(|output| !["setpriv", "prlimit"].iter().any(|name| code_and_stderr(output).1.starts_with(name)));
    if ran.is_none() {
        crate::tools::skip("prlimit", "it is part of util-linux, and has to be allowed");
    }
    ran
}

/// Notes with a finding each, more than any limit on threads.
#[cfg(unix)]
fn notes(count: usize) -> tempfile::TempDir {
    let folder = folder(&[("notelint.toml", "extends = ['recommended']\n")]);
    let names: Vec<String> = (0..count).map(|index| format!("{index:03}.md")).collect();
    write(folder.path(), &names.iter().map(|name| (&**name, "# A\n\n## B\n")).collect::<Vec<_>>());
    folder
}

#[test]
#[cfg(unix)]
fn a_run_uses_the_threads_it_gets() {
    let folder = notes(400);
    let args = |threads| ["--no-cache", "--threads", threads, "--format", "concise", "."];
    let expected = notelint(folder.path(), &args("1"));
    assert_eq!(expected.status.code(), Some(1));
    for (processes, threads) in [("1", "300"), ("2", "300"), ("40", "300"), ("40", "100000")] {
        let Some(output) = limited(folder.path(), processes, &args(threads)) else { return };
        assert_eq!(code_and_stderr(&output), code_and_stderr(&expected), "{processes} {threads}");
    }
}

#[test]
fn ten_thousand_errors_are_shown_as_fifty_and_a_count() {
    let rules: Vec<_> = (0..10_000).map(|index| format!("no-such-rule-{index} = 'off'\n")).collect();
    let rules = rules.concat();
    let folder = folder(&[("notelint.toml", &format!("[rules]\n{rules}")), ("a.md", "# A\n")]);
    for (lang, more) in [("en", "and 9950 more errors"), ("ja", "ほかに 9950 件のエラーがある")] {
        let (code, printed) = code_and_stderr(&notelint(folder.path(), &["--lang", lang, "."]));
        assert_eq!(code, 2);
        assert_eq!(printed.matches("no-such-rule-0`").count(), 1, "{}", &printed[..2000]);
        assert_eq!(printed.matches("notelint.toml:").count(), 50);
        assert!(printed.trim_end().ends_with(more), "{lang}");
    }
    write(folder.path(), &[("notelint.toml", "[rules]\na = 'off'\n")]);
    assert!(!code_and_stderr(&notelint(folder.path(), &["."])).1.contains("more error"));
}

#[test]
fn every_command_is_suggested() {
    let folder = folder(&[]);
    let meant =
        [("mann", "man"), ("chekc", "check"), ("complections", "completions"), ("hok", "hook"), ("linx", "links")];
    for (typed, meant) in meant {
        let (code, printed) = code_and_stderr(&notelint(folder.path(), &[typed]));
        assert_eq!(code, 2);
        assert!(printed.contains(&format!("did you mean the command `{meant}`?")), "{printed}");
    }
    assert!(!code_and_stderr(&notelint(folder.path(), &["mann.md"])).1.contains("did you mean"), "it refers to a file");
}

#[test]
fn a_deeply_nested_note_is_checked() {
    // Emphasis nests as deep as it is written; other brackets form no tree. A thread's stack has 2 MiB.
    for (open, close) in [("*", "*"), ("「", "」")] {
        let text = format!("# A\n\n{}a{}\n", open.repeat(100_000), close.repeat(100_000));
        let folder = folder(&[("a.md", &text)]);
        let (code, printed) = code_and_stderr(&notelint(folder.path(), &["--format", "concise", "--quiet", "."]));
        assert!(
            code <= 1 && !printed.contains("internal-error"),
            "{open}: {code} {}",
            &printed[..printed.len().min(500)]
        );
    }
}

#[test]
fn the_flavour_of_an_override_resolves_links() {
    let config = |files: &str| format!("[[overrides]]\nfiles = ['{files}']\nflavour = 'docusaurus'\n");
    let note = "# A\n\n[x](intro)\n";
    let folder = folder(&[("site/a.md", note), ("site/b.md", note), ("other/a.md", note)]);
    let all = ["other/a.md", "site/a.md", "site/b.md"];
    // In the last two cases, notes in one folder with the same link have different flavours.
    for (files, dead) in [
        ("site/**", &all[..1]),
        ("**", &[]),
        ("none/**", &all),
        ("site/a.md", &[all[0], all[2]]),
        ("*/b.md", &all[..2]),
    ] {
        write(folder.path(), &[("notelint.toml", &config(files))]);
        for threads in ["1", "2"] {
            let args =
                ["--no-cache", "--threads", threads, "--select", "dead-link", "--format", "concise", "--quiet", "."];
            let (_, printed) = code_and_stderr(&notelint(folder.path(), &args));
            let found: Vec<_> = printed.lines().map(|line| line.split(':').next().unwrap()).collect();
            assert_eq!(found, dead, "{files}: {printed}");
        }
    }
}

#[test]
fn paths_in_a_configuration_have_slashes_on_every_system() {
    let folder =
        folder(&[("notelint.toml", "extends = [\"..\\\\base.toml\"]\nexclude = ['docs\\api']\n"), ("a.md", "# A\n")]);
    let (code, printed) = code_and_stderr(&notelint(folder.path(), &["."]));
    assert_eq!(code, 2);
    assert!(printed.contains("write `../base.toml`"), "{printed}");
    assert!(printed.contains("does not separate folders in a glob"), "{printed}");
}

#[test]
fn rules_that_are_always_on_ignore_the_selection() {
    let folder = folder(&[("a.md", "# A\n\n## B\n")]);
    std::fs::write(folder.path().join("b.md"), b"\x82\xa0\x82\xa2\n").unwrap();
    let (code, printed) =
        code_and_stderr(&notelint(folder.path(), &["--select", "dead-link", "--format", "concise", "."]));
    assert_eq!(code, 1);
    assert!(printed.contains("unreadable-file") && !printed.contains("empty-section"), "{printed}");
}
