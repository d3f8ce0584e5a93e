//! Tests of moves in a project in memory.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::{FileMove, MoveObstacleReason, MovePlan, plan_moves};
use crate::facts::files::FileTree;
use crate::facts::link_settings::LinkSettings;
use crate::facts::memory::MemoryFiles;
use crate::finding::apply;
use crate::links::heading_rename::{NoteSources, ObstacleReason};
use crate::lint::engine::{Inputs, Unparsed};
use crate::lint::project::ProjectFacts;
use crate::text::paths;
use crate::text::source::Source;

/// The texts of notes by path. Those that begin with `locked` are read-only.
struct Notes(BTreeMap<String, Arc<Source>>);

impl NoteSources for Notes {
    fn source(&self, path: &str) -> Option<Arc<Source>> {
        self.0.get(path).cloned()
    }

    fn barrier(&self, path: &str) -> Option<ObstacleReason> {
        path.starts_with("locked").then_some(ObstacleReason::Locked)
    }
}

/// The plan for `moves` in a project of `files`, and the texts of the notes after it, by their paths before.
fn planned(files: &[(&str, &str)], moves: &[(&str, &str)], root: Option<&str>) -> (MovePlan, BTreeMap<String, String>) {
    let notes = files.iter().filter(|(path, _)| paths::is_note(Path::new(path)));
    let sources = notes.map(|(path, text)| ((*path).to_owned(), Arc::new(Source::new((*text).to_owned()).unwrap())));
    let sources = Notes(sources.collect());
    let front_matter = vec!["image".to_owned()];
    let settings = Arc::new(LinkSettings { front_matter, root: root.map(str::to_owned), ..LinkSettings::default() });
    let facts = |(path, source): (&String, &Arc<Source>)| {
        let inputs = Inputs { settings: settings.clone(), ..Inputs::default() };
        (path.clone(), Unparsed::new(path, source, inputs).analyze().facts)
    };
    let facts: Vec<_> = sources.0.iter().map(facts).collect();
    let tree = FileTree::new(Arc::new(MemoryFiles::new(files.iter().copied())));
    let project = ProjectFacts::new(facts.iter().map(|(path, facts)| (&**path, facts)), &tree);
    let moves: Vec<_> = moves.iter().map(|(from, to)| FileMove { from: (*from).into(), to: (*to).into() }).collect();
    let plan = plan_moves(&project.links, &sources, &moves, &|_| settings.clone());
    let mut texts: BTreeMap<String, String> =
        sources.0.iter().map(|(path, source)| (path.clone(), source.text().to_owned())).collect();
    for note in &plan.notes {
        let text = texts.get_mut(&note.path).unwrap();
        *text = apply(text, &note.edits).text;
    }
    (plan, texts)
}

/// `text`, a note at `notes/aws/i.md`, after `moves` in a project with some other files.
fn after(text: &str, moves: &[(&str, &str)]) -> String {
    let files = [
        ("notes/aws/i.md", text),
        ("notes/aws/ec2.md", "# EC2\n"),
        ("notes/aws/s3/README.md", "# S3\n"),
        ("notes/aws/img/a b.png", ""),
        ("notes/aws/img/概要.png", ""),
        ("notes/gcp/index.md", "# GCP\n"),
        ("README.md", "# Notes\n"),
    ];
    let (plan, mut texts) = planned(&files, moves, None);
    assert_eq!(plan.obstacles, [], "{text}");
    texts.remove("notes/aws/i.md").unwrap()
}

#[test]
fn links_to_what_moves_follow() {
    for (old, new) in [
        ("[a](ec2.md)", "[a](../compute/vm.md)"),
        ("[a](./ec2.md?x#ec2 \"t\") ![b](<ec2.md>)", "[a](../compute/vm.md?x#ec2 \"t\") ![b](<../compute/vm.md>)"),
        ("[a](../aws/ec2.md)", "[a](../compute/vm.md)"),
        ("[a](ec2) [b](ec2#ec2)", "[a](../compute/vm) [b](../compute/vm#ec2)"),
        ("[a](/notes/aws/ec2.md)", "[a](/notes/compute/vm.md)"),
        ("[a][b]\n\n[b]: ec2.md 't'", "[a][b]\n\n[b]: ../compute/vm.md 't'"),
        ("<a href='ec2.md#ec2'>a</a>", "<a href='../compute/vm.md#ec2'>a</a>"),
        ("[[ec2]] [[ec2#EC2|a]] ![[ec2]]", "[[vm]] [[vm#EC2|a]] ![[vm]]"),
        ("[[notes/aws/ec2]] [[aws/ec2]] [[ec2.md]]", "[[notes/compute/vm]] [[compute/vm]] [[vm.md]]"),
        ("[a](ec2.html)", "[a](../compute/vm.html)"),
        ("[a](Ec2.md)", "[a](../compute/vm.md)"),
        ("[a](ec3.md) `[a](ec2.md)` ec2.md", "[a](ec3.md) `[a](ec2.md)` ec2.md"),
    ] {
        assert_eq!(after(old, &[("notes/aws/ec2.md", "notes/compute/vm.md")]), new);
    }
    let front = |to: &str| format!("---\nimage: {to}\ntitle: ec2.md\n---\n");
    for quote in ["", "'", "\""] {
        let of = |path: &str| front(&format!("{quote}{path}{quote}"));
        assert_eq!(after(&of("ec2.md"), &[("notes/aws/ec2.md", "notes/compute/v m.md")]), of("../compute/v m.md"));
    }
}

#[test]
fn links_out_of_a_note_that_moves_are_made_right() {
    for (old, new) in [
        ("[a](ec2.md) [b](./ec2.md)", "[a](../aws/ec2.md) [b](../aws/ec2.md)"),
        ("[a](../gcp/) [b](../gcp) [c](../gcp/index.md)", "[a](./) [b](../gcp) [c](index.md)"),
        ("[a](s3/) [b](../../README.md) [c](../..)", "[a](../aws/s3/) [b](../../README.md) [c](../..)"),
        ("![a](img/a%20b.png) ![b](<img/a b.png>)", "![a](../aws/img/a%20b.png) ![b](<../aws/img/a b.png>)"),
        ("![a](img/%E6%A6%82%E8%A6%81.png)", "![a](../aws/img/%E6%A6%82%E8%A6%81.png)"),
        ("<img src=\"img/a b.png\"> [a](#x) [b](i.md#x)", "<img src=\"../aws/img/a b.png\"> [a](#x) [b](i.md#x)"),
        ("[a](/notes/aws/ec2.md) [b](https://a.b) [c](url)", "[a](/notes/aws/ec2.md) [b](https://a.b) [c](url)"),
        ("[a](../aws/ec2.md) [b](../gcp/index.md)", "[a](../aws/ec2.md) [b](index.md)"),
        ("[[ec2]] [[aws/ec2]] [[./ec2]]", "[[ec2]] [[aws/ec2]] [[../aws/ec2]]"),
        ("[a](../../../../issues/1) [b](../../../o/x.md)", "[a](../../../../issues/1) [b](../../../o/x.md)"),
    ] {
        assert_eq!(after(old, &[("notes/aws/i.md", "notes/gcp/i.md")]), new);
    }
    let beyond = "[a](../../../../issues/1) [b](../../../o/x.md)";
    assert_eq!(after(beyond, &[("notes/aws/i.md", "i.md")]), "[a](../../issues/1) [b](../o/x.md)");
}

#[test]
fn a_move_can_be_undone() {
    for text in
        ["[a](ec2.md) [b](s3/) ![c](img/%E6%A6%82%E8%A6%81.png)", "[a](./ec2.md) [b](./i.md#x) [c](../../README.md)"]
    {
        let moved = after(text, &[("notes/aws/i.md", "notes/gcp/j.md")]);
        let files = [
            ("notes/gcp/j.md", &*moved),
            ("notes/aws/ec2.md", ""),
            ("notes/aws/s3/README.md", ""),
            ("notes/aws/img/概要.png", ""),
            ("README.md", ""),
        ];
        let (_, texts) = planned(&files, &[("notes/gcp/j.md", "notes/aws/i.md")], None);
        assert_eq!(texts["notes/gcp/j.md"], text);
    }
}

#[test]
fn links_between_files_that_move_together_stay() {
    let text = "[a](ec2.md) [b](s3/) ![c](img/a%20b.png) [d](../gcp/index.md) [[ec2]] [e](./)\n";
    let new = "[a](ec2.md) [b](s3/) ![c](img/a%20b.png) [d](../../gcp/index.md) [[ec2]] [e](./)\n";
    assert_eq!(after(text, &[("notes/aws", "notes/clouds/amazon")]), new);
    assert_eq!(after(text, &[("notes", "n")]), text);
}

#[test]
fn a_folder_that_is_linked_moves_with_its_page() {
    let moves = [("notes/aws/s3", "notes/storage")];
    assert_eq!(after("[a](s3/) [b](s3) [c](s3/#s3)", &moves), "[a](../storage/) [b](../storage) [c](../storage/#s3)");
    let moves = [("notes/aws/s3/README.md", "notes/aws/s3.md")];
    assert_eq!(
        after("[a](ec2) [b](ec2.md)", &[("notes/aws/ec2.md", "notes/vm/README.md")]),
        "[a](../vm) [b](../vm/README.md)"
    );
    assert_eq!(after("[a](s3/) [b](s3/README.md)", &moves), "[a](s3.md) [b](s3.md)", "`s3` is still a folder");
    let moves = [("notes/aws/img", "img")];
    assert_eq!(after("[a](img/) [b](img)", &moves), "[a](../../img/) [b](../../img)");
}

#[test]
fn a_wikilink_gets_longer_only_where_the_name_is_taken() {
    let files =
        [("a/x.md", ""), ("b/y.md", ""), ("i.md", "[[x]] [[y]]\n"), ("b/i.md", "[[y]] [[x]]\n"), ("c/z.md", "")];
    let (plan, texts) = planned(&files, &[("a/x.md", "c/y.md")], None);
    assert_eq!(texts["i.md"], "[[c/y]] [[y]]\n");
    assert_eq!(texts["b/i.md"], "[[y]] [[c/y]]\n");
    assert_eq!((plan.links, plan.notes.len()), (2, 2));
    let (_, texts) = planned(&files, &[("c/z.md", "y.md")], None);
    assert_eq!(texts["i.md"], "[[x]] [[b/y]]\n", "it would lead to the new `y.md`");
}

#[test]
fn the_root_of_links_is_the_configured_one() {
    let files = [("docs/a.md", "[b](/b.md) ![c](/c.png)\n"), ("docs/b.md", ""), ("docs/c.png", "")];
    let (_, texts) = planned(&files, &[("docs/b.md", "docs/d/e.md"), ("docs/c.png", "c.png")], Some("docs"));
    assert_eq!(texts["docs/a.md"], "[b](/d/e.md) ![c](/c.png)\n");
}

#[test]
fn dots_are_written_where_the_note_does() {
    let files = [("a/i.md", "[a](../b/x.md) [b](./y.md)\n"), ("a/y.md", ""), ("b/x.md", "")];
    let (_, texts) = planned(&files, &[("b/x.md", "a/x.md")], None);
    assert_eq!(texts["a/i.md"], "[a](./x.md) [b](./y.md)\n");
}

#[test]
fn a_path_that_shows_no_habit_is_written_as_others_are() {
    // The link leaves its folder and comes back, so nothing in its note shows how it was written.
    let note = |path: &str| format!("[a]({path})\n");
    let back = |others: &[(&str, &str)]| {
        let text = note("../b/x.md");
        let files = [&[("a/i.md", &*text), ("b/x.md", "")], others].concat();
        planned(&files, &[("b/x.md", "a/x.md")], None).1.remove("a/i.md").unwrap()
    };
    assert_eq!(back(&[]), note("x.md"));
    assert_eq!(back(&[("a/j.md", "[i](./i.md)\n"), ("c.md", "[a](a/j.md) [i](a/i.md)\n")]), note("./x.md"));
    assert_eq!(back(&[("c.md", "[a](./a/i.md)\n")]), note("./x.md"));
    assert_eq!(
        back(&[("a/j.md", "[i](i.md) ![i](./i.png) ![j](./j.png)\n")]),
        note("x.md"),
        "images are another habit"
    );
}

#[test]
fn letters_are_encoded_if_most_paths_of_the_note_are() {
    let after = |text: &str| {
        let text = format!("[x](x.md) {text}\n");
        planned(&[("i.md", &text), ("x.md", "")], &[("x.md", "概.md")], None).1.remove("i.md").unwrap()
    };
    assert!(after("[a](%E8%A6%81.md)").starts_with("[x](%E6%A6%82.md)"));
    assert!(after("[a](%E8%A6%81.md) [b](要.md)").starts_with("[x](概.md)"));
    assert!(after("").starts_with("[x](概.md)"));
}

#[test]
fn a_wikilink_keeps_its_capitals() {
    let files = [("i.md", "[[aws/ec2]]\n"), ("AWS/EC2.md", ""), ("gcp/EC2.md", "")];
    let (_, texts) = planned(&files, &[("AWS/EC2.md", "Compute/EC2.md")], None);
    assert_eq!(texts["i.md"], "[[Compute/ec2]]\n");
}

#[test]
fn two_files_can_change_places() {
    let files = [("i.md", "[a](a.md) [b](b.md)\n"), ("a.md", "[b](b.md)\n"), ("b.md", "[x](x/a.md)\n"), ("x/a.md", "")];
    let (_, texts) = planned(&files, &[("a.md", "b.md"), ("b.md", "a.md")], None);
    assert_eq!(texts["i.md"], "[a](b.md) [b](a.md)\n");
    assert_eq!(texts["a.md"], "[b](a.md)\n");
    assert_eq!(texts["b.md"], "[x](x/a.md)\n");
}

#[test]
fn what_cannot_be_updated_is_listed() {
    let files = [
        ("x.md", ""),
        ("locked.md", "\n[x](x.md)\n"),
        ("b.md", "---\nimage: >-\n  x.md\n---\n\n<img srcset=\"x.md 1x\"> [x](x.md)\n"),
    ];
    let (plan, texts) = planned(&files, &[("x.md", "y, z.md")], None);
    let found: Vec<_> =
        plan.obstacles.iter().map(|one| (&*one.path, one.line.unwrap(), &*one.link, one.reason)).collect();
    let form = MoveObstacleReason::Form;
    assert_eq!(found, [("b.md", 3, "x.md", form), ("locked.md", 2, "x.md", MoveObstacleReason::Locked)]);
    assert!(texts["b.md"].ends_with("<img srcset=\"y,%20z.md 1x\"> [x](y,%20z.md)\n"));
}
