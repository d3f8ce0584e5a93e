//! Looks up names for a project in memory.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::linter::ConfigErrors;
use crate::config::name_lookup::NameLookup;
use crate::config::select::Catalogue;
use crate::config::{Choice, Configs};
use crate::facts::memory::{MemoryFiles, ROOT};
use crate::finding::Lang;
use crate::rules::RULES;

/// The dictionaries of the project of `files`. Errors are in `lang`.
///
/// # Errors
/// What is wrong with the configuration or a dictionary.
pub fn name_lookup(files: MemoryFiles, lang: Lang) -> Result<NameLookup, ConfigErrors> {
    let root = PathBuf::from(ROOT);
    let configs = Configs::new(Choice::default(), Catalogue(RULES), root, lang, Arc::new(files));
    NameLookup::load(&configs, Path::new(ROOT)).map_err(ConfigErrors)
}
