//! A heading and the links to it change together, for every kind of link and in every note, or not at all.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A project in its own folder.
pub struct NoteFolder(tempfile::TempDir);

impl NoteFolder {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let notes = Self(folder);
        notes.write("notelint.toml", "[links]\nfront-matter = [\"related\"]\n");
        for (name, text) in files {
            notes.write(name, text);
        }
        notes
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
        command.env("COLUMNS", "100");
        command.args(args).args(["--no-cache", "--lang", "en"]).current_dir(self.path());
        command
    }

    pub fn run(&self, args: &[&str]) -> (String, String) {
        let Output { stdout, stderr, .. } = self.command(args).output().unwrap();
        (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
    }

    /// Applies all fixes, and asserts that a second run changes nothing and that no anchor is dead. Returns the output.
    pub fn fix(&self, args: &[&str]) -> (String, String) {
        let printed = self.run(&[&["--fix", "--unsafe-fixes", "--format", "concise"], args].concat());
        let (again, _) = self.run(&["--diff", "--unsafe-fixes"]);
        assert_eq!(again, "", "a second run changes something");
        let (dead, _) = self.run(&["--select", "dead-anchor,dead-link", "--format", "concise"]);
        assert!(dead.contains("no findings"), "{dead}");
        printed
    }
}

/// A note with one heading that has a former name.
pub const SSO: &str = "# Notes\n\n## AWS Single Sign-On\n\nx\n";

/// The fixed form of a link to `c.md#aws-single-sign-on` in `text`, in a note next to `c.md`.
fn elsewhere(text: &str) -> String {
    let notes = NoteFolder::new(&[("c.md", SSO), ("i.md", text), (".obsidian/app.json", "{}")]);
    notes.fix(&["c.md"]);
    assert_eq!(notes.read("c.md"), "# Notes\n\n## AWS IAM Identity Center\n\nx\n");
    notes.read("i.md")
}

#[test]
fn every_kind_of_link_follows_its_heading() {
    let forms = [
        ("[a](c.md#aws-single-sign-on)", "[a](c.md#aws-iam-identity-center)"),
        ("[a](./c.md?plain=1#aws-single-sign-on \"t\")", "[a](./c.md?plain=1#aws-iam-identity-center \"t\")"),
        ("[a](<c.md#aws-single-sign-on>)", "[a](<c.md#aws-iam-identity-center>)"),
        ("[a](c#aws-single-sign-on)", "[a](c#aws-iam-identity-center)"),
        ("![a](c.md#aws-single-sign-on)", "![a](c.md#aws-iam-identity-center)"),
        ("[a](c.md#user-content-aws-single-sign-on)", "[a](c.md#user-content-aws-iam-identity-center)"),
        ("[a](c.md#AWS-Single-Sign-On)", "[a](c.md#aws-iam-identity-center)"),
        ("[a](c\\.md#aws\\-single-sign-on)", "[a](c\\.md#aws-iam-identity-center)"),
        ("[a](c&#46;md#aws-single-sign-on)", "[a](c&#46;md#aws-iam-identity-center)"),
        ("[a][b]\n\n[b]: c.md#aws-single-sign-on 't'", "[a][b]\n\n[b]: c.md#aws-iam-identity-center 't'"),
        ("> - [a][]\n>\n> [a]: <c.md#aws-single-sign-on>", "> - [a][]\n>\n> [a]: <c.md#aws-iam-identity-center>"),
        ("x <a href='c.md#aws-single-sign-on'>a</a>", "x <a href='c.md#aws-iam-identity-center'>a</a>"),
        ("<p>\n<a href=c.md#aws-single-sign-on>a</a>", "<p>\n<a href=c.md#aws-iam-identity-center>a</a>"),
        ("[[c#AWS Single Sign-On]]", "[[c#AWS IAM Identity Center]]"),
        ("![[c#AWS Single Sign-On|SSO]]", "![[c#AWS IAM Identity Center|SSO]]"),
        ("|a|\n|-|\n|[[c#aws single sign-on\\|SSO]]|", "|a|\n|-|\n|[[c#AWS IAM Identity Center\\|SSO]]|"),
        ("[[c#Notes#AWS Single Sign-On]]", "[[c#Notes#AWS IAM Identity Center]]"),
        ("[a](c.md#AWS%20Single%20Sign-On)", "[a](c.md#AWS%20IAM%20Identity%20Center)"),
        ("[![i](c.md#aws-single-sign-on)](c.md)", "[![i](c.md#aws-iam-identity-center)](c.md)"),
    ];
    for (old, new) in forms {
        assert_eq!(elsewhere(&format!("# I\n\n{old}\n")), format!("# I\n\n{new}\n"));
    }
    let front = |to: &str| format!("---\nrelated: {to}\ntitle: x # y\n---\n");
    for quote in ["", "'", "\""] {
        let of = |anchor: &str| front(&format!("{quote}c.md#{anchor}{quote}"));
        assert_eq!(elsewhere(&of("aws-single-sign-on")), of("aws-iam-identity-center"));
    }
    assert_eq!(elsewhere(&front("\"[[c#AWS Single Sign-On]]\"")), front("\"[[c#AWS IAM Identity Center]]\""));
}

#[test]
fn nothing_else_changes() {
    let others = "[a](c.md#notes) [b](d.md#aws-single-sign-on) <!-- [c](c.md#aws-single-sign-on) -->\r\n\r\n```md\r\n\
                  [d](c.md#aws-single-sign-on)\r\n```\r\n\r\n`[e](c.md#aws-single-sign-on)` c.md#aws-single-sign-on";
    let with = |anchor: &str| format!("\u{feff}# I \r\n\r\n* [x](c.md#{anchor})\t\r\n\r\n{others}");
    let notes =
        NoteFolder::new(&[("c.md", SSO), ("i.md", &with("aws-single-sign-on")), ("d.md", "# AWS single sign-on\n")]);
    notes.run(&["--fix", "--unsafe-fixes", "c.md"]);
    assert_eq!(notes.read("i.md"), with("aws-iam-identity-center"));
}

#[test]
fn the_first_week() {
    let notes = NoteFolder::new(&[
        ("c.md", "# 目次\n\n- [AWS Single Sign-On](#aws-single-sign-on)\n\n## AWS Single Sign-On\n\nx\n"),
        ("i.md", "# I\n\n[SSO](c.md#aws-single-sign-on)\n"),
    ]);
    let (printed, _) = notes.run(&[]);
    assert!(
        printed
            .replace("\n       ", " ")
            .contains("the anchor of the heading changes, so the fix also updates 2 links in this note and 1 other"),
        "{printed}"
    );
    let (diff, _) = notes.run(&["--diff", "--unsafe-fixes"]);
    for line in ["+++ b/c.md", "+## AWS IAM Identity Center", "+++ b/i.md", "+[SSO](c.md#aws-iam-identity-center)"] {
        assert!(diff.lines().any(|there| there == line), "{line} is not in\n{diff}");
    }
    let (printed, _) = notes.fix(&[]);
    assert_eq!(printed, "no findings left in 2 files; fixed 2 in 1 file, updated 2 links\n");
}

#[test]
fn suffixes_of_other_headings_move_along() {
    // The fix turns the first line into a heading, before two others with the same text.
    let notes = NoteFolder::new(&[]);
    let headings = "##Price\n\nx\n\n## Price\n\ny\n\n## Price\n\nz\n";
    notes.write("a.md", &format!("# A\n\n[y](#price) [z](b.md) [z](a.md#price-1)\n\n{headings}"));
    notes.write("b.md", "# B\n\n[y](a.md#price)\n");
    notes.fix(&[]);
    let headings = headings.replacen("##Price", "## Price", 1);
    assert_eq!(notes.read("a.md"), format!("# A\n\n[y](#price-1) [z](b.md) [z](a.md#price-2)\n\n{headings}"));
    assert_eq!(notes.read("b.md"), "# B\n\n[y](a.md#price-1)\n");
}

#[test]
fn several_headings_in_several_notes_change_together() {
    let headings = |sso: &str, log: &str| format!("## {sso}\n\nx\n\n## {log}\n\ny\n");
    let toc = |a: &str, b: &str| format!("# A\n\n[s](a.md#{a}) [l](a.md#{b}) [s](b.md#{a}) [l](b.md#{b})\n\n");
    let (old, new) =
        (("AWS Single Sign-On", "Azure Active Directory"), ("AWS IAM Identity Center", "Microsoft Entra ID"));
    let (old_links, new_links) =
        (toc("aws-single-sign-on", "azure-active-directory"), toc("aws-iam-identity-center", "microsoft-entra-id"));
    let (old, new) = (headings(old.0, old.1), headings(new.0, new.1));
    let notes = NoteFolder::new(&[
        ("a.md", &format!("{old_links}{old}")),
        ("b.md", &format!("{old_links}{old}")),
        ("toc.md", &old_links),
    ]);
    notes.fix(&[]);
    assert_eq!(notes.read("a.md"), format!("{new_links}{new}"));
    assert_eq!(notes.read("b.md"), format!("{new_links}{new}"));
    assert_eq!(notes.read("toc.md"), new_links);
}

#[test]
fn a_heading_that_already_has_the_new_name_keeps_its_links() {
    let text = "[new](#vs-code) [old](#vscode)\n\n## VSCode\n\nx\n\n## VS Code\n\ny\n";
    let notes = NoteFolder::new(&[("a.md", text)]);
    notes.fix(&[]);
    let links = "[new](#vs-code-1) [old](#vs-code)\n";
    assert!(notes.read("a.md").starts_with(links), "{}", notes.read("a.md"));
    // A former name is not replaced there: the note has a section for each name.
    let text = "[new](#aws-iam-identity-center) [old](#aws-single-sign-on)\n\n## AWS Single Sign-On\n\nx\n\n## AWS IAM Identity Center\n\ny\n";
    let notes = NoteFolder::new(&[("a.md", text)]);
    notes.fix(&[]);
    assert_eq!(notes.read("a.md"), text);
    // A wikilink can't refer to the second of two headings with the same text.
    let text = "[[#VS Code]]\n\n## VSCode\n\nx\n\n## VS Code\n\ny\n";
    let notes = NoteFolder::new(&[("a.md", text), (".obsidian/app.json", "{}")]);
    let (printed, _) = notes.run(&["--fix", "--unsafe-fixes"]);
    assert_eq!(notes.read("a.md"), text);
    assert!(
        printed.contains("fix withheld: the link in `a.md:1` would then lead to another heading with the same name"),
        "{printed}"
    );
}

#[test]
fn safe_fixes_of_headings_update_their_links() {
    let text =
        |month: &str| format!("# 年度\n\n[年度](#{month}月までは前年度)\n\n## {month}月までは前年度\n\n1回目と2回目\n");
    let encoded = |month: &str| {
        format!("# 前\n\n[前](a.md#{month}%E6%9C%88%E3%81%BE%E3%81%A7%E3%81%AF%E5%89%8D%E5%B9%B4%E5%BA%A6)\n")
    };
    let notes = NoteFolder::new(&[("a.md", &text("３")), ("b.md", &encoded("%EF%BC%93"))]);
    let (printed, _) = notes.run(&["--format", "concise"]);
    assert!(printed.contains("is full-width (fixable)"), "{printed}");
    notes.run(&["--fix"]);
    assert_eq!(notes.read("a.md"), text("3"));
    assert_eq!(notes.read("b.md"), encoded("3"));
    let (again, _) = notes.run(&["--fix"]);
    assert_eq!(again, "no findings in 2 files\n");
}

#[test]
fn fixing_a_misspelled_heading_updates_its_links() {
    let text = |name: &str, anchor: &str| {
        format!("# A\n\n[x](#{anchor}) and <a href=\"a.md#{anchor}\">y</a>\n\n## {name} pricing\n\nBy the hour.\n")
    };
    let notes = NoteFolder::new(&[("a.md", &text("Cloud Watch", "cloud-watch-pricing"))]);
    notes.fix(&[]);
    assert_eq!(notes.read("a.md"), text("CloudWatch", "cloudwatch-pricing"));
}

#[test]
fn white_space_in_a_heading_is_part_of_its_anchor() {
    let notes = NoteFolder::new(&[
        ("a.md", "# A\n\n[x](#a--b) [y](#c--d)\n\n## a  b\n\nx\n\n##  c  d\n\ny\n"),
        ("notelint.toml", "extends = [\"strict\"]\n"),
    ]);
    notes.run(&["--fix", "--unsafe-fixes"]);
    let (dead, _) = notes.run(&["--select", "dead-anchor", "--format", "concise"]);
    assert!(dead.contains("no findings"), "{dead}\n{}", notes.read("a.md"));
}

/// Links to the heading `## ド：AWS Single Sign-On`, whose text is decomposed, by the id of the host, before and after
/// the heading is fixed.
#[test]
fn links_follow_their_heading_with_the_id_of_the_host() {
    let hosts = [
        ("zenn", "ト\u{3099}：aws-single-sign-on", "ド：aws-iam-identity-center"),
        ("gitlab", "ト\u{3099}aws-single-sign-on", "ドaws-iam-identity-center"),
        ("qiita", "ト\u{3099}aws-single-sign-on", "ドaws-iam-identity-center"),
        ("docusaurus", "ト\u{3099}aws-single-sign-on", "ドaws-iam-identity-center"),
        ("jekyll", "ト\u{3099}aws-single-sign-on", "ドaws-iam-identity-center"),
        ("hugo", "トaws-single-sign-on", "ドaws-iam-identity-center"),
        ("mkdocs", "aws-single-sign-on", "aws-iam-identity-center"),
        ("vitepress", "ト\u{3099}-aws-single-sign-on", "ト\u{3099}-aws-iam-identity-center"),
        ("obsidian", "ト\u{3099}：AWS%20Single%20Sign-On", "ド：AWS%20IAM%20Identity%20Center"),
    ];
    for (host, before, after) in hosts {
        let notes = NoteFolder::new(&[
            ("notelint.toml", &format!("flavour = \"{host}\"\n")),
            ("a.md", &format!("# A\n\n[x](#{before})\n\n## ト\u{3099}：AWS Single Sign-On\n\nx\n")),
            ("b.md", &format!("[x](a.md#{before})\n")),
        ]);
        notes.fix(&[]);
        assert_eq!(
            notes.read("a.md"),
            format!("# A\n\n[x](#{after})\n\n## ド：AWS IAM Identity Center\n\nx\n"),
            "{host}"
        );
        assert_eq!(notes.read("b.md"), format!("[x](a.md#{after})\n"), "{host}");
    }
}

#[test]
fn json_has_the_edits_of_all_notes() {
    let notes = NoteFolder::new(&[("c.md", SSO), ("sub/i.md", "[SSO](../c.md#aws-single-sign-on)\n")]);
    let (json, _) = notes.run(&["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    let fix = &report["findings"][0]["fix"];
    let edits = serde_json::json!([{"start": 14, "end": 32, "text": "aws-iam-identity-center"}]);
    assert_eq!(fix["elsewhere"], serde_json::json!([{"file": "sub/i.md", "edits": edits}]));
    assert_eq!(fix["applicability"], "unsafe");
    assert_eq!(fix["edits"].as_array().unwrap().len(), 1);
}

#[test]
fn wikilinks_follow_their_heading_without_a_vault() {
    let own = "# Notes\n\n[[#AWS Single Sign-On]] [[#aws single]]\n\n## AWS Single Sign-On\n\nx\n";
    let link = "[[c#AWS Single Sign-On]] ![[sub/c#AWS Single Sign-On|SSO]] [[c#aws-single-sign-on]]\n";
    let notes = NoteFolder::new(&[("c.md", own), ("i.md", link)]);
    notes.fix(&["c.md"]);
    let renamed = "# Notes\n\n[[#AWS IAM Identity Center]] [[#aws single]]\n\n## AWS IAM Identity Center\n\nx\n";
    assert_eq!(notes.read("c.md"), renamed);
    let renamed = "[[c#AWS IAM Identity Center]] ![[sub/c#AWS Single Sign-On|SSO]] [[c#aws-single-sign-on]]\n";
    assert_eq!(notes.read("i.md"), renamed);
}
