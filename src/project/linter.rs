//! Checks and fixes a project in memory.

use std::fmt;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::resolve::is_mdx;
use crate::config::rule_sets::RuleSets;
use crate::config::select::Catalogue;
use crate::config::{Choice, Configs, Errors};
use crate::facts::files::{FileTree, Ignored, is_left_out};
use crate::facts::memory::{MemoryFiles, ROOT};
use crate::finding::{Applicability, Lang};
#[cfg(feature = "cli")]
use crate::links::link_status::LinkChecker;
use crate::message;
pub use crate::project::run::CheckedNote;
use crate::project::run::{self, NotePath, Outcome, Project, RunOptions};
use crate::rules::RULES;

/// Checks and fixes the notes of a project in memory, with the same results as the program for these files on a disk.
///
/// It uses no files, threads, other programs or network. The configuration is among the files: any `notelint.toml`, or
/// markdownlint's own files, and dictionaries that they refer to.
///
/// ```
/// use notelint::{Applicability, Choice, Format, Lang, Linter, MemoryFiles, Style, render};
///
/// let files = MemoryFiles::new([
///     ("notelint.toml", "[rules]\ndead-link = \"error\"\n"),
///     ("ec2.md", "# EC2\n\n[VPC](vcp.md) を使う。\n"),
///     ("vpc.md", "# VPC\n"),
/// ]);
/// let linter = Linter::new(files, Choice::default(), Lang::En)?;
///
/// let notes = linter.check();
/// assert_eq!(notes[0].path, "ec2.md");
/// assert_eq!(notes[0].findings[0].rule.name, "dead-link");
/// let report = render(&notes, Format::Concise, Style::plain(Lang::En))?;
/// assert!(report.starts_with("ec2.md:3:7: error[dead-link] `vcp.md` does not exist"));
///
/// let fixed = linter.fix(Applicability::Unsafe);
/// assert_eq!(fixed[0].text(), Some("# EC2\n\n[VPC](vpc.md) を使う。\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Linter {
    project: Project,
    rules: RuleSets,
    lang: Lang,
    notices: Vec<String>,
}

/// Errors in the configuration or a dictionary of a project.
#[derive(Debug)]
pub struct ConfigErrors(pub Errors);

impl Linter {
    /// A linter for the notes of `files`, with the rules of their configuration and `choice`. Messages are in `lang`.
    ///
    /// Notes are Markdown files that are not hidden, not ignored by a `.gitignore` of the project, and not excluded by
    /// the configuration.
    ///
    /// # Errors
    /// Errors in the configuration.
    pub fn new(files: MemoryFiles, choice: Choice, lang: Lang) -> Result<Self, ConfigErrors> {
        let files = Arc::new(files);
        let root = PathBuf::from(ROOT);
        let configs = Arc::new(Configs::new(choice, Catalogue(RULES), root.clone(), lang, files.clone()));
        let tree = FileTree::new(files.clone());
        let kept = files.files().filter(|path| is_kept(&configs, &tree, path));
        let (mut paths, others): (Vec<&str>, Vec<&str>) =
            kept.partition(|path| configs.is_note(&root, &root.join(path)));
        paths.sort_unstable();
        for path in others.into_iter().filter(|path| is_mdx(Path::new(path))) {
            let notice = message!(
                "`{path}` is not checked: MDX is checked only for a host that reads it, with `flavour = \"docusaurus\"`",
                "`{path}` は検査していない（MDX は、MDX を読み取るホストでのみ検査する: `flavour = \"docusaurus\"`）"
            );
            configs.notice(notice.text(lang));
        }
        let note = |path: &&str| NotePath {
            path: (*path).to_owned(),
            file: root.join(path),
            selected: true,
            ..NotePath::default()
        };
        let notes = paths.iter().map(note).collect();
        let project = Project { root, notes, files };
        let mut errors = configs.take_errors();
        let rules = match RuleSets::new(&configs, &project.root, project.selected()) {
            Ok(rules) if errors.is_empty() => rules,
            Ok(_) => return Err(ConfigErrors(errors)),
            Err(more) => {
                errors.extend(more);
                return Err(ConfigErrors(errors));
            }
        };
        let notices = configs.take_notices().into_iter().chain(configs.take_hints()).collect();
        Ok(Self { project, rules, lang, notices })
    }

    /// Messages about parts of the configuration that have no effect, and about notes that are checked for other hosts only.
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// Checks all notes. Results are sorted by path.
    pub fn check(&self) -> Vec<CheckedNote> {
        self.checked(run::check(&self.project, &self.options()))
    }

    /// Like [`Linter::check`], with external links checked by `web`.
    #[cfg(feature = "cli")]
    pub(crate) fn check_with(&self, web: &dyn LinkChecker) -> Vec<CheckedNote> {
        self.checked(run::check(&self.project, &RunOptions { web: Some(web), ..self.options() }))
    }

    /// Applies fixes up to `allowed`, then checks all notes. The fixed texts are in the result; `self` does not change.
    pub fn fix(&self, allowed: Applicability) -> Vec<CheckedNote> {
        self.checked(run::fix_texts(&self.project, &self.options(), allowed))
    }

    fn options(&self) -> RunOptions<'_> {
        RunOptions {
            terms: self.rules.terms(),
            lang: self.lang,
            threads: NonZeroUsize::MIN,
            ..RunOptions::new(&self.rules)
        }
    }

    fn checked(&self, outcomes: Vec<Outcome>) -> Vec<CheckedNote> {
        outcomes.into_iter().map(|outcome| CheckedNote::new(&self.project, outcome, self.lang)).collect()
    }
}

impl fmt::Debug for Linter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Linter").field("project", &self.project).field("lang", &self.lang).finish_non_exhaustive()
    }
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            write!(f, "{}{error}", if index == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigErrors {}

/// Whether the file at `path` is a note of the project, or would be one for another host.
fn is_kept(configs: &Configs, tree: &FileTree, path: &str) -> bool {
    let root = Path::new(ROOT);
    let file = root.join(path);
    let above = path.match_indices('/').map(|(at, _)| root.join(&path[..at]));
    !is_left_out(path)
        && tree.ignored(path) == Ignored::No
        && !above.into_iter().any(|folder| configs.excludes(root, &folder))
        && (configs.is_note(root, &file) || is_mdx(&file))
        && !configs.excludes(root, &file)
}
