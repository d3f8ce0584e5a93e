//! Invalid input causes a clear message and no loss of data. Runs the binary.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A note with one safe fix: `Elasticache`.
const FIXABLE: &str = "# ノート\n\nElasticache を使う。\n";

fn notelint(folder: &Path, args: &[&str]) -> Output {
    notelint_as("concise", folder, args)
}

fn notelint_as(format: &str, folder: &Path, args: &[&str]) -> Output {
    let command = ["--lang", "en", "--format", format, "--threads", "2"];
    Command::new(env!("CARGO_BIN_EXE_notelint"))
        .env("COLUMNS", "100")
        .args(command)
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn output_text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

#[test]
fn a_missing_path_is_reported_and_the_others_are_checked() {
    let folder = folder(&[("a.md", FIXABLE.as_bytes())]);
    let output = notelint(folder.path(), &["無い.md", "a.md"]);
    assert_eq!(code(&output), 2);
    assert!(output_text(&output).contains("無い.md"), "{}", output_text(&output));
    assert!(output_text(&output).contains("a.md:3:1: warning[misspelled-term]"), "{}", output_text(&output));
}

#[test]
fn a_file_that_is_not_utf8_is_a_finding_and_is_not_changed() {
    let (sjis, nul) = (b"# \x93\xfa\x96{\x8c\xea\x82\xcc\x83m\x81[\x83g\n", b"a\0b\n");
    let folder = folder(&[("sjis.md", sjis), ("nul.md", nul), ("good.md", FIXABLE.as_bytes())]);
    let output = notelint(folder.path(), &["--fix", "."]);
    assert_eq!(code(&output), 1);
    let printed = output_text(&output);
    assert!(printed.contains("sjis.md:1:1: error[unreadable-file] not valid UTF-8"), "{printed}");
    assert!(printed.contains("nul.md:1:1: error[unreadable-file] not a text file: NUL at byte 1"), "{printed}");
    assert_eq!(fs::read(folder.path().join("sjis.md")).unwrap(), sjis);
    assert_eq!(fs::read(folder.path().join("nul.md")).unwrap(), nul);
    assert!(fs::read_to_string(folder.path().join("good.md")).unwrap().contains("ElastiCache"));
}

#[test]
fn an_unreadable_file_is_reported_for_any_selection_of_rules() {
    let folder = folder(&[("nul.md", b"a\0b\n")]);
    let output = notelint(folder.path(), &["--select", "empty-section", "."]);
    assert!(output_text(&output).contains("error[unreadable-file]"), "{}", output_text(&output));
    assert_eq!(code(&output), 1);
}

#[test]
fn an_empty_file_is_clean_and_a_folder_without_notes_is_an_error() {
    let folder = folder(&[("empty.md", b""), ("notelint.toml", b"exclude = ['out']"), ("out/a.md", b"")]);
    fs::create_dir(folder.path().join("nothing")).unwrap();
    assert_eq!(code(&notelint(folder.path(), &["empty.md"])), 0);
    let check = |args: &[&str], expected: &str| {
        let output = notelint(folder.path(), args);
        assert_eq!((code(&output), output_text(&output).trim_end()), (2, expected), "{args:?}");
    };
    check(&["nothing"], "error: no notes (*.md, *.markdown) in `nothing`");
    check(&["links", "nothing"], "error: no notes (*.md, *.markdown) in `nothing`");
    check(&["--lang", "ja", "nothing"], "エラー: `nothing` にノート（*.md, *.markdown）がない");
    check(&["out"], "error: no notes in `out`: the configuration excludes this folder");
    // The other paths are checked anyway.
    let output = notelint(folder.path(), &["nothing", "empty.md"]);
    assert_eq!(code(&output), 2);
    assert!(output_text(&output).contains("no findings in 1 file"), "{}", output_text(&output));
    // Without a path, the current folder is checked. The wrong folder must not look clean.
    let nothing = folder.path().join("nothing");
    let output = notelint(&nothing, &[]);
    assert_eq!(code(&output), 2);
    assert!(output_text(&output).contains("no notes (*.md, *.markdown) in `.`"), "{}", output_text(&output));
    assert_eq!(code(&notelint(&nothing, &["baseline"])), 0, "the project has notes");
    // pre-commit names files that the configuration excludes.
    assert_eq!(code(&notelint(folder.path(), &["out/a.md"])), 0);
}

#[test]
fn a_read_only_note_is_reported_and_not_fixed() {
    let folder = folder(&[("a.md", FIXABLE.as_bytes())]);
    let path = folder.path().join("a.md");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let output = notelint(folder.path(), &["--fix", "a.md"]);
    assert_eq!(code(&output), 2);
    assert!(output_text(&output).contains("a.md: not fixed: the file is read-only"), "{}", output_text(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), FIXABLE);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a temporary file is left");
}

#[test]
fn a_line_of_100_mb_is_checked() {
    let text = "あいうえお, Elasticache. ".repeat(100 * 1024 * 1024 / 29);
    let folder = folder(&[("long.md", text.as_bytes())]);
    let output = notelint(folder.path(), &["--select", "empty-section,extra-space-after-hash", "long.md"]);
    assert_eq!(code(&output), 0, "{}", output_text(&output));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn symbolic_links_to_parent_folders_are_not_followed_forever() {
        let folder = folder(&[("notes/a.md", FIXABLE.as_bytes())]);
        symlink(folder.path().join("notes"), folder.path().join("notes/again")).unwrap();
        let output = notelint(folder.path(), &["."]);
        assert_eq!(output_text(&output).matches("misspelled-term").count(), 1, "{}", output_text(&output));
    }

    #[test]
    fn a_pipe_with_the_name_of_a_note_is_reported_without_waiting() {
        let folder = folder(&[]);
        let made = Command::new("mkfifo").arg(folder.path().join("pipe.md")).status();
        if !made.is_ok_and(|status| status.success()) {
            crate::tools::skip("mkfifo", "it is part of coreutils");
            return;
        }
        let output = notelint(folder.path(), &["pipe.md"]);
        assert_eq!(code(&output), 1);
        assert!(
            output_text(&output).contains("pipe.md:1:1: error[unreadable-file] not a regular file"),
            "{}",
            output_text(&output)
        );
    }

    #[test]
    fn escape_sequences_never_reach_the_terminal_raw() {
        let name = "\u{1b}]0;evil\u{7}.md";
        let folder = folder(&[(name, "## \u{1b}[31mred\n\n## b\n\ntext\n".as_bytes())]);
        for format in ["pretty", "concise", "json"] {
            let output = notelint_as(format, folder.path(), &["."]);
            let raw: Vec<u8> = output.stdout.iter().copied().filter(|byte| *byte < 32 && *byte != b'\n').collect();
            assert_eq!(raw, b"", "{format}: {}", output_text(&output));
            assert_eq!(code(&output), 1);
        }
    }
}
