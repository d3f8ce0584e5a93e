//! The cache changes no result: every run with it is compared with one without. Runs the binary.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A project that is large enough for a cache, and a cache directory.
struct TempProject {
    project: TempDir,
    cache: TempDir,
}

impl TempProject {
    fn new() -> Self {
        let tree = Self { project: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() };
        tree.write("notelint.toml", "");
        for number in 0..120 {
            let next = number + 1;
            let server = if number % 9 == 0 { "サーバ" } else { "サーバー" };
            let text = format!(
                "# ノート {number}\n\nElasticache の{server}を使う。[次](note{next}.md#ノート-{next})\n\n## 空\n\n\
                 ## Elastic Load Balancing (ELB)\n\n<!-- notelint-disable-next-line misspelled-term -->\nDynamo DB\n"
            );
            tree.write(&format!("note{number}.md"), &text);
        }
        tree
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.project.path().join(name), text).unwrap();
    }

    fn run(&self, args: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
        command.env("COLUMNS", "100");
        command.args(["--format", "json", "--lang", "en"]).args(args).current_dir(self.project.path());
        // The variables for the user's cache directory on each platform.
        for variable in ["XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"] {
            command.env(variable, self.cache.path());
        }
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    }

    /// The result of `args`, which must be the same with the cache and without.
    #[track_caller]
    fn answer(&self, args: &[&str]) -> String {
        let without = self.run(&[args, &["--no-cache"]].concat());
        for time in ["first", "second"] {
            assert!(self.run(args) == without, "the {time} run of {args:?} says something else");
        }
        without
    }

    /// The cache files.
    fn remembered(&self) -> Vec<PathBuf> {
        fn below(folder: &Path, files: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                if entry.file_type().unwrap().is_dir() { below(&entry.path(), files) } else { files.push(entry.path()) }
            }
        }
        let mut files = Vec::new();
        below(self.cache.path(), &mut files);
        files.sort();
        files
    }
}

#[test]
fn no_result_is_out_of_date() {
    let tree = TempProject::new();
    let before = tree.answer(&[]);
    assert!(before.contains("empty-section") && before.contains("misspelled-term"), "{before}");
    // A note that others link to loses a heading; another note adopts the spelling of the majority.
    tree.write("note5.md", "# 別の題\n\nLambda\n");
    let after = tree.answer(&[]);
    assert!(after.contains("dead-anchor") && after != before, "{after}");
    // A note has the same findings if it is named alone.
    let alone = tree.answer(&["note4.md"]);
    assert!(alone.contains("dead-anchor"), "{alone}");
    for args in [&["--lang", "ja"][..], &["--preset", "strict"], &["--select", "empty-section"], &["--ignore", "terms"]]
    {
        assert!(tree.answer(args) != after, "{args:?}");
    }
    tree.write("notelint.toml", "[terms]\naccept = ['Elasticache']\n");
    assert!(tree.answer(&[]) != after);
    tree.write("notelint.toml", "[rules]\nempty-section = 'off'\n");
    assert!(tree.answer(&[]) != after);
    tree.write("notelint.toml", "[terms]\ndictionaries = ['aws', './own.toml']\n");
    for right in ["サーバー室", "サーバールーム"] {
        let term = format!(
            "[[term]]\ncanonical = 'ElastiCache!'\naliases = [{{ text = 'Elasticache', right = '{right}' }}]\n"
        );
        tree.write("own.toml", &term);
        tree.answer(&[]);
    }
    tree.write("notelint.toml", "");
    assert!(tree.answer(&[]) == after);
}

#[test]
fn a_proof_is_made_again_when_a_link_to_the_heading_is_added() {
    let tree = TempProject::new();
    tree.write("plain.md", "# 別の題\n\n## Dynamo DB の概要\n\n- 読み取り\n* 書き込み\n");
    let before = tree.answer(&[]);
    assert!(before.contains("plain.md") && !before.contains("updates 1 link"), "{before}");
    tree.write("other.md", "# 題\n\n[概要](plain.md#dynamo-db-の概要)\n");
    let after = tree.answer(&[]);
    assert!(after.contains("updates 1 link in 1 other note"), "{after}");
    fs::remove_file(tree.project.path().join("other.md")).unwrap();
    assert_eq!(tree.answer(&[]), before);
}

#[test]
fn an_unchanged_cache_is_not_rewritten_but_a_damaged_one_is() {
    let tree = TempProject::new();
    let answer = tree.answer(&[]);
    let [file] = &tree.remembered()[..] else { panic!("{:?}", tree.remembered()) };
    let (bytes, written) = (fs::read(file).unwrap(), fs::metadata(file).unwrap().modified().unwrap());
    tree.write("note7.md", "# 一つだけ変わった\n");
    tree.run(&["note7.md"]);
    assert_eq!(fs::metadata(file).unwrap().modified().unwrap(), written);
    for damaged in [&b"notelint cache 1\n"[..], &bytes[..bytes.len() / 2], b""] {
        fs::write(file, damaged).unwrap();
        assert!(tree.run(&[]) != answer);
        assert!(fs::read(file).unwrap().len() > damaged.len(), "it is rebuilt");
    }
    assert_eq!(tree.remembered().len(), 1);
}

#[test]
fn a_small_project_has_no_cache() {
    let tree = TempProject::new();
    for number in 50..120 {
        fs::remove_file(tree.project.path().join(format!("note{number}.md"))).unwrap();
    }
    tree.answer(&[]);
    assert_eq!(tree.remembered(), [] as [PathBuf; 0]);
}

#[test]
fn a_cache_that_can_not_be_written_is_ignored() {
    let tree = TempProject::new();
    let answer = tree.run(&["--no-cache"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.env("COLUMNS", "100");
    command.args(["--format", "json", "--lang", "en"]).current_dir(tree.project.path());
    let nowhere = tree.project.path().join("note1.md");
    for variable in ["XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"] {
        command.env(variable, &nowhere);
    }
    let output = command.output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap() == answer);
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
