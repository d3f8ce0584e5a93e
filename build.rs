//! Generates the list of rules for `rules/mod.rs`: each `.rs` file under `rules/` that has a page is a rule.
//!
//! The name, group, type and page of a rule are derived from the path of its file, so they are not repeated anywhere.
//!
//! With the feature `slim`, also writes the tables of two encodings (`src/text/characters/encoding.rs`).

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() {
    println!("cargo::rerun-if-changed=rules");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let written = list_of_rules(&root.join("rules")).and_then(|list| fs::write(out.join("rules.rs"), list));
    #[cfg(feature = "slim")]
    let written = written.and_then(|()| encodings::write(&out));
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

/// The tables of encodings.
#[cfg(feature = "slim")]
mod encodings {
    use std::path::Path;
    use std::{fs, io};

    use encoding_rs::{Encoding, SHIFT_JIS, WINDOWS_1252};

    /// Writes the tables to the folder `out`.
    pub(super) fn write(out: &Path) -> io::Result<()> {
        let windows = (0x80..=0xFF).flat_map(|byte: u8| {
            let bytes = [byte];
            let (decoded, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
            decoded.chars().next().map_or(0, u32::from).to_be_bytes()
        });
        fs::write(out.join("windows_1252.bin"), windows.collect::<Vec<u8>>())?;
        let japanese = (0x80..=u16::MAX).filter_map(|code| {
            let bytes = encoded(SHIFT_JIS, char::from_u32(code.into())?)?;
            let [lead, trail] = match bytes[..] {
                [byte] => [0, byte],
                [lead, trail] => [lead, trail],
                _ => return None,
            };
            let [high, low] = code.to_be_bytes();
            Some([high, low, lead, trail])
        });
        fs::write(out.join("shift_jis.bin"), japanese.flatten().collect::<Vec<u8>>())
    }

    /// The bytes of `char`, if the encoding has it.
    fn encoded(encoding: &'static Encoding, char: char) -> Option<Vec<u8>> {
        let text = char.to_string();
        let (bytes, _, failed) = encoding.encode(&text);
        (!failed).then(|| bytes.into_owned())
    }
}
