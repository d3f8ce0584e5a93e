//! Messages quote the text of the note, never the placeholders that notelint uses for it internally.

use std::path::Path;

use crate::common::FixedRules;
use notelint::finding::{Finding, Lang};
use notelint::project::run::{self, NotePath, Project};
use notelint::rules::RULES;
use notelint::text::characters::OBJECT;

/// Syntax that becomes one placeholder character in prose: code, an image, a URL, math, a footnote, HTML.
const OBJECTS: [&str; 7] =
    ["`aws s3`", "![図](i.png)", "<https://a.example>", "https://a.example ", "$x$", "[^1]", "<kbd>a</kbd>"];

fn findings(text: &str, lang: Lang) -> Vec<Finding> {
    let note = NotePath { path: "note.md".into(), selected: true, text: Some(text.into()), ..NotePath::default() };
    let project = Project::on_disk(Path::new("nowhere").into(), vec![note]);
    run::check(&project, &FixedRules::every_rule().options(lang))
        .into_iter()
        .flat_map(|outcome| outcome.findings)
        .collect()
}

fn assert_no_placeholder(text: &str) -> usize {
    let found = [Lang::En, Lang::Ja].into_iter().flat_map(|lang| findings(text, lang));
    found
        .inspect(|finding| {
            let title = finding.fix.as_ref().map(|fix| &fix.title);
            let shown = [&finding.message].into_iter().chain(&finding.notes).chain(title);
            for shown in shown {
                assert!(!shown.contains(OBJECT), "{}: {shown}", finding.rule.name);
            }
        })
        .count()
}

#[test]
fn no_message_shows_a_placeholder() {
    for object in OBJECTS {
        let text = format!(
            "# {object}です\n\n料金は安い。可用性は高い。設定は重要である。設定は {object}です。{object}の{object}の{object}の設定、が、{object}。\n\n\
             - {object}。\n- **{object}（旧）**です。\n\n[^1]: {object}\n"
        );
        assert!(assert_no_placeholder(&text) > 0, "{text}");
    }
}

/// Each word of the pages' examples, with one of these next to it.
#[test]
fn no_message_shows_a_placeholder_in_any_example() {
    for entry in RULES {
        let page = entry.meta.page;
        let replaced = page.replace("です", "`aws s3`です").replace("。", "`a`。").replace("Amazon ", "Amazon `a` ");
        assert_no_placeholder(&replaced.replace("```", "").replace("~~~", ""));
    }
}
