//! Signs of how the notes of a folder are written and published: files of other tools, and keys of the front matter.

use std::path::Path;

use crate::config::host::evidence::{self as host, HostEvidence};
use crate::config::markdownlint::files::{CLI2, RULES};
use crate::finding::Lang;
use crate::text::disk::OsFileSystem;
use crate::text::source::Source;

/// A file that shows how the notes of a folder are written or published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Evidence {
    /// The file, relative to the folder, with `/`.
    pub file: String,
    /// What it shows.
    pub of: EvidenceKind,
}

/// What a [`Evidence`] shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum EvidenceKind {
    /// Where the notes are published.
    Flavour(HostEvidence),
    /// A markdownlint configuration.
    Markdownlint,
    /// A dictionary of the project's own, in notelint's format or prh's.
    Dictionary,
    /// A textlint configuration.
    Textlint,
    /// A lychee configuration.
    Lychee,
}

impl Evidence {
    /// The sign as it is printed: `zenn-cli` in `package.json`.
    pub(super) fn what(&self, lang: Lang) -> String {
        match &self.of {
            EvidenceKind::Flavour(host) => host.what(lang),
            _ => format!("`{}`", self.file),
        }
    }
}

impl From<HostEvidence> for Evidence {
    fn from(host: HostEvidence) -> Self {
        Self { file: host.file.clone(), of: EvidenceKind::Flavour(host) }
    }
}

const OTHERS: [(&str, EvidenceKind); 10] = [
    (TERMS, EvidenceKind::Dictionary),
    ("prh.yml", EvidenceKind::Dictionary),
    ("prh.yaml", EvidenceKind::Dictionary),
    (".textlintrc", EvidenceKind::Textlint),
    (".textlintrc.json", EvidenceKind::Textlint),
    (".textlintrc.js", EvidenceKind::Textlint),
    (".textlintrc.yml", EvidenceKind::Textlint),
    (".textlintrc.yaml", EvidenceKind::Textlint),
    ("lychee.toml", EvidenceKind::Lychee),
    (".lycheeignore", EvidenceKind::Lychee),
];

/// The name that the documentation gives a dictionary in notelint's format. Other programs may use it too, so the file has to
/// have one of the [`SECTIONS`].
const TERMS: &str = "terms.toml";

const SECTIONS: [&str; 4] = ["term", "rename", "group", "abbreviation"];

/// The signs in `folder`, in the order of the lists above.
pub(super) fn in_folder(folder: &Path) -> Vec<Evidence> {
    let there = |file: &str| folder.join(file).exists();
    let flavours = host::in_folder(&OsFileSystem, folder).into_iter().map(Evidence::from);
    let is_dictionary = || {
        let text = std::fs::read_to_string(folder.join(TERMS)).unwrap_or_default();
        text.parse::<toml::Table>().is_ok_and(|table| SECTIONS.iter().any(|section| table.contains_key(*section)))
    };
    let others = OTHERS.iter().filter(|(file, _)| there(file) && (*file != TERMS || is_dictionary()));
    let others = others.map(|(file, of)| Evidence { file: (*file).into(), of: of.clone() });
    let markdownlint = CLI2.iter().chain(&RULES).find(|file| there(file));
    let markdownlint = markdownlint.map(|file| Evidence { file: (*file).into(), of: EvidenceKind::Markdownlint });
    flavours.chain(markdownlint).chain(others).collect()
}

/// Where the note at `path` is published, as its front matter shows.
pub(super) fn in_note(path: &str, source: &Source) -> Option<Evidence> {
    host::in_note(path, source.text()).map(Evidence::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::flavour::Flavour;

    #[test]
    fn files_and_words_in_them_are_signs() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("package.json", "{ \"devDependencies\": { \"zenn-cli\": \"^0.1\" } }");
        write(".markdownlint.jsonc", "{}");
        write("config.toml", "[links]\n");
        write("prh.yml", "");
        write("terms.toml", "[[term]]\ncanonical = \"GitHub\"\n");
        let zenn = || {
            let file = "package.json".to_owned();
            EvidenceKind::Flavour(HostEvidence { file, word: "zenn-cli", flavour: Flavour::Zenn })
        };
        let found = || in_folder(folder.path()).into_iter().map(|sign| sign.of).collect::<Vec<_>>();
        assert_eq!(found(), [zenn(), EvidenceKind::Markdownlint, EvidenceKind::Dictionary, EvidenceKind::Dictionary]);
        // Of another program, or of nothing yet.
        for text in ["[terms]\nagreed = true\n", "", "["] {
            write("terms.toml", text);
            assert_eq!(found(), [zenn(), EvidenceKind::Markdownlint, EvidenceKind::Dictionary], "{text}");
        }
    }
}
