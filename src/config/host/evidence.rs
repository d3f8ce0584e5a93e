//! Signs of where the notes of a folder are published: files of a host, words in them, and keys of front matter that only the
//! tools of one host write.

use std::path::Path;

use crate::finding::Lang;
use crate::markdown::flavour::Flavour;
use crate::markdown::front_matter;
use crate::message;
use crate::text::file_system::FileSystem;
use crate::text::paths;

/// A file that shows where the notes of a folder are published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostEvidence {
    /// The file, relative to the folder, with `/`.
    pub file: String,
    /// The word in the file that shows it; empty where the file name does.
    pub word: &'static str,
    /// Where the notes are published.
    pub flavour: Flavour,
}

/// Files that show where notes are published: by their name or, if the name does not show it, by a word in them.
const FILES: [(&str, &str, Flavour); 31] = [
    ("package.json", "zenn-cli", Flavour::Zenn),
    ("package.json", "@qiita/qiita-cli", Flavour::Qiita),
    ("qiita.config.json", "", Flavour::Qiita),
    (".obsidian", "", Flavour::Obsidian),
    // Quartz publishes vaults, with Obsidian's syntax.
    ("quartz.config.ts", "", Flavour::Obsidian),
    ("quartz.config.js", "", Flavour::Obsidian),
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
    (".vitepress", "", Flavour::Vitepress),
    ("docs/.vitepress", "", Flavour::Vitepress),
    ("hugo.toml", "", Flavour::Hugo),
    ("hugo.yaml", "", Flavour::Hugo),
    ("hugo.yml", "", Flavour::Hugo),
    ("hugo.json", "", Flavour::Hugo),
    ("config.toml", "baseURL", Flavour::Hugo),
    ("config.yaml", "baseURL", Flavour::Hugo),
    ("config.yml", "baseURL", Flavour::Hugo),
    ("config.json", "baseURL", Flavour::Hugo),
    ("config/_default/hugo.toml", "", Flavour::Hugo),
    ("config/_default/hugo.yaml", "", Flavour::Hugo),
    ("config/_default/config.toml", "", Flavour::Hugo),
    ("_config.yml", "", Flavour::Jekyll),
    ("_config.yaml", "", Flavour::Jekyll),
    ("Gemfile", "jekyll", Flavour::Jekyll),
];

/// Keys of front matter that only the tools of one host write, and the folder for the notes of that host.
const KEYS: [(&str, &[&str], Flavour); 2] = [
    ("articles", &["emoji", "topics", "published"], Flavour::Zenn),
    ("public", &["organization_url_name", "slide"], Flavour::Qiita),
];

/// In each of those folders, the front matter of this number of notes is read.
const SAMPLES: usize = 3;

impl HostEvidence {
    /// The sign as it is printed: `zenn-cli` in `package.json`.
    pub fn what(&self, lang: Lang) -> String {
        let Self { file, word, .. } = self;
        let within = message!("`{word}` in `{file}`", "`{file}` の `{word}`");
        if word.is_empty() { format!("`{file}`") } else { within.text(lang) }
    }
}

/// The files in `folder` that show where its notes are published, in the order of the list above.
pub fn in_folder(files: &dyn FileSystem, folder: &Path) -> Vec<HostEvidence> {
    let exists = |path: &Path| files.is_file(path) || files.names_in(path).is_ok();
    let shows = |file: &str, word: &str| {
        let path = folder.join(file);
        if word.is_empty() { exists(&path) } else { files.read(&path).is_ok_and(|text| text.contains(word)) }
    };
    let found = FILES.iter().filter(|(file, word, _)| shows(file, word));
    found.map(|&(file, word, flavour)| HostEvidence { file: file.to_owned(), word, flavour }).collect()
}

/// Where the note at `path`, which reads `text`, is published, as its front matter shows.
pub fn in_note(path: &str, text: &str) -> Option<HostEvidence> {
    let has = |key: &&str| front_matter::has_key(text, key);
    let (_, keys, flavour) = KEYS.iter().find(|(_, keys, _)| keys.iter().all(has))?;
    Some(HostEvidence { file: path.to_owned(), word: keys.first()?, flavour: *flavour })
}

/// Where the notes of the project at `root` are published; `None` if nothing shows it, or if the signs contradict each other.
pub fn of_project(files: &dyn FileSystem, root: &Path) -> Option<HostEvidence> {
    let mut found = in_folder(files, root);
    if found.is_empty() {
        found.extend(KEYS.iter().find_map(|(folder, _, _)| in_front_matter(files, root, folder)));
    }
    let first = found.first()?;
    found.iter().all(|other| other.flavour == first.flavour).then(|| first.clone())
}

fn in_front_matter(files: &dyn FileSystem, root: &Path, folder: &str) -> Option<HostEvidence> {
    let mut names = files.names_in(&root.join(folder)).ok()?;
    names.retain(|name| paths::is_note(Path::new(name)));
    names.sort();
    names.iter().take(SAMPLES).find_map(|name| {
        let path = format!("{folder}/{}", name.to_str()?);
        let text = files.read(&root.join(&path)).ok()?;
        in_note(&path, &text).filter(|sign| KEYS.iter().any(|(own, _, host)| *own == folder && *host == sign.flavour))
    })
}
