//! Generates the list of rules for `rules/mod.rs`: each `.rs` file under `rules/` that has a page is a rule.
//!
//! The name, group, type and page of a rule are derived from the path of its file, so they are not repeated anywhere.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() {
    println!("cargo::rerun-if-changed=rules");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let written = list_of_rules(&root.join("rules")).and_then(|list| fs::write(out.join("rules.rs"), list));
    if let Err(error) = written {
        println!("cargo::error={error}");
    }
}

/// The invocation of the macro `rules!`, sorted by path, with one line per rule: `headings::empty_section::EmptySection,
/// "empty-section", "headings", "/rules/headings/empty_section.md";`.
fn list_of_rules(folder: &Path) -> io::Result<String> {
    let mut list = String::from("rules! {\n");
    let declared = fs::read_to_string(folder.join("mod.rs"))?;
    for group in sorted(folder)?.iter().filter(|path| path.is_dir()) {
        for file in sorted(group)? {
            let is = |extension: &str| file.extension().is_some_and(|found| found == extension);
            if is("md") && !file.with_extension("rs").exists() {
                return Err(io::Error::other(format!(
                    "{} is a page without a rule: there is no .rs file with this name",
                    file.display()
                )));
            }
            if !is("rs") {
                continue;
            }
            if file.with_extension("md").exists() {
                let module = file.file_stem().unwrap_or_default().to_string_lossy();
                if !declared.lines().any(|line| line.trim().ends_with(&format!("mod {module};"))) {
                    let line = format!("`pub(crate) mod {module};`");
                    return Err(io::Error::other(format!("rules/mod.rs has no line {line} for {}", file.display())));
                }
                list += &row(group, &file);
            } else if fs::read_to_string(&file)?.contains("\nrule!(") {
                return Err(io::Error::other(format!(
                    "{} is a rule without a page: add an .md file with this name",
                    file.display()
                )));
            }
        }
    }
    Ok(list + "}\n")
}

/// The line of the rule in `file`.
fn row(group: &Path, file: &Path) -> String {
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (group, module) = (name(group), name(file));
    let (kebab, camel) = (module.replace('_', "-"), camel_case(&module));
    format!("    {group}::{module}::{camel}, {kebab:?}, {group:?}, \"/rules/{group}/{module}.md\";\n")
}

/// `name` in camel case: `EmptySection` for `empty_section`.
fn camel_case(name: &str) -> String {
    let capitalised = |word: &str| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    };
    name.split('_').map(capitalised).collect()
}

/// The entries of `folder`, sorted by name, because the order of `read_dir` depends on the file system.
fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
