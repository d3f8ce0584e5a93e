//! Globs in a configuration file.

use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::finding::parsers::plain;
use crate::finding::{Lang, Text};
use crate::text::braces::{DEEPEST, depth};

/// Globs relative to a folder. A glob without `/` matches a name in any folder below it. A glob that matches a folder also
/// matches everything in that folder.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    set: GlobSet,
}

impl Globs {
    /// Compiles `globs`.
    ///
    /// # Errors
    /// The index of the first glob that can't be compiled, and the reason.
    pub fn new(globs: &[&str], lang: Lang) -> Result<Self, (usize, String)> {
        let mut builder = GlobSetBuilder::new();
        for (index, glob) in globs.iter().enumerate() {
            let wrong = |error: &globset::Error| (index, plain(&error.kind().to_string(), lang).message);
            check(glob).map_err(|wrong| (index, wrong.get(lang).to_owned()))?;
            for glob in forms(glob) {
                let glob = GlobBuilder::new(&glob).literal_separator(true).backslash_escape(true).build();
                builder.add(glob.map_err(|error| wrong(&error))?);
            }
        }
        let set = builder.build().map_err(|error| (0, plain(&error.kind().to_string(), lang).message))?;
        Ok(Self { set })
    }

    /// Whether a glob matches `path`. `folder` is the folder that the globs are relative to; nothing outside it matches.
    pub fn matches(&self, folder: &Path, path: &Path) -> bool {
        !self.set.is_empty() && path.strip_prefix(folder).is_ok_and(|path| self.set.is_match(path))
    }
}

const EMPTY: Text = Text { en: "an empty glob matches nothing", ja: "空のパターンは何にも一致しない" };
const NEGATED: Text = Text { en: "a glob can't be negated with `!`", ja: "`!` による否定は使えない" };
const OUTSIDE: Text = Text {
    en: "a glob can't point outside the folder of its configuration file",
    ja: "設定ファイルのあるフォルダーの外は指定できない",
};

const BACKSLASH: Text = Text {
    en: "`\\` does not separate folders in a glob, on any system: write `/`",
    ja: "`\\` はどの OS でもフォルダーの区切りにならない。`/` を使う",
};

/// Why a glob or a `.gitignore` with deeply nested braces is rejected.
pub(crate) const NESTED: Text =
    Text { en: "braces are nested too deeply", ja: "`{` が深く入れ子になりすぎている" };

fn check(glob: &str) -> Result<(), Text> {
    if depth(glob) > DEEPEST {
        return Err(NESTED);
    }
    if glob.trim_matches('/').is_empty() {
        return Err(EMPTY);
    }
    if glob.starts_with('!') {
        return Err(NEGATED);
    }
    if glob.split('/').any(|name| name == "..") {
        return Err(OUTSIDE);
    }
    if has_separating_backslash(glob) {
        return Err(BACKSLASH);
    }
    Ok(())
}

/// Whether `glob` has a backslash that must be meant as a separator, as in `docs\api`: before a letter or a digit it escapes
/// nothing. Before another character it may be an escape (`\*`).
fn has_separating_backslash(glob: &str) -> bool {
    let mut chars = glob.chars();
    while let Some(char) = chars.next() {
        if char == '\\' && chars.next().is_some_and(|next| next.is_alphanumeric() || matches!(next, '.' | '_')) {
            return true;
        }
    }
    false
}

/// The two globs that `glob` is compiled to: one for the path itself, and one for everything below it.
fn forms(glob: &str) -> Vec<String> {
    let (anchored, rest) = match glob.strip_prefix("./").or_else(|| glob.strip_prefix('/')) {
        Some(rest) => (true, rest),
        None => (false, glob),
    };
    let rest = rest.trim_end_matches('/');
    let rest = rest.strip_suffix("/**").unwrap_or(rest);
    let rest =
        if anchored || rest.contains('/') || glob.ends_with("/**") { rest.to_owned() } else { format!("**/{rest}") };
    vec![format!("{rest}/**"), rest]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(glob: &str, path: &str) -> bool {
        Globs::new(&[glob], Lang::En).unwrap().matches(Path::new("/p"), &Path::new("/p").join(path))
    }

    #[test]
    fn a_folder_stands_for_all_that_it_holds() {
        for glob in ["archive", "archive/", "archive/**", "/archive", "./archive/"] {
            assert!(matches(glob, "archive/2019/a.md"), "{glob}");
            assert!(matches(glob, "archive"), "{glob}");
            assert!(!matches(glob, "archived/a.md"), "{glob}");
        }
    }

    #[test]
    fn a_backslash_escapes_signs_and_parts_no_folders() {
        assert!(matches(r"a\*b.md", "a*b.md") && matches(r"\[x\].md", "[x].md"));
        assert!(!matches(r"a\*b.md", "a/b.md"));
        for glob in [r"docs\api", r"docs\*\draft.md", r"..\shared", r"C:\notes", r".\docs", r"資料\設計"] {
            assert!(Globs::new(&[glob], Lang::En).is_err(), "{glob}");
        }
    }

    #[test]
    fn a_glob_without_a_slash_matches_in_any_folder() {
        assert!(matches("README.md", "a/README.md"));
        assert!(matches("*.draft.md", "a/b/c.draft.md"));
        assert!(!matches("/README.md", "a/README.md"));
        assert!(!matches("archive/**", "a/archive/b.md"));
        assert!(!matches("a/*.md", "a/b/c.md"));
        assert!(!matches("a/*.md", "b/a/c.md"));
    }

    #[test]
    fn what_is_outside_is_not_matched() {
        assert!(!Globs::new(&["a.md"], Lang::En).unwrap().matches(Path::new("/p"), Path::new("/q/a.md")));
    }

    #[test]
    fn bad_globs_are_told_by_index() {
        assert_eq!(Globs::new(&["a", "[b"], Lang::En).unwrap_err().0, 1);
        assert!(Globs::new(&["!a"], Lang::En).is_err());
        assert!(Globs::new(&["../a"], Lang::Ja).is_err());
        assert!(Globs::new(&[""], Lang::En).is_err());
    }
}
