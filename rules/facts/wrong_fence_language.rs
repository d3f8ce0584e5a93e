//! `wrong-fence-language`: a label that contradicts its code block, or that is a language with a typo.

use crate::catalog::languages;
use crate::lint::prelude::*;
use crate::markdown::data::Block;
use crate::markdown::data::language::Language;
use crate::words;

pub(crate) struct WrongFenceLanguage;

rule!(WrongFenceLanguage {
    summary: Text {
        en: "a code block with the wrong language", ja: "コードブロックの言語が間違っている"
    },
    presets: &[Preset::Recommended.member()],
});

/// Languages that people write often. A label with a typo is compared with these.
const COMMON: &[&str] = words!("../words/fence_languages.txt", "common");

const SHELLS: [&str; 5] = ["bash", "sh", "shell", "zsh", "ksh"];
const JSON: [&str; 3] = ["json", "jsonc", "json5"];
const YAML: [&str; 2] = ["yaml", "yml"];
const PROGRAMS: [&str; 6] = ["js", "javascript", "ts", "typescript", "java", "python"];

impl Check for WrongFenceLanguage {
    fn looks_for(&self) -> &[std::ops::RangeInclusive<char>] {
        &['`'..='`', '~'..='~']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for block in note.blocks.all().iter().filter(|block| !block.is_skipped()) {
            let Some(label) = block.label() else { continue };
            let written = || excerpt(note.source.slice(label));
            if let Some(language) = contradicts(block) {
                let (name, ja, right) = (language.name(), language.japanese(), language.label());
                let written = written();
                let report = sink.report(
                    label,
                    message!("label `{written}` on {name}", "ラベル `{written}` の付いたコードの中身は{ja}"),
                );
                // One finding for all blocks of a note with the same label on the same language.
                report.about(&format!("{} on {right}", block.language())).note(message!(
                    "it is highlighted as the wrong language; write `{right}`",
                    "別の言語としてハイライトされる。`{right}` と書く"
                ));
            } else if let Some(meant) = meant(block.language()) {
                let written = written();
                let report =
                    sink.report(label, message!("unknown language `{written}`", "言語 `{written}` は存在しない"));
                report.note(message!("did you mean `{meant}`?", "もしかして: `{meant}`"));
            }
        }
    }
}

/// What `block` is, if its label says that it is something else.
fn contradicts(block: &Block<'_>) -> Option<Language> {
    let label = block.language();
    let is_shell = SHELLS.contains(&label);
    let is_data = JSON.contains(&label) || YAML.contains(&label);
    if (is_data || PROGRAMS.contains(&label)) && is_database_session(block.as_str()) {
        return Some(Language::Session);
    }
    if !is_shell && !is_data && label != "python" {
        return None;
    }
    let found = Language::of(block)?;
    let wrong = match found {
        Language::Json => is_shell,
        Language::Yaml => is_shell || JSON.contains(&label),
        Language::Shell => !is_shell,
        Language::Python => label != "python",
        // Commands may be followed by what they print or write.
        Language::Session => JSON.contains(&label) || YAML.contains(&label) && !has_keys(block.as_str()),
        Language::Xml | Language::Html => true,
    };
    wrong.then_some(found)
}

/// Whether `text` has a prompt of `MySQL`, `MariaDB` or `PostgreSQL` and the border of a table that they draw.
fn is_database_session(text: &str) -> bool {
    let is_border = |line: &str| {
        (line.starts_with("+--") || line.contains("--+--")) && line.bytes().all(|byte| matches!(byte, b'-' | b'+'))
    };
    let is_prompt = |line: &str| {
        let prompt = line.split(' ').next().unwrap_or_default();
        let database = prompt.strip_suffix("=#").or_else(|| prompt.strip_suffix("=>"));
        let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        prompt == "mysql>"
            || line.starts_with("MariaDB [") && line.contains("]>")
            || database.is_some_and(|name| !name.is_empty() && is_name(name))
    };
    let has = |is: &dyn Fn(&str) -> bool| text.md_lines().any(|line| is(line.md_trim()));
    has(&is_border) && has(&is_prompt)
}

/// Whether `text` has several lines that are keys of YAML.
fn has_keys(text: &str) -> bool {
    let is_key = |line: &&str| {
        let key = line.md_trim_start().split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with(' '));
        key.is_some_and(|(key, _)| key.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    };
    text.md_lines().filter(is_key).count() > 1
}

/// The language that `label` is a typo of.
fn meant(label: &str) -> Option<&'static str> {
    let is_word = label.len() > 3 && label.bytes().all(|byte| byte.is_ascii_lowercase());
    if !is_word || COMMON.contains(&label) || languages::is_known(label) {
        return None;
    }
    // Dialects of SQL end alike: `mssql` is not a slip of `mysql`.
    let is_dialect = |name: &str| label.ends_with("sql") && name.ends_with("sql");
    let is_near = |name: &&&str| {
        if is_dialect(name) {
            return false;
        }
        let same_start = name.as_bytes().first() == label.as_bytes().first();
        same_start && strsim::osa_distance(label, name) == 1
            || label.len() > 5 && name.len() > 7 && name.starts_with(label)
    };
    let mut near = COMMON.iter().filter(is_near);
    let first = near.next()?;
    near.next().is_none().then_some(first)
}
