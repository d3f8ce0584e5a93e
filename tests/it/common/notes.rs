//! Notes for tests: many real ones if this machine has them, otherwise our own sample. Tests that use this also need
//! `mod tools`.

use std::path::{Path, PathBuf};
use std::process::Command;

use notelint::markdown::document::{Document, Kind, Node};
use notelint::rules::RULES;
use notelint::text::source::Source;

/// Notes in a temporary folder.
pub struct Notes {
    folder: tempfile::TempDir,
    /// The paths of the notes, relative to the folder.
    root: &'static str,
}

impl Notes {
    /// The folder that holds them.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join(self.root)
    }

    /// Whether they are the sample: about 400 short notes with mistakes that people make and text that looks similar.
    pub fn is_sample(&self) -> bool {
        self.root.is_empty()
    }
}

/// The notes below `corpora/notes` of the archive that `NOTELINT_CORPORA` names, by default next to the repository;
/// otherwise the [`sample`]. With `NOTELINT_REQUIRE=corpora`, a missing archive is an error.
pub fn notes() -> Notes {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let archive =
        std::env::var_os("NOTELINT_CORPORA").map_or_else(|| home.join("../shared/corpora.tar.xz"), PathBuf::from);
    let folder = tempfile::tempdir().unwrap();
    let unpack = || Command::new("tar").arg("-xJf").arg(&archive).arg("-C").arg(folder.path()).status();
    if archive.is_file() && unpack().is_ok_and(|status| status.success()) {
        return Notes { folder, root: "corpora/notes" };
    }
    crate::tools::note("corpora", "a sample takes their place; NOTELINT_CORPORA may name an archive of notes");
    sample()
}

/// The examples of all rules' pages and the notes in `notes/`.
pub fn sample() -> Notes {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    for entry in RULES {
        for (index, text) in examples(entry.meta.page).into_iter().enumerate() {
            write(&folder.path().join(format!("{}/{}/{index}.md", entry.meta.group, entry.meta.name)), &text);
        }
    }
    for entry in std::fs::read_dir(home.join("notes")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let text = std::fs::read_to_string(&path).unwrap();
            write(&folder.path().join(path.file_name().unwrap()), &text);
        }
    }
    Notes { folder, root: "" }
}

/// The notes on a rule's page: the code blocks `md bad …` and `md good …`.
fn examples(page: &str) -> Vec<String> {
    let source = Source::new(page.to_owned()).unwrap();
    let document = Document::parse(&source);
    let is_note = |block: &Node<'_>| {
        let words: Vec<&str> = block.literal().split_whitespace().take(2).collect();
        matches!(words[..], ["md", "bad" | "good"])
    };
    let blocks = document.of_kind(Kind::CodeBlock).filter(is_note);
    blocks.map(|block| block.children().map(Node::literal).collect()).collect()
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}
