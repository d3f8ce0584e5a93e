//! What a rule reports in the examples of its page, in Japanese: the page itself has it in English.

use serde_json::Value;

use super::answers::Answers;
use crate::config::Choice;
use crate::facts::memory::MemoryFiles;
use crate::finding::{Lang, Meta};
use crate::project::linter::Linter;
use crate::report::render::render;
use crate::report::rule_page::PageFence;
use crate::report::{Format, Style};
use crate::text::whitespace::Whitespace as _;

/// The examples of a page, in their order.
pub(super) struct Examples<'m> {
    meta: &'m Meta,
    lang: Lang,
    /// The rule's options in the examples that follow.
    options: String,
    /// The files beside the examples that follow.
    files: Vec<(String, Vec<u8>)>,
    /// What servers answer in the examples that follow.
    web: Answers,
    /// The last example.
    note: Option<ExampleNote>,
}

/// The note of an example.
struct ExampleNote {
    name: String,
    text: Vec<u8>,
    /// The rules that are on beside the one of the page.
    with: Vec<String>,
    /// The host for which the note is written; empty for GitHub.
    flavour: String,
}

impl<'m> Examples<'m> {
    /// The examples of the rule `meta`.
    pub(super) fn of(meta: &'m Meta, lang: Lang) -> Self {
        Self { meta, lang, options: String::new(), files: Vec::new(), web: Answers::default(), note: None }
    }

    /// Takes the next fence of the page. For one with findings, returns them in the language of the run; `None` where that is
    /// the language of the page, or where running the rule here does not yield what the page says.
    pub(super) fn next(&mut self, fence: &PageFence) -> Option<String> {
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
            }
            // A line in another form leaves the answer out, and the page is shown as it is.
            ["text", "web"] => drop(self.web.add(&fence.text)),
            ["toml", "options"] => self.options.clone_from(&fence.text),
            [_, file] if file.starts_with("file=") => {
                self.files.push((file["file=".len()..].to_owned(), fence.text.clone().into_bytes()));
            }
            ["findings"] if self.lang != Lang::En => {
                let shown: Vec<_> = fence.text.printed_lines().collect();
                return (self.found(Lang::En)? == shown)
                    .then(|| self.found(self.lang))
                    .flatten()
                    .map(|found| found.join("\n"));
            }
            _ => {}
        }
        None
    }

    /// Whether `fence` is the last example again.
    pub(super) fn repeats(&self, fence: &PageFence) -> bool {
        self.note.as_ref().is_some_and(|note| note.text == fence.text.as_bytes())
    }

    /// What the rule finds in the last example, as the pages have it: `line:column message`.
    fn found(&self, lang: Lang) -> Option<Vec<String>> {
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
        let files = MemoryFiles::new(self.files.iter().cloned().chain(own));
        let linter = Linter::new(files, Choice::default(), lang).ok()?;
        let report = render(&linter.check_with(&self.web), Format::Jsonl, Style::plain(lang)).ok()?;
        let findings = report.printed_lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let own = findings.filter(|finding| finding["file"] == name.as_str() && finding["rule"] == self.meta.name);
        let lines = own.map(|finding| {
            let message = finding["message"].as_str().unwrap_or_default();
            let place = |place: &Value| format!("{}:{}", place["line"], place["column"]);
            let others: Vec<_> = finding["places"].as_array().into_iter().flatten().map(place).collect();
            let others = match (others.join(", "), lang) {
                (others, _) if others.is_empty() => others,
                (others, Lang::En) => format!(" (also {others})"),
                (others, Lang::Ja) => format!("（ほか {others}）"),
            };
            format!("{} {message}{others}", place(&finding))
        });
        Some(lines.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::rule_page::{PageBlock, RulePage};
    use crate::rules::RULES;

    #[test]
    fn findings_of_examples_are_shown_in_japanese() {
        let mut english = Vec::new();
        for entry in RULES {
            let mut examples = Examples::of(entry.meta, Lang::Ja);
            for block in RulePage::of(entry.meta.page).english {
                let PageBlock::PageFence(fence) = block else { continue };
                let found = examples.next(&fence);
                if fence.words == ["findings"] && found.is_none() {
                    english.push(entry.meta.name);
                }
            }
        }
        english.dedup();
        assert_eq!(english, [""; 0]);
    }
}
