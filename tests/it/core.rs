//! The core, which builds without the feature `cli`, uses nothing of the machine.

use std::path::{Path, PathBuf};

/// What only a machine has. `Path` has methods that access the disk without naming `std::fs`.
const OF_THE_MACHINE: [&str; 16] = [
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::env",
    "std::time::SystemTime",
    "std::time::Instant",
    "thread::",
    "Command::new",
    ".is_file()",
    ".is_dir()",
    ".exists()",
    ".metadata()",
    ".symlink_metadata()",
    ".canonicalize()",
    "io::stdout",
];

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Adds the files of the module at `file`, whose submodules are in `folder`, as the compiler finds them without
/// features.
fn module(file: &Path, folder: &Path, found: &mut Vec<PathBuf>) {
    found.push(file.to_owned());
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let parsed = mods_of(&text);
    for Mod { name, path } in parsed {
        let (file, below) = match path {
            // All rules are part of the core.
            Some(path) if path.starts_with("../") => {
                all(&home().join("rules"), found);
                continue;
            }
            Some(path) => (folder.join(path), folder.join(&name)),
            None if folder.join(format!("{name}.rs")).is_file() => {
                (folder.join(format!("{name}.rs")), folder.join(&name))
            }
            None => (folder.join(&name).join("mod.rs"), folder.join(&name)),
        };
        let below = if file.ends_with("mod.rs") { file.parent().unwrap().to_owned() } else { below };
        module(&file, &below, found);
    }
}

/// The source files below `folder`.
fn all(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// A `mod` line that applies without features.
struct Mod {
    name: String,
    path: Option<String>,
}

fn mods_of(text: &str) -> Vec<Mod> {
    let (mut mods, mut is_off, mut path) = (Vec::new(), false, None);
    for line in text.lines().map(str::trim) {
        if let Some(given) = line.strip_prefix("#[path = \"").and_then(|rest| rest.strip_suffix("\"]")) {
            path = Some(given.to_owned());
        } else if ["#[cfg(feature", "#[cfg(all(feature", "#[cfg(test)]"].iter().any(|cfg| line.starts_with(cfg)) {
            is_off = true;
        } else if !line.starts_with("#[") {
            let bare =
                line.trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ").trim_start_matches("pub ");
            let name = bare.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'));
            if let Some(name) = name.filter(|_| !is_off) {
                mods.push(Mod { name: name.to_owned(), path: path.take() });
            }
            (is_off, path) = (false, None);
        }
    }
    mods
}

/// The code of a file: without its unit tests and its comments.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let comment = |line: &&str| !line.trim_start().starts_with("//");
    text.lines().filter(comment).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_core_uses_nothing_of_the_machine() {
    let mut files = Vec::new();
    module(&home().join("src/lib.rs"), &home().join("src"), &mut files);
    let name = |file: &Path| file.strip_prefix(home()).unwrap().to_str().unwrap().replace('\\', "/");
    let names: Vec<_> = files.iter().map(|file| name(file)).collect();
    // Check the walk over the `mod` lines itself: it finds the files of the core and no others.
    for there in ["src/text/source.rs", "src/terms/typos.rs", "src/project/run/serial.rs", "rules/links/dead_link.rs"] {
        assert!(names.iter().any(|name| name == there), "{there} is in the core: {names:?}");
    }
    for beside in
        ["src/text/disk.rs", "src/project/git/", "src/links/remote/", "src/cli/", "src/project/run/parallel.rs"]
    {
        assert!(!names.iter().any(|name| name.starts_with(beside)), "{beside} is not in the core");
    }
    let mut found = Vec::new();
    for file in &files {
        let text = code(&std::fs::read_to_string(file).unwrap());
        for needle in OF_THE_MACHINE.iter().filter(|needle| text.contains(**needle)) {
            found.push(format!("{}: {needle}", name(file)));
        }
    }
    assert_eq!(found, [""; 0]);
}
