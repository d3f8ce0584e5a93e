//! Dead links to files that were renamed according to git's history.

use std::path::Path;
use std::process::Command;

use crate::common::{FixedRules, active, project};
use crate::tools::skip;
use notelint::finding::{Finding, Lang};
use notelint::project::run;
use notelint::rules::RULES;

/// Runs git in `folder` without this machine's configuration. Returns whether it succeeded.
fn git(folder: &Path, args: &[&str]) -> bool {
    let mut git = Command::new("git");
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null").current_dir(folder);
    git.args(["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]);
    git.args(args).output().is_ok_and(|output| output.status.success())
}

fn dead_links(root: &Path) -> Vec<Finding> {
    let entry = RULES.iter().find(|entry| entry.meta.name == "dead-link").unwrap();
    let rules = FixedRules::new(vec![active(entry, toml::Table::new())]);
    let outcomes = run::check(&project(root), &rules.options(Lang::En));
    outcomes.into_iter().flat_map(|outcome| outcome.findings).collect()
}

fn proposed(finding: &Finding) -> Option<&str> {
    finding.fix.as_ref().map(|fix| &*fix.edits[0].text)
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[test]
fn the_new_path_of_a_moved_note_is_suggested() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    if !git(root, &["init", "-q"]) {
        skip("git", "install it");
        return;
    }
    write(&root.join("notes/ec2.md"), "# EC2\n\nvirtual machines, by the second\n");
    write(&root.join("README.md"), "[EC2](notes/ec2.md#ec2) [VPC](notes/vpc.md)\n");
    assert!(git(root, &["add", "."]) && git(root, &["commit", "-qm", "a"]));
    assert!(git(root, &["mv", "notes/ec2.md", "notes/仮想マシン.md"]) && git(root, &["commit", "-qm", "b"]));
    std::fs::create_dir(root.join("aws")).unwrap();
    assert!(git(root, &["mv", "notes/仮想マシン.md", "aws/compute.md"]) && git(root, &["commit", "-qm", "c"]));
    let findings = dead_links(root);
    assert_eq!(findings.iter().map(proposed).collect::<Vec<_>>(), [Some("aws/compute.md"), None]);
}

#[test]
fn without_history_a_link_is_dead_too() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("README.md"), "[EC2](notes/ec2.md)\n");
    let findings = dead_links(folder.path());
    assert_eq!(findings.iter().map(proposed).collect::<Vec<_>>(), [None]);
}

#[test]
fn several_candidates_are_listed_without_a_fix() {
    let folder = tempfile::tempdir().unwrap();
    for path in ["a/vpc.md", "b/vpc.md"] {
        write(&folder.path().join(path), "# VPC\n");
    }
    write(&folder.path().join("README.md"), "[VPC](vpc.md)\n");
    let findings = dead_links(folder.path());
    assert_eq!(findings[0].notes, ["did you mean `a/vpc.md` or `b/vpc.md`?"]);
    assert!(findings[0].fix.is_none());
}

#[test]
fn a_similar_path_is_not_a_fix() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("ecs.md"), "# ECS\n");
    write(&folder.path().join("installation.md"), "[a](instalation.md) [b](instllation.md) [c](instalation.md)\n");
    write(&folder.path().join("README.md"), "[EC2](ec2.md) [EKS](eks.md) [a](instalation.md) [b](instllation.md)\n");
    let findings = dead_links(folder.path());
    assert_eq!(findings.iter().filter_map(proposed).collect::<Vec<_>>(), [""; 0]);
    let notes: Vec<_> = findings.iter().flat_map(|finding| &finding.notes).collect();
    let (ecs, installation) = ("did you mean `ecs.md`?", "did you mean `installation.md`?");
    assert_eq!(notes, [ecs, ecs, installation, installation]);
}
