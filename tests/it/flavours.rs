//! Runs the note on the page of every flavour: its syntax is not reported, and the text around and inside it is.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::common;
use crate::tools;
use notelint::finding::{Applicability, Lang};
use notelint::lint::config::NoteConfig as _;
use notelint::lint::engine::{Inputs, Unparsed};
use notelint::lint::fix;
use notelint::lint::suppression::Inline;
use notelint::markdown::document::{Document, Kind, Node};
use notelint::markdown::flavour::Flavour;
use notelint::text::source::Source;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

/// Every rule except those about things that flavours do not affect.
const CONFIG: &str = "extends = ['strict']\n[rules]\nlong-line = 'off'\norphan-note = 'off'\n";

/// A page of `tests/flavours`: the flavour, the note, and its findings as `line:column rule`.
struct Page {
    flavour: Flavour,
    note: String,
    findings: Vec<String>,
    path: PathBuf,
}

fn pages() -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/flavours");
    // GitHub, GitLab and CommonMark have no syntax of their own here.
    let others = Flavour::ALL.into_iter().filter(|flavour| folder.join(flavour.name()).with_extension("md").exists());
    others
        .map(|flavour| {
            let path = folder.join(flavour.name()).with_extension("md");
            let source = Source::new(std::fs::read_to_string(&path).unwrap()).unwrap();
            let document = Document::parse(&source);
            let block = |info: &str| {
                let mut blocks = document.of_kind(Kind::CodeBlock).filter(|block| block.literal() == info);
                blocks.next().unwrap().children().map(Node::literal).collect::<String>()
            };
            let findings = block("findings").lines().map(str::to_owned).collect();
            Page { flavour, note: block("md note"), findings, path }
        })
        .collect()
}

/// The findings of `note` in `flavour`, as `line:column rule`.
fn found(note: &str, flavour: Flavour) -> Vec<String> {
    let config = format!("flavour = '{}'\n{CONFIG}", flavour.name());
    let folder = tools::folder(&[("notelint.toml", &config), ("note.md", note)]);
    let output = tools::notelint(folder.path(), &["--format", "json"]);
    let report: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", tools::code_and_stderr(&output).1));
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| format!("{}:{} {}", finding["line"], finding["column"], finding["rule"].as_str().unwrap()))
        .collect()
}

#[test]
fn syntax_of_the_flavour_is_not_reported_and_the_rest_is() {
    for page in pages() {
        let found = found(&page.note, page.flavour);
        if std::env::var_os("FLAVOURS_SHOW").is_some() {
            let line = |finding: &String| {
                let line: usize = finding.split(':').next().unwrap().parse().unwrap();
                format!("{finding:40} {}", page.note.lines().nth(line - 1).unwrap())
            };
            println!("{}\n{}", page.path.display(), found.iter().map(line).collect::<Vec<_>>().join("\n"));
            continue;
        }
        assert_eq!(found, page.findings, "{}", page.path.display());
    }
}

#[test]
fn the_same_notes_have_other_findings_on_github() {
    for page in pages() {
        assert_ne!(found(&page.note, Flavour::Github), page.findings, "{}", page.path.display());
    }
}

/// The syntax in `note`, in order.
fn syntax(note: String, flavour: Flavour) -> Vec<String> {
    let source = Source::new(note).unwrap().with_flavour(flavour);
    source.syntax().spans.iter().map(|span| source.slice(*span).to_owned()).collect()
}

#[test]
fn no_fix_touches_syntax() {
    for page in pages() {
        let config = format!("flavour = '{}'\n{CONFIG}", page.flavour.name());
        let folder = tools::folder(&[("notelint.toml", &config), ("note.md", &page.note)]);
        let (_, printed) = tools::code_and_stderr(&tools::notelint(folder.path(), &["--fix", "--unsafe-fixes"]));
        let after = std::fs::read_to_string(folder.path().join("note.md")).unwrap();
        assert_ne!(after, page.note, "{}: nothing is fixed", page.path.display());
        assert!(!printed.contains("withheld"), "{}: {printed}", page.path.display());
        assert_eq!(syntax(after, page.flavour), syntax(page.note, page.flavour), "{}", page.path.display());
    }
}

/// Syntax of all hosts.
const PIECES: [&str; 56] = [
    "\n",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "> ",
    "- ",
    "1. ",
    "# ",
    "題",
    "本文。",
    "a",
    " ",
    "|",
    "---",
    "`",
    "```\n",
    "~~~",
    "*",
    "**",
    "[",
    "](",
    ")",
    "<!--",
    "-->",
    "\r\n",
    ":::message",
    ":::details 題",
    ":::",
    "@[card](https://a.b)",
    "@[x](図)",
    "![](a.png =2x)",
    "https://a.b/c",
    "[!note] 題",
    "%%",
    "==",
    "#題",
    "^id",
    "[[題",
    "|別名]]",
    "!!! note \"題\"",
    "??? tip",
    "=== \"題\"",
    "--8<--",
    "{: .x #題 }",
    "{{< 図 >}}",
    "{{% x",
    "%}}",
    "{% highlight x %}",
    "{% endhighlight %}",
    "{{ 変数 }}",
    "import a from '題'",
    "<Tabs a={'題'}>",
    "</Tabs>",
    "{/* 題 */}",
    "{題}",
];

proptest! {
    #[test]
    fn any_text_is_read_in_any_flavour(pieces in vec(select(&PIECES[..]), 0..40)) {
        let text = pieces.concat();
        for flavour in Flavour::ALL {
            let source = Source::new(text.clone()).unwrap().with_flavour(flavour);
            let syntax = source.syntax();
            prop_assert!(syntax.spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?}", syntax.spans);
            prop_assert!(syntax.spans.iter().all(|span| !source.slice(*span).is_empty()));
            if let Some(parsed) = &syntax.parsed {
                let ends = |text: &str| text.match_indices(['\n', '\r']).map(|(at, _)| at).collect::<Vec<_>>();
                prop_assert_eq!(parsed.len(), text.len());
                prop_assert_eq!(ends(parsed), ends(&text));
            }
            let document = Document::parse(&source);
            let nodes: usize = document.nodes().map(|node| node.source().len()).sum();
            prop_assert!(nodes >= text.len());
            document.prose().is_japanese();
        }
    }

    #[test]
    fn no_fix_touches_syntax_in_any_text(pieces in vec(select(&PIECES[..]), 0..30)) {
        // Code and comments contain no syntax, and a fix elsewhere may change where they end.
        let pieces: Vec<_> = pieces.into_iter().filter(|piece| !["`", "```\n", "~~~", "<!--", "-->"].contains(piece)).collect();
        let rules = EVERY.get_or_init(common::FixedRules::every_rule);
        let text = pieces.concat();
        for flavour in Flavour::ALL {
            let source = Source::new(text.clone()).unwrap().with_flavour(flavour);
            let before = slices(&source);
            let set = rules.rules("a.md", false, &Inline::default());
            let lint = |source: &Source| {
                let inputs = Inputs { terms: rules.terms(), conventions: true, ..Inputs::default() };
                Unparsed::new("a.md", source, inputs).lint(&set, Lang::En).findings
            };
            let options = fix::FixOptions { allowed: Applicability::Unsafe, left_out: &[], backlinks: None };
            let fixed = fix::fix_source(&source, &lint(&source), &options, lint);
            let after = slices(&fixed.source);
            prop_assert_eq!(before, after, "{:?} {:?}", text, fixed.source.text());
        }
    }
}

static EVERY: OnceLock<common::FixedRules> = OnceLock::new();

/// The syntax in `source`, in order. Blank lines around text indented for `MkDocs` may change.
fn slices(source: &Source) -> Vec<String> {
    let slices = source.syntax().spans.iter().map(|span| source.slice(*span).trim().to_owned());
    slices.filter(|slice| !slice.is_empty()).collect()
}
