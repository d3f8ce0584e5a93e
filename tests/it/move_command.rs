//! `notelint move`: files that git tracks, refusals, and what is left when something fails.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::tools::skip;

/// Runs notelint in `folder`. Returns the exit code, standard output and standard error.
fn notelint(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.args(args).args(["--lang", "en"]).env("COLUMNS", "100").current_dir(folder);
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

fn git(folder: &Path, args: &[&str]) -> Option<String> {
    let mut git = Command::new("git");
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null").current_dir(folder);
    let output = git.args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(args).output().ok()?;
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

#[test]
fn what_git_tracks_is_moved_with_git() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    if git(at, &["init", "-q"]).is_none() {
        skip("git", "install it");
        return;
    }
    write(at, &[("aws/ec2.md", "# EC2\n\n![x](img/x.png)\n"), ("aws/img/x.png", "x"), ("i.md", "[EC2](aws/ec2.md)\n")]);
    git(at, &["add", "."]).unwrap();
    git(at, &["commit", "-qm", "a"]).unwrap();
    write(at, &[("aws/new.md", "[EC2](ec2.md)\n")]);
    let (code, out, err) = notelint(at, &["move", "aws/ec2.md", "compute/"]);
    assert_eq!(
        (code, &*out, &*err),
        (Some(0), "moved `aws/ec2.md` to `compute/ec2.md`; updated 3 links in 3 notes\n", "")
    );
    assert_eq!(read(at, "compute/ec2.md"), "# EC2\n\n![x](../aws/img/x.png)\n");
    assert_eq!(read(at, "aws/new.md"), "[EC2](../compute/ec2.md)\n");
    let status = git(at, &["status", "--porcelain"]).unwrap();
    assert!(status.contains('R') && status.contains("aws/ec2.md -> compute/ec2.md"), "{status}");
    let (code, ..) = notelint(at, &["move", "aws", "clouds/amazon"]);
    assert_eq!(code, Some(0));
    assert_eq!(read(at, "clouds/amazon/new.md"), "[EC2](../../compute/ec2.md)\n", "untracked files move, too");
    assert_eq!(read(at, "i.md"), "[EC2](compute/ec2.md)\n");
    assert!(!at.join("aws").exists());
}

#[test]
fn without_git_files_and_folders_are_moved() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, &[("notelint.toml", ""), ("a/i.md", "![x](x.png)\n"), ("a/x.png", ""), ("b/y.png", "")]);
    let (code, out, _) = notelint(&at.join("a"), &["move", "x.png", "../b"]);
    assert_eq!((code, &*out), (Some(0), "moved `x.png` to `../b/x.png`; updated 1 link in 1 note\n"));
    assert_eq!(read(at, "a/i.md"), "![x](../b/x.png)\n");
    let (_, out, _) = notelint(at, &["move", "b", "c/d"]);
    assert_eq!(out, "moved `b` to `c/d`; updated 1 link in 1 note\n");
    assert_eq!(read(at, "a/i.md"), "![x](../c/d/x.png)\n");
    assert!(at.join("c/d/y.png").exists());
}

#[test]
fn a_link_that_would_break_prevents_the_move() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let front = "---\nimage: >-\n  x.png\n---\n\n![x](x.png)\n";
    write(at, &[("notelint.toml", "[links]\nfront-matter = [\"image\"]\n"), ("i.md", front), ("x.png", "")]);
    let (code, out, err) = notelint(at, &["move", "x.png", "img/x.png"]);
    assert_eq!((code, &*out), (Some(1), ""));
    assert_eq!(
        err,
        "error: `x.png` was not moved, because links would break; `--force` moves it all the same\n  \
         note: `i.md:3`: the link `x.png` is written in a form that can't be updated\n"
    );
    assert!(at.join("x.png").exists() && !at.join("img").exists());
    assert_eq!(read(at, "i.md"), front);
    let (code, out, err) = notelint(at, &["move", "x.png", "img/x.png", "--force"]);
    assert_eq!((code, &*out), (Some(0), "moved `x.png` to `img/x.png`; updated 1 link in 1 note\n"));
    assert!(err.starts_with("warning: `i.md:3`:"), "{err}");
    assert_eq!(read(at, "i.md"), front.replace("(x.png)", "(img/x.png)"));
}

#[cfg(unix)]
#[test]
fn if_a_note_cannot_be_written_nothing_changes() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, &[("notelint.toml", ""), ("a.md", "[x](x.md)\n"), ("b/c.md", "[x](../x.md)\n"), ("x.md", "# X\n")]);
    fs::set_permissions(at.join("b/c.md"), fs::Permissions::from_mode(0o444)).unwrap();
    let (code, _, err) = notelint(at, &["move", "x.md", "d/y.md"]);
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("`b/c.md:1`: the link `../x.md` can't be updated, because the note is read-only"), "{err}");
    assert!(at.join("x.md").exists() && !at.join("d").exists());
    assert_eq!(read(at, "a.md"), "[x](x.md)\n");
}

#[test]
fn outside_a_project_the_working_directory_is_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, &[("a/x.md", "[i](../i.md)\n"), ("i.md", "# I\n\n[x](a/x.md)\n")]);
    let (_, out, _) = notelint(at, &["move", "a/x.md", "x.md"]);
    assert_eq!(out, "moved `a/x.md` to `x.md`; updated 2 links in 2 notes\n");
    assert_eq!((read(at, "x.md"), read(at, "i.md")), ("[i](i.md)\n".into(), "# I\n\n[x](x.md)\n".into()));
    let (_, out, _) = notelint(at, &["rename", "i.md", "I", "J"]);
    assert_eq!(out, "renamed `I` to `J` in `i.md`\n");
}
