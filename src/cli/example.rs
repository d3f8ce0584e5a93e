//! What a rule reports in the examples of its page, in Japanese: the page itself has it in English.

use super::page::Fence;
use crate::config::Choice;
use crate::facts::memory::MemoryFiles;
use crate::finding::{Lang, Meta};
use crate::project::linter::Linter;
use crate::text::whitespace::Whitespace as _;

/// The examples of a page, in their order.
pub(super) struct Examples<'m> {
    meta: &'m Meta,
    lang: Lang,
    /// The rule's options in the examples that follow.
    options: String,
    /// The files beside the examples that follow.
    files: Vec<(String, Vec<u8>)>,
    /// The last example: its name and its content.
    note: Option<(String, Vec<u8>)>,
}

impl<'m> Examples<'m> {
    /// The examples of the rule `meta`.
    pub(super) fn of(meta: &'m Meta, lang: Lang) -> Self {
        Self { meta, lang, options: String::new(), files: Vec::new(), note: None }
    }

    /// Takes the next fence of the page. For one with findings, returns them in the language of the run; `None` where that is
    /// the language of the page, or where running the rule here does not yield what the page says.
    pub(super) fn next(&mut self, fence: &Fence) -> Option<String> {
        let words: Vec<&str> = fence.words.iter().map(String::as_str).collect();
        match words[..] {
            [form @ ("md" | "hex"), "bad" | "good", ref rest @ ..] => {
                let name = rest.iter().find(|word| !word.starts_with("with=")).unwrap_or(&"note.md");
                let hex =
                    |text: &str| text.unicode_words().filter_map(|word| u8::from_str_radix(word, 16).ok()).collect();
                let text = if form == "md" { fence.text.clone().into_bytes() } else { hex(&fence.text) };
                self.note = Some(((*name).to_owned(), text));
            }
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

    /// What the rule finds in the last example, as the pages have it: `line:column message`.
    fn found(&self, lang: Lang) -> Option<Vec<String>> {
        let (name, text) = self.note.as_ref()?;
        let prh = if self.files.iter().any(|(name, _)| name == "prh.yml") {
            "[terms]\ndictionaries = [\"./prh.yml\"]\n"
        } else {
            ""
        };
        let config = format!("extends = []\n{prh}[rules.{}]\nseverity = \"error\"\n{}", self.meta.name, self.options);
        let own = [("notelint.toml".to_owned(), config.into_bytes()), (name.clone(), text.clone())];
        let files = MemoryFiles::new(self.files.iter().cloned().chain(own));
        let linter = Linter::new(files, Choice::default(), lang).ok()?;
        let note = linter.check().into_iter().find(|note| note.path == *name)?;
        let findings = note.findings.iter().filter(|finding| finding.rule.name == self.meta.name);
        let lines = findings.map(|finding| {
            let position =
                note.source.as_ref().map(|source| source.lines().position(source.text(), finding.span.start as usize));
            let (line, column) = position.map_or((1, 1), |position| (position.line, position.column));
            format!("{line}:{column} {}", finding.message)
        });
        Some(lines.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::page::{Block, Page};
    use crate::rules::RULES;

    #[test]
    fn findings_of_examples_are_shown_in_japanese() {
        let mut english = Vec::new();
        for entry in RULES {
            let mut examples = Examples::of(entry.meta, Lang::Ja);
            for block in Page::of(entry.meta.page).english {
                let Block::Fence(fence) = block else { continue };
                let found = examples.next(&fence);
                if fence.words == ["findings"] && found.is_none() {
                    english.push(entry.meta.name);
                }
            }
        }
        english.dedup();
        // These need the answers of servers, or another rule beside them.
        let known = [""; 0];
        assert_eq!(english, known);
    }
}
