//! Tests of renames in a project in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{LabelKind, RenameObstacle, RenameScope, heading_titles, rename_heading, rename_label};
use crate::facts::files::FileTree;
use crate::facts::link_settings::LinkSettings;
use crate::facts::memory::MemoryFiles;
use crate::finding::{Lang, Localized as _, apply};
use crate::links::heading_rename::{NoteSources, ObstacleReason};
use crate::lint::engine::{Inputs, Unparsed};
use crate::lint::project::ProjectFacts;
use crate::markdown::document::Document;
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

/// The texts of `notes` after the heading `old` of the first one is renamed to `new`, and the number of links; or why
/// it can't be.
fn renamed(notes: &[(&str, &str)], old: &str, new: &str) -> Result<(Vec<String>, usize), RenameObstacle> {
    let sources = notes.iter().map(|(path, text)| (path.to_string(), Arc::new(Source::new(text.to_string()).unwrap())));
    let sources = Notes(sources.collect());
    let settings = Arc::new(LinkSettings { front_matter: vec!["related".to_owned()], ..LinkSettings::default() });
    let facts = |(path, source): (&String, &Arc<Source>)| {
        let inputs = Inputs { settings: settings.clone(), ..Inputs::default() };
        (path.clone(), Unparsed::new(path, source, inputs).analyze().facts)
    };
    let facts: Vec<_> = sources.0.iter().map(facts).collect();
    let tree = FileTree::new(Arc::new(MemoryFiles::new(notes.iter().map(|(path, text)| (*path, *text)))));
    let project = ProjectFacts::new(facts.iter().map(|(path, facts)| (&**path, facts)), &tree);
    let (path, source) = (notes[0].0, &sources.0[notes[0].0]);
    let titles = heading_titles(&Document::parse(source));
    let title = titles.iter().find_map(|title| title.named(source, old));
    let scope = RenameScope { project: &project.links, path, source, notes: &sources };
    let plan = rename_heading(scope, title.unwrap(), new)?;
    let text = |(path, text): &(&str, &str)| {
        let edits = plan.notes.iter().filter(|note| note.path == *path).flat_map(|note| &note.edits);
        apply(text, edits).text
    };
    Ok((notes.iter().map(text).collect(), plan.links))
}

/// The text of a note after its heading `old` is renamed to `new`.
fn alone(text: &str, old: &str, new: &str) -> String {
    renamed(&[("a.md", text)], old, new).unwrap().0.remove(0)
}

#[test]
fn only_the_title_changes() {
    for (old, new) in [
        ("## Old\n", "## New\n"),
        ("##  Old  ##  \n", "##  New  ##  \n"),
        ("Old\n---\nx", "New\n---\nx"),
        ("> # Old {#id}\n", "> # New {#id}\n"),
        ("# <a name=\"x\"></a>Old <!-- y -->\r\n", "# <a name=\"x\"></a>New <!-- y -->\r\n"),
        ("# [**Old**](https://example.com)\n", "# [**New**](https://example.com)\n"),
        ("- # 1.2 Old\n", "- # 1.2 New\n"),
        ("# Old ^block\n", "# New ^block\n"),
    ] {
        assert_eq!(alone(old, "Old", "New"), new);
    }
    assert_eq!(alone("# 1.30 の変更\n", "1.30 の変更", "1.31 の変更"), "# 1.31 の変更\n");
    assert_eq!(alone("two\nlines\n===\n", "two\nlines", "one"), "one\n===\n");
}

#[test]
fn a_title_is_escaped_only_where_it_must_be() {
    for (new, written) in [
        ("C#", "C#"),
        ("C #", "C \\#"),
        ("Vec<T>", "Vec\\<T>"),
        ("<kbd>K</kbd>", "<kbd>K</kbd>"),
        ("`a` **b** [c](d)", "`a` **b** [c](d)"),
        ("1. x", "1. x"),
        ("- x", "- x"),
        ("snake_case * 2", "snake_case * 2"),
    ] {
        assert_eq!(alone("# Old\n", "Old", new), format!("# {written}\n"));
    }
    for (new, written) in [("1. x", "1\\. x"), ("- x", "\\- x"), ("# x", "\\# x"), ("> x", "\\> x"), ("=", "=")] {
        assert_eq!(alone("Old\n===\n", "Old", new), format!("{written}\n===\n"));
    }
}

#[test]
fn what_is_not_one_title_is_refused() {
    let refused = |new: &str| renamed(&[("a.md", "# Old {#x}\n\n## b `c\n")], "Old", new).unwrap_err();
    assert_eq!(refused(" \u{3000}"), RenameObstacle::Empty);
    for new in ["a\nb", "a\r\n\r\nb", "a {#y}"] {
        assert_eq!(refused(new), RenameObstacle::Structure { name: new.to_owned() }, "{new}");
    }
}

#[test]
fn links_and_their_texts_follow() {
    let notes = [
        ("a.md", "- [Old](#old)\n- [see](#old) [[#Old|Old]]\n\n## Old\n"),
        ("b.md", "---\nrelated: a.md#old\n---\n[Old](a.md#old) ![x](a.md#old) [Old][o] [o]\n\n[o]: <a.md#old> 't'\n"),
        ("c.md", "<a href=\"a.md?x#old\">Old</a> `[Old](a.md#old)` [Old](b.md#old) Old\n"),
    ];
    let (new, links) = renamed(&notes, "Old", "新 しい").unwrap();
    assert_eq!(new[0], "- [新 しい](#新-しい)\n- [see](#新-しい) [[#新 しい|新 しい]]\n\n## 新 しい\n");
    assert_eq!(
        new[1],
        "---\nrelated: a.md#新-しい\n---\n[新 しい](a.md#新-しい) ![x](a.md#新-しい) [新 しい][o] [o]\n\n[o]: <a.md#新-しい> 't'\n"
    );
    assert_eq!(new[2], "<a href=\"a.md?x#新-しい\">Old</a> `[Old](a.md#old)` [Old](b.md#old) Old\n");
    assert_eq!(links, 8);
}

#[test]
fn texts_follow_even_if_the_anchor_stays() {
    let notes =
        [("a.md", "## aws `ecs`\n"), ("b.md", "[aws ecs](a.md#aws-ecs) [aws `ecs`](a.md#aws-ecs) [x](a.md#aws-ecs)\n")];
    let (new, links) = renamed(&notes, "aws ecs", "AWS `ECS`").unwrap();
    assert_eq!(new[1], "[AWS ECS](a.md#aws-ecs) [AWS `ECS`](a.md#aws-ecs) [x](a.md#aws-ecs)\n");
    assert_eq!(links, 2);
}

#[test]
fn numbered_entries_of_a_table_of_contents_follow() {
    let text = "- [1. Old](#1-old)\n- [Old](#1-old)\n\n## 1. Old\n";
    assert_eq!(alone(text, "Old", "New"), "- [1. New](#1-new)\n- [New](#1-new)\n\n## 1. New\n");
}

#[test]
fn a_text_that_would_break_the_link_is_left() {
    let notes = [("a.md", "# Old\n"), ("b.md", "| a |\n|---|\n| [Old](a.md#old) |\n")];
    let (new, _) = renamed(&notes, "Old", "x | y").unwrap();
    assert_eq!(new[1], "| a |\n|---|\n| [Old](a.md#x--y) |\n");
    assert_eq!(alone("[Old](#old)\n\n# Old\n", "Old", "[a](b) c"), "[a c](#a-c)\n\n# [a](b) c\n");
}

#[test]
fn suffixes_follow() {
    let notes = [("a.md", "[1](#x) [2](#x-1)\n\n## x\n\n## x\n"), ("b.md", "[2](a.md#x-1)\n")];
    let (new, links) = renamed(&notes, "x", "y").unwrap();
    assert_eq!(new, ["[1](#y) [2](#x)\n\n## y\n\n## x\n", "[2](a.md#x)\n"]);
    assert_eq!(links, 3);
}

#[test]
fn a_wikilink_that_leaves_punctuation_out_is_renamed_back() {
    let before = "[[#Old]]\n\n## Old\n";
    let (there, _) = renamed(&[("a.md", before)], "Old", "C++ & more: Old").unwrap();
    assert_eq!(there[0], "[[#C++ & more Old]]\n\n## C++ & more: Old\n");
    let (back, links) = renamed(&[("a.md", &there[0])], "C++ & more: Old", "Old").unwrap();
    assert_eq!((&*back[0], links), (before, 1));
}

#[test]
fn a_collision_is_refused() {
    let refused = |text, new| renamed(&[("a.md", text)], "Old", new).unwrap_err().text(Lang::En);
    assert_eq!(refused("# Old\n\n## New\n", "new"), "line 3 already has the anchor `#new`");
    assert_eq!(refused("# New\n\n# Old\n", "New"), "line 1 already has the anchor `#new`");
    assert_eq!(refused("<a id=\"new\"></a>\n\n# Old\n", "New"), "line 1 already has the anchor `#new`");
    assert!(renamed(&[("a.md", "# Old\n\n# old\n")], "Old", "OLD").is_ok(), "they collide already");
    assert!(renamed(&[("a.md", "# `%`\n\n# Old\n")], "Old", "`@`").is_ok(), "neither has an anchor");
}

#[test]
fn a_link_that_cannot_be_updated_prevents_a_rename() {
    let notes = [("a.md", "# Old\n"), ("locked.md", "\n[x](a.md#old)\n")];
    let message = "the anchor changes, and `locked.md:2`, which links to it, is read-only";
    assert_eq!(renamed(&notes, "Old", "New").unwrap_err().text(Lang::En), message);
    assert!(renamed(&notes, "Old", "OLD").is_ok(), "the anchor stays");
    assert_eq!(renamed(&[("locked.md", "# Old\n")], "Old", "New").unwrap_err(), RenameObstacle::ReadOnly);
}

fn relabelled(text: &str, kind: LabelKind, old: &str, new: &str) -> Result<(String, usize), RenameObstacle> {
    let renamed = rename_label(&Source::new(text.to_owned()).unwrap(), kind, old, new)?;
    Ok((apply(text, &renamed.edits).text, renamed.references))
}

#[test]
fn labels_of_definitions() {
    let text = "[a][Old  x] [Old X] [old x][] ![i][OLD X] [old y]\n\n> [old x]: <u> 't'\n\n[OLD X]: v\n";
    let new = "[a][new] [Old X][new] [old x][new] ![i][new] [old y]\n\n> [new]: <u> 't'\n\n[new]: v\n";
    assert_eq!(relabelled(text, LabelKind::Link, "old x", "new"), Ok((new.to_owned(), 4)));
    let refused = |new| relabelled("[a]: u\n\n[b]: v\n\n[c] [a]\n", LabelKind::Link, "a", new).unwrap_err();
    assert_eq!(refused("B"), RenameObstacle::LabelExists { label: "B".to_owned(), line: 3 });
    for new in ["c", "x]", "^x"] {
        assert_eq!(refused(new), RenameObstacle::Structure { name: new.to_owned() }, "{new}");
    }
    assert_eq!(refused(" "), RenameObstacle::Empty);
    assert_eq!(relabelled("[a]\n", LabelKind::Link, "a", "b"), Err(RenameObstacle::NotFound));
}

#[test]
fn footnotes() {
    let text = "a[^1] b[^1] c[^2] [1]\n\n[^1]: one\n[^2]: two[^1]\n\n[1]: u\n";
    let new = "a[^n] b[^n] c[^2] [1]\n\n[^n]: one\n[^2]: two[^n]\n\n[1]: u\n";
    assert_eq!(relabelled(text, LabelKind::Footnote, "1", "n"), Ok((new.to_owned(), 3)));
    let refused = relabelled(text, LabelKind::Footnote, "1", "2").unwrap_err();
    assert_eq!(refused.text(Lang::Ja), "4 行目がすでにラベル `2` を定義している");
    assert!(relabelled(text, LabelKind::Footnote, "1", "a]").is_err());
}
