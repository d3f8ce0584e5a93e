//! The examples on a rule's page as projects: the note, the files beside it, and a configuration that turns on the rule.

use super::rule_page::{PageBlock, PageFence, RulePage};
use crate::finding::Meta;
use crate::text::whitespace::Whitespace as _;

/// Reads the examples of a page, fence by fence. `tests/it/pages.rs` describes the fences.
#[derive(Clone, Debug)]
pub struct ExampleReader<'m> {
    meta: &'m Meta,
    /// The rule's options in the examples that follow.
    options: String,
    /// The files beside the examples that follow.
    files: Vec<(String, Vec<u8>)>,
    /// The last example.
    note: Option<ExampleNote>,
}

/// The note of an example.
#[derive(Clone, Debug)]
struct ExampleNote {
    name: String,
    text: Vec<u8>,
    /// The rules that are on beside the one of the page.
    with: Vec<String>,
    /// The host for which the note is written; empty for GitHub.
    flavour: String,
}

/// An example as a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleExample {
    /// The path of the note.
    pub note: String,
    /// All files with their content: the note, those beside it, and `notelint.toml`.
    pub files: Vec<(String, Vec<u8>)>,
}

impl<'m> ExampleReader<'m> {
    /// A reader for the page of the rule `meta`.
    pub fn of(meta: &'m Meta) -> Self {
        Self { meta, options: String::new(), files: Vec::new(), note: None }
    }

    /// Takes the next fence of the page. Returns whether it begins an example.
    pub fn next(&mut self, fence: &PageFence) -> bool {
        let words: Vec<&str> = fence.words.iter().map(String::as_str).collect();
        match words[..] {
            [form @ ("md" | "hex"), "bad" | "good", ref rest @ ..] => {
                let name = rest.iter().find(|word| !word.contains('=')).unwrap_or(&"note.md");
                let hex =
                    |text: &str| text.unicode_words().filter_map(|word| u8::from_str_radix(word, 16).ok()).collect();
                let text = if form == "md" { fence.text.clone().into_bytes() } else { hex(&fence.text) };
                let with = rest.iter().filter_map(|word| word.strip_prefix("with=")).map(str::to_owned).collect();
                let flavour = rest.iter().find_map(|word| word.strip_prefix("flavour=")).unwrap_or_default().to_owned();
                self.note = Some(ExampleNote { name: (*name).to_owned(), text, with, flavour });
                return true;
            }
            ["toml", "options"] => self.options.clone_from(&fence.text),
            [_, file] if file.starts_with("file=") => {
                self.files.push((file["file=".len()..].to_owned(), fence.text.clone().into_bytes()));
            }
            _ => {}
        }
        false
    }

    /// Whether `fence` is the note of the last example again.
    pub fn repeats(&self, fence: &PageFence) -> bool {
        self.note.as_ref().is_some_and(|note| note.text == fence.text.as_bytes())
    }

    /// The last example.
    pub fn example(&self) -> Option<RuleExample> {
        let ExampleNote { name, text, with, flavour } = self.note.as_ref()?;
        let prh = if self.files.iter().any(|(name, _)| name == "prh.yml") {
            "[terms]\ndictionaries = [\"./prh.yml\"]\n"
        } else {
            ""
        };
        let flavour = if flavour.is_empty() { String::new() } else { format!("flavour = {flavour:?}\n") };
        let with: String = with.iter().flat_map(|rule| ["[rules.", rule, "]\n"]).collect();
        let config = format!(
            "extends = []\n{flavour}{prh}{with}[rules.{}]\nseverity = \"error\"\n{}",
            self.meta.name, self.options
        );
        let own = [("notelint.toml".to_owned(), config.into_bytes()), (name.clone(), text.clone())];
        Some(RuleExample { note: name.clone(), files: self.files.iter().cloned().chain(own).collect() })
    }
}

/// The examples of the page of `meta`, in their order.
pub fn examples(meta: &Meta) -> Vec<RuleExample> {
    let mut reader = ExampleReader::of(meta);
    let fences = RulePage::of_rule(meta).english.into_iter().filter_map(|block| match block {
        PageBlock::PageFence(fence) => Some(fence),
        _ => None,
    });
    fences.filter_map(|fence| reader.next(&fence).then(|| reader.example()).flatten()).collect()
}
