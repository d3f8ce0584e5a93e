//! The configuration files of hosts (`mkdocs.yml`, `hugo.toml` …): which options change how the host reads notes.
//!
//! The file nearest to a note applies, up to the root of the project. A file that can't be parsed changes nothing, except that
//! nothing is then said about anchors: `notelint config` names it.

mod content;
mod docusaurus;
pub mod evidence;
mod file;
mod host_config;
mod hugo;
mod jekyll;
mod mkdocs;
mod obsidian;
mod script;
mod settings;
mod vitepress;

use std::path::Path;

use file::{HostFile, Unparsed};
pub use host_config::HostConfig;

use crate::markdown::flavour::Flavour;
use crate::text::file_system::FileSystem;
use crate::text::profile::{HeadingIds, Profile};

/// What a host's configuration consists of.
struct Reader {
    /// The names of its files in the project's folder. The first that exists is read.
    names: &'static [&'static str],
    /// Applies the options of a file to a profile.
    apply: Apply,
}

/// How options are applied.
enum Apply {
    /// From a file in YAML, TOML or JSON.
    Data(fn(&mut HostFile<'_>, &mut Profile) -> Result<(), Unparsed>),
    /// From a program without comments.
    Program(fn(&str, &mut HostConfig)),
}

const fn reader(flavour: Flavour) -> Option<Reader> {
    match flavour {
        Flavour::Mkdocs => Some(Reader { names: &["mkdocs.yml", "mkdocs.yaml"], apply: Apply::Data(mkdocs::apply) }),
        Flavour::Hugo => Some(Reader { names: &hugo::NAMES, apply: Apply::Data(hugo::apply) }),
        Flavour::Docusaurus => Some(Reader { names: &docusaurus::NAMES, apply: Apply::Program(docusaurus::apply) }),
        Flavour::Vitepress => Some(Reader { names: &vitepress::NAMES, apply: Apply::Program(vitepress::apply) }),
        Flavour::Jekyll => Some(Reader { names: &["_config.yml", "_config.yaml"], apply: Apply::Data(jekyll::apply) }),
        Flavour::Obsidian => Some(Reader { names: &[".obsidian/app.json"], apply: Apply::Data(obsidian::apply) }),
        Flavour::Github | Flavour::Gitlab | Flavour::Commonmark | Flavour::Zenn | Flavour::Qiita => None,
    }
}

/// How the host of `flavour` reads the notes directly in `folder`, in the project at `root`. Notes beside the folder of its pages
/// are read on GitHub.
pub fn host_config(files: &dyn FileSystem, root: &Path, folder: &Path, flavour: Flavour) -> HostConfig {
    let mut config =
        HostConfig { profile: flavour.profile(), mdx_by_extension: false, files: Vec::new(), unreadable: Vec::new() };
    let reader = reader(flavour);
    if content::is_beside(files, folder, flavour, reader.as_ref().map_or(&[], |reader| reader.names)) {
        config.profile = Profile::GITHUB;
        return config;
    }
    let Some(reader) = reader else { return config };
    let above = folder.ancestors().take_while(|above| above.starts_with(root));
    let mut paths = above.flat_map(|above| reader.names.iter().map(|name| above.join(name)));
    let Some(path) = paths.find(|path| files.is_file(path)) else { return config };
    let parsed = files.read(&path).map_err(|_| Unparsed).and_then(|text| {
        let mut file = HostFile { files, root, path: path.clone(), text, others: Vec::new() };
        let applied = match reader.apply {
            Apply::Data(apply) => apply(&mut file, &mut config.profile),
            Apply::Program(apply) => {
                apply(&script::without_comments(&file.text), &mut config);
                Ok(())
            }
        };
        config.files.append(&mut file.others);
        applied
    });
    if parsed.is_err() {
        config.profile = Profile { heading_ids: HeadingIds::Unknown, ..flavour.profile() };
        config.unreadable.push(path.clone());
    }
    config.files.insert(0, path);
    config
}

#[cfg(test)]
mod tests;
