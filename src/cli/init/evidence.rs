//! Signs of how the notes of a folder are written and published: files of other tools, and keys of the front matter.

use std::path::Path;

use crate::config::markdownlint::files::{CLI2, RULES};
use crate::finding::Lang;
use crate::markdown::flavour::Flavour;
use crate::markdown::front_matter;
use crate::message;
use crate::text::source::Source;

/// A file that shows how the notes of a folder are written or published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Evidence {
    /// The file, relative to the folder, with `/`.
    pub file: String,
    /// The word in the file that shows it; empty where the file name does.
    pub word: &'static str,
    /// What it shows.
    pub of: EvidenceKind,
}

/// What a [`Evidence`] shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EvidenceKind {
    /// Where the notes are published.
    Flavour(Flavour),
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
        let Self { file, word, .. } = self;
        let within = message!("`{word}` in `{file}`", "`{file}` の `{word}`");
        if word.is_empty() { format!("`{file}`") } else { within.text(lang) }
    }
}

/// Files that show where notes are published: by their name or, if the name does not tell, by a word in them.
const FLAVOURS: [(&str, &str, Flavour); 24] = [
    ("package.json", "zenn-cli", Flavour::Zenn),
    ("package.json", "@qiita/qiita-cli", Flavour::Qiita),
    ("qiita.config.json", "", Flavour::Qiita),
    (".obsidian", "", Flavour::Obsidian),
    ("mkdocs.yml", "", Flavour::Mkdocs),
    ("mkdocs.yaml", "", Flavour::Mkdocs),
    ("docusaurus.config.js", "", Flavour::Docusaurus),
    ("docusaurus.config.ts", "", Flavour::Docusaurus),
    ("docusaurus.config.mjs", "", Flavour::Docusaurus),
    // Mintlify reads MDX as well.
    ("mint.json", "", Flavour::Docusaurus),
    ("docs.json", "mintlify", Flavour::Docusaurus),
    ("website/docusaurus.config.js", "", Flavour::Docusaurus),
    ("website/docusaurus.config.ts", "", Flavour::Docusaurus),
    ("hugo.toml", "", Flavour::Hugo),
    ("hugo.yaml", "", Flavour::Hugo),
    ("hugo.yml", "", Flavour::Hugo),
    ("hugo.json", "", Flavour::Hugo),
    ("config.toml", "baseURL", Flavour::Hugo),
    ("config.yaml", "baseURL", Flavour::Hugo),
    ("config/_default/hugo.toml", "", Flavour::Hugo),
    ("config/_default/config.toml", "", Flavour::Hugo),
    ("_config.yml", "", Flavour::Jekyll),
    ("_config.yaml", "", Flavour::Jekyll),
    ("Gemfile", "jekyll", Flavour::Jekyll),
];

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

/// Keys that only the tools of one host write into front matter.
const KEYS: [(&[&str], Flavour); 2] =
    [(&["emoji", "topics", "published"], Flavour::Zenn), (&["organization_url_name", "slide"], Flavour::Qiita)];

/// The signs in `folder`, in the order of the lists above.
pub(super) fn in_folder(folder: &Path) -> Vec<Evidence> {
    let there = |file: &str, word: &str| {
        let path = folder.join(file);
        if word.is_empty() {
            path.exists()
        } else {
            std::fs::read_to_string(path).is_ok_and(|text| text.contains(word))
        }
    };
    let flavours = FLAVOURS.iter().filter(|(file, word, _)| there(file, word));
    let flavours =
        flavours.map(|&(file, word, flavour)| Evidence { file: file.into(), word, of: EvidenceKind::Flavour(flavour) });
    let is_dictionary = || {
        let text = std::fs::read_to_string(folder.join(TERMS)).unwrap_or_default();
        text.parse::<toml::Table>().is_ok_and(|table| SECTIONS.iter().any(|section| table.contains_key(*section)))
    };
    let others = OTHERS.iter().filter(|(file, _)| there(file, "") && (*file != TERMS || is_dictionary()));
    let others = others.map(|&(file, of)| Evidence { file: file.into(), word: "", of });
    let markdownlint = CLI2.iter().chain(&RULES).find(|file| there(file, ""));
    let markdownlint =
        markdownlint.map(|file| Evidence { file: (*file).into(), word: "", of: EvidenceKind::Markdownlint });
    flavours.chain(markdownlint).chain(others).collect()
}

/// Where the note at `path` is published, as its front matter shows.
pub(super) fn in_note(path: &str, source: &Source) -> Option<Evidence> {
    let text = source.text();
    let has = |key: &&str| front_matter::has_key(text, key);
    let (keys, flavour) = KEYS.iter().find(|(keys, _)| keys.iter().all(has))?;
    Some(Evidence { file: path.to_owned(), word: keys.first()?, of: EvidenceKind::Flavour(*flavour) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_words_in_them_are_signs() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("package.json", "{ \"devDependencies\": { \"zenn-cli\": \"^0.1\" } }");
        write(".markdownlint.jsonc", "{}");
        write("config.toml", "[links]\n");
        write("prh.yml", "");
        write("terms.toml", "[[term]]\ncanonical = \"GitHub\"\n");
        let found = || in_folder(folder.path()).into_iter().map(|sign| sign.of).collect::<Vec<_>>();
        assert_eq!(
            found(),
            [
                EvidenceKind::Flavour(Flavour::Zenn),
                EvidenceKind::Markdownlint,
                EvidenceKind::Dictionary,
                EvidenceKind::Dictionary
            ]
        );
        // Of another program, or of nothing yet.
        for text in ["[terms]\nagreed = true\n", "", "["] {
            write("terms.toml", text);
            assert_eq!(
                found(),
                [EvidenceKind::Flavour(Flavour::Zenn), EvidenceKind::Markdownlint, EvidenceKind::Dictionary],
                "{text}"
            );
        }
    }

    #[test]
    fn keys_of_one_host_are_signs() {
        let sign = |text: &str| in_note("a.md", &Source::new(text.to_owned()).unwrap()).map(|sign| sign.of);
        let zenn = "---\ntitle: a\nemoji: b\ntopics: [c]\npublished: true\n---\n";
        assert_eq!(sign(zenn), Some(EvidenceKind::Flavour(Flavour::Zenn)));
        assert_eq!(
            sign("---\norganization_url_name: null\nslide: false\n---\n"),
            Some(EvidenceKind::Flavour(Flavour::Qiita))
        );
        assert_eq!(sign("---\ntitle: a\n---\n"), None);
    }
}
