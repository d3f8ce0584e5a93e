//! Configuration files that name a path, such as the navigation in `mkdocs.yml`.

use std::fs;
use std::path::Path;

use crate::text::whitespace::Whitespace as _;

/// A line of a configuration file that names a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathMention {
    /// The configuration file, relative to the project.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// The largest file to search, in bytes.
const MAX_SIZE: u64 = 1 << 20;

/// The lines that name `path`, a file or folder of the project at `root`, in the configuration files in the folders above it:
/// relative to the configuration, or to the folder next to it that contains the path (`docs`).
pub fn mentions(root: &Path, path: &str) -> Vec<PathMention> {
    let above = path.match_indices('/').map(|(at, _)| &path[..at]);
    let mut found = Vec::new();
    for folder in std::iter::once("").chain(above) {
        let own = path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/');
        let mut names: Vec<String> = fs::read_dir(root.join(folder))
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| is_configuration(name))
            .collect();
        names.sort_unstable();
        for name in names {
            let file = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let place = root.join(&file);
            let is_small = fs::metadata(&place).is_ok_and(|metadata| metadata.is_file() && metadata.len() <= MAX_SIZE);
            let Some(text) = fs::read_to_string(place).ok().filter(|_| is_small) else { continue };
            let lines = text.md_lines().enumerate().filter(|(_, line)| names_path(line, own));
            found.extend(lines.map(|(index, _)| PathMention { file: file.clone(), line: index + 1 }));
        }
    }
    found
}

/// Whether the file `name` may be the configuration of notelint or of a site.
fn is_configuration(name: &str) -> bool {
    const KINDS: [&str; 7] = ["toml", "yml", "yaml", "json", "js", "ts", "mjs"];
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    KINDS.iter().any(|kind| extension.eq_ignore_ascii_case(kind))
}

/// Whether `line` names `path`, or something below it. `path` may also be without its first folder or its extension.
fn names_path(line: &str, path: &str) -> bool {
    let below = path.split_once('/').map_or(path, |(_, below)| below);
    let bare = |path: &str| path.trim_matches('/').trim_start_matches("./").to_owned();
    let words = line.split(|char: char| char.is_ascii_whitespace() || "\"'`,;:()[]{}<>=".contains(char));
    let is_it = |word: &str, path: &str| {
        let rest = word.strip_prefix(path);
        let stem = path.rsplit_once('.').filter(|(stem, _)| stem.contains('/') && !stem.ends_with('/'));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) || stem.is_some_and(|(stem, _)| word == stem)
    };
    words.map(bare).filter(|word| !word.is_empty()).any(|word| is_it(&word, path) || is_it(&word, below))
        // Names with spaces or other separators.
        || line.contains(path) && path.contains(|char: char| char.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_named_from_the_configuration_or_from_its_documents() {
        for line in ["  - EC2: aws/ec2.md", "exclude = [\"docs/aws/ec2.md\"]", "'aws/ec2',", "- ./docs/aws/ec2.md # x"]
        {
            assert!(names_path(line, "docs/aws/ec2.md"), "{line}");
        }
        for line in ["- ec2.md", "- gcp/aws/ec2.md", "- aws/ec2.mdx", "- aws", "- docs/aws/ec2.md.bak"] {
            assert!(!names_path(line, "docs/aws/ec2.md"), "{line}");
        }
        assert!(names_path("exclude = [\"docs/aws/**\"]", "docs/aws"));
        assert!(names_path("- nav: a b.md", "docs/a b.md") || names_path("- nav: docs/a b.md", "docs/a b.md"));
    }
}
