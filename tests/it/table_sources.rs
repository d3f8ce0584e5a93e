//! The tables in `rules/catalog` say what their packages say.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The name of a table in `generate.py`, and how the file name of its package begins. The Azure CLI, kubectl and the Google
/// Cloud CLI are programs: see the help of `generate.py`.
const PACKAGES: [(&str, &str); 5] = [
    ("aws", "aws-cdk-asset-awscli-v2-"),
    ("instances", "botocore-"),
    ("kubernetes", "kubernetes_validate-"),
    ("languages", "linguist-languages-"),
    ("runtimes", "cfn_lint-"),
];

/// The archive or wheel in `folder` whose name starts with `start`.
fn package(folder: &Path, start: &str) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let is_package = |path: &Path| path.extension().is_some_and(|extension| extension == "whl" || extension == "tgz");
    files.filter(|path| is_package(path)).find(|path| path.file_name().unwrap().to_string_lossy().starts_with(start))
}

#[test]
fn packages_say_the_same() {
    let Some(folder) = std::env::var_os("NOTELINT_PACKAGES") else { return };
    let generate = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/catalog/generate.py");
    for (name, start) in PACKAGES {
        let Some(package) = package(Path::new(&folder), start) else {
            println!("no package {start}*");
            continue;
        };
        let output = Command::new("python3").arg(&generate).args(["--check", name]).arg(package).output().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{printed}");
        print!("{printed}");
    }
}
