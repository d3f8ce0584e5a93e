//! A heading that can't be renamed with all links to it stays as it is, and the finding says why.

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use crate::rename::{NoteFolder, SSO};

#[test]
fn a_heading_with_links_stays_where_its_id_is_unknown() {
    let text = "# A\n\n[x](#aws-single-sign-on)\n\n## AWS Single Sign-On\n\nx\n";
    let notes = NoteFolder::new(&[("notelint.toml", "flavour = \"commonmark\"\n"), ("a.md", text)]);
    let (out, _) = notes.run(&["--fix", "--unsafe-fixes"]);
    assert!(out.contains("1 fix withheld"), "{out}");
    assert_eq!(notes.read("a.md"), text);
}

#[cfg(unix)]
#[test]
fn if_one_note_cannot_be_written_none_is() {
    use std::os::unix::fs::PermissionsExt;
    let link = "[SSO](../c.md#aws-single-sign-on)\n";
    let notes = NoteFolder::new(&[("c.md", SSO), ("b.md", "[SSO](c.md#aws-single-sign-on)\n"), ("locked/i.md", link)]);
    let note = notes.path().join("locked/i.md");
    fs::set_permissions(&note, fs::Permissions::from_mode(0o444)).unwrap();
    let (printed, _) = notes.run(&["--fix", "--unsafe-fixes"]);
    let expected = "fix withheld: the anchor changes, and `locked/i.md:1`, which links to it, is read-only";
    assert!(printed.contains(expected), "{printed}");
    assert_eq!(notes.run(&[]).0, printed, "a check reports the same");
    assert_eq!(notes.read("c.md"), SSO);
    assert_eq!(notes.read("b.md"), "[SSO](c.md#aws-single-sign-on)\n");
    assert_eq!(notes.read("locked/i.md"), link);
    fs::set_permissions(&note, fs::Permissions::from_mode(0o644)).unwrap();
    notes.fix(&[]);
    assert_eq!(notes.read("locked/i.md"), "[SSO](../c.md#aws-iam-identity-center)\n");
}

#[test]
fn with_standard_input_only_that_text_changes() {
    let fix = |notes: &NoteFolder, text: &str| {
        let mut command = notes.command(&["--fix", "--unsafe-fixes", "--stdin-filename", "c.md", "-"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let Output { stdout, stderr, .. } = child.wait_with_output().unwrap();
        (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
    };
    let link = "# I\n\n[SSO](c.md#aws-single-sign-on)\n";
    let notes = NoteFolder::new(&[("c.md", SSO), ("i.md", link)]);
    let (out, printed) = fix(&notes, SSO);
    assert_eq!(out, SSO);
    let why =
        "fix withheld: the anchor changes and `i.md:3` links to it, but only the text on standard input can be changed";
    assert!(printed.replace("\n        ", " ").contains(why), "{printed}");
    assert_eq!(notes.read("i.md"), link);
    let own = "[a](#aws-single-sign-on)\n\n## AWS Single Sign-On\n\nx\n";
    let notes = NoteFolder::new(&[("c.md", own), ("i.md", "# I\n")]);
    assert_eq!(fix(&notes, own).0, "[a](#aws-iam-identity-center)\n\n## AWS IAM Identity Center\n\nx\n");
}

#[test]
fn every_finding_reported_as_fixable_is_fixed() {
    // The bold text would become code and tags, so its fix always fails.
    for text in ["**&lt;div&gt;**です。\n", "# A\n\n**A&rpar;**です。\n", "# A\n\n**&#x201c;A&#x201d;**です。\n"]
    {
        let notes = NoteFolder::new(&[("a.md", text)]);
        let (before, _) = notes.run(&["--format", "json"]);
        let (after, _) = notes.run(&["--format", "json", "--fix"]);
        let [before, after] = [before, after].map(|json| serde_json::from_str::<serde_json::Value>(&json).unwrap());
        let fixable = before["summary"]["fixable"].as_u64().unwrap();
        assert_eq!(after["summary"]["fixed"].as_u64().unwrap(), fixable, "{text}");
        if fixable == 0 {
            assert_eq!(before["findings"], after["findings"], "{text}");
            assert_eq!(before["summary"]["withheld"], after["summary"]["withheld"], "{text}");
        }
    }
}

#[test]
fn cached_fixes_are_proven_too() {
    let text = "# A\n\n**&lt;div&gt;**です。\n\n[x](#a)\n";
    let notes = NoteFolder::new(&[("a.md", text)]);
    for index in 0..120 {
        notes.write(&format!("n/{index}.md"), text);
    }
    let cached = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
        command.env("COLUMNS", "100");
        let cache = notes.path().join(".cache");
        command
            .args(["--format", "json"])
            .current_dir(notes.path())
            .env("XDG_CACHE_HOME", cache)
            .output()
            .unwrap()
            .stdout
    };
    let first = cached();
    assert_eq!(cached(), first);
    assert_eq!(notes.run(&["--format", "json"]).0.into_bytes(), first);
}

#[test]
fn a_note_with_a_merge_conflict_is_not_written_to() {
    let link = "[SSO](c.md#aws-single-sign-on)\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n";
    let notes = NoteFolder::new(&[("c.md", SSO), ("i.md", link)]);
    let (printed, _) = notes.run(&["--fix", "--unsafe-fixes"]);
    assert!(
        printed.replace("\n        ", " ").contains("`i.md`, which links to it, has an unresolved merge conflict"),
        "{printed}"
    );
    assert_eq!((notes.read("c.md").as_str(), notes.read("i.md").as_str()), (SSO, link));
    notes.write("i.md", "[SSO](c.md#aws-single-sign-on)\n");
    notes.fix(&[]);
    assert_eq!(notes.read("i.md"), "[SSO](c.md#aws-iam-identity-center)\n");
}

#[cfg(unix)]
#[test]
fn fixes_of_a_read_only_note_are_not_offered() {
    use std::os::unix::fs::PermissionsExt;
    let notes = NoteFolder::new(&[("c.md", SSO), ("d.md", "# D\n\n**「A」**です。\n")]);
    for name in ["c.md", "d.md"] {
        fs::set_permissions(notes.path().join(name), fs::Permissions::from_mode(0o444)).unwrap();
    }
    let (printed, _) = notes.run(&[]);
    assert_eq!(printed.matches("fix withheld: the file is read-only").count(), 2, "{printed}");
    assert!(!printed.contains("would fix"), "{printed}");
}
