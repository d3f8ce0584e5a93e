//! The age of findings: when their lines were written, from `git blame`, or for many files when each file was last changed,
//! from one `git log`. Unknown without git or without the whole history.

use std::path::Path;
use std::process::{Command, Stdio};

use rustc_hash::FxHashMap;

use super::args::processors;
use crate::project::git::HARMLESS;
use crate::project::run::parallel;
use crate::report::ages::{AgeSource, Ages, Flagged};
use crate::text::whitespace::Whitespace as _;

/// The most lines of a file that are named to `git blame`. For more of them it is asked about the whole file.
const MAX_LINES: usize = 100;

/// The most files for which `git blame` runs; with more of them, a line has the age of its file. In a repository of 3,500 commits
/// blame takes 30 ms per file, and one log takes the same time for 1,500 files as for one.
const MAX_FILES: usize = 300;

/// The ages of the findings in `files`.
pub(super) fn ages(files: &[Flagged]) -> Ages {
    let Some(folder) = files.first().map(|file| place(&file.path).0) else { return Ages::Unknown };
    let Some(at) = git(folder, &["log", "-1", "--format=%ct"]).and_then(|text| text.unicode_trim().parse().ok()) else {
        return Ages::Unknown;
    };
    if git(folder, &["rev-parse", "--is-shallow-repository"]).is_none_or(|text| text.unicode_trim() != "false") {
        return Ages::Shallow;
    }
    let (of, written) =
        if files.len() > MAX_FILES { (AgeSource::File, of_files(files)) } else { (AgeSource::Line, of_lines(files)) };
    Ages::Known { at, of, written }
}

fn of_lines(files: &[Flagged]) -> Vec<Option<u64>> {
    let threads = processors();
    let times = parallel(threads, files, |file| {
        let times = written(file);
        file.lines.iter().map(|line| times.get(line).copied()).collect::<Vec<_>>()
    });
    times.concat()
}

/// The ages from a log, in which the newest commit comes first: `\x01<time>\0`, a line feed, and `<path>\0` for each path.
fn of_files(files: &[Flagged]) -> Vec<Option<u64>> {
    let args = ["log", "--format=%x01%at", "--name-only", "-z", "--relative"];
    let log = git(Path::new("."), &args).unwrap_or_default();
    let (mut times, mut time) = (FxHashMap::default(), None);
    for item in log.split('\0') {
        let item = item.trim_start_matches('\n');
        if let Some(at) = item.strip_prefix('\x01') {
            time = at.parse().ok();
        } else if let Some(time) = time {
            times.entry(item).or_insert(time);
        }
    }
    files.iter().flat_map(|file| file.lines.iter().map(|_| times.get(file.path.as_str()).copied())).collect()
}

/// The folder and the file name of `path`.
fn place(path: &str) -> (&Path, &str) {
    let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
    (Path::new(if folder.is_empty() { "/" } else { folder }), name)
}

/// When each line of `file` with findings was written, as Unix time by line number.
fn written(file: &Flagged) -> FxHashMap<usize, u64> {
    let mut lines = file.lines.clone();
    lines.sort_unstable();
    lines.dedup();
    let ranges: Vec<String> = lines.iter().map(|line| format!("-L{line},{line}")).collect();
    let (folder, name) = place(&file.path);
    let mut args = vec!["blame", "--porcelain", "--no-textconv"];
    if ranges.len() <= MAX_LINES {
        args.extend(ranges.iter().map(String::as_str));
    }
    args.extend(["--", name]);
    git(folder, &args).map(|text| times(&text)).unwrap_or_default()
}

/// The times in the output of `git blame --porcelain`: for each line `<commit> <old line> <line> …`, then the data of a commit
/// that is new in the output, then a tab and the line itself.
fn times(text: &str) -> FxHashMap<usize, u64> {
    let (mut commits, mut lines) = (FxHashMap::default(), FxHashMap::default());
    let (mut commit, mut line) = ("", 0);
    for row in text.printed_lines() {
        if row.starts_with('\t') {
            lines.extend(commits.get(commit).map(|time| (line, *time)));
        } else if let Some(time) = row.strip_prefix("author-time ") {
            let committed = commit.bytes().any(|digit| digit != b'0');
            commits.insert(commit, time.parse().ok().filter(|_| committed).unwrap_or(0));
        } else if let Some((id, rest)) = row.split_once(' ').filter(|(id, _)| is_id(id)) {
            commit = id;
            line = rest.split(' ').nth(1).and_then(|number| number.parse().ok()).unwrap_or(0);
        }
    }
    lines
}

/// Whether `word` is a commit id, in SHA-1 or SHA-256.
fn is_id(word: &str) -> bool {
    matches!(word.len(), 40 | 64) && word.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// The output of git; `None` if it fails. Git runs no program that the repository configures, and does not fetch what a partial
/// clone lacks.
fn git(folder: &Path, args: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .args(HARMLESS)
        .args(["--no-optional-locks", "--literal-pathspecs"])
        .args(args)
        .current_dir(folder)
        .envs([("GIT_NO_LAZY_FETCH", "1"), ("GIT_TERMINAL_PROMPT", "0"), ("LC_ALL", "C")])
        .stdin(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
