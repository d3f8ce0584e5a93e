//! What a rule reports in the examples of its page, in Japanese: the page itself has it in English.

use serde_json::Value;

use super::answers::Answers;
use crate::config::Choice;
use crate::facts::memory::MemoryFiles;
use crate::finding::{Lang, Meta};
use crate::project::linter::Linter;
use crate::report::render::render;
use crate::report::rule_examples::{ExampleReader, RuleExample};
use crate::report::rule_page::PageFence;
use crate::report::{Format, Style};
use crate::text::whitespace::Whitespace as _;

/// The examples of a page, in their order.
pub(super) struct Examples<'m> {
    meta: &'m Meta,
    lang: Lang,
    reader: ExampleReader<'m>,
    /// What servers answer in the examples that follow.
    web: Answers,
}

impl<'m> Examples<'m> {
    /// The examples of the rule `meta`.
    pub(super) fn of(meta: &'m Meta, lang: Lang) -> Self {
        Self { meta, lang, reader: ExampleReader::of(meta), web: Answers::default() }
    }

    /// Takes the next fence of the page. For one with findings, returns them in the language of the run; `None` where that is
    /// the language of the page, or where running the rule here does not yield what the page says.
    pub(super) fn next(&mut self, fence: &PageFence) -> Option<String> {
        self.reader.next(fence);
        let words: Vec<&str> = fence.words.iter().map(String::as_str).collect();
        match words[..] {
            // A line in another form leaves the answer out, and the page is shown as it is.
            ["text", "web"] => drop(self.web.add(&fence.text)),
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
        self.reader.repeats(fence)
    }

    /// What the rule finds in the last example, as the pages have it: `line:column message`.
    fn found(&self, lang: Lang) -> Option<Vec<String>> {
        let RuleExample { note: name, files } = self.reader.example()?;
        let files = MemoryFiles::new(files);
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
