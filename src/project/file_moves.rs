//! Moves of files, from git's history.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::facts::file_moves::FileMoves;
use crate::project::git::HARMLESS;

/// How many commits are searched, newest first. Detecting renames takes git some milliseconds per commit.
const COMMITS: &str = "--max-count=2000";

/// How long to wait for git. Moves only improve a message, which is not worth a slow hook.
const TIMEOUT: Duration = Duration::from_secs(5);

/// The moves in the history of the repository that contains `root`, newest first, as far as git finds them within
/// [`TIMEOUT`]. Empty without a repository or git.
pub(super) fn in_history(root: &Path) -> FileMoves {
    let mut git = Command::new("git");
    // Fetch nothing (a partial clone would), take no lock, and run no program from the repository's configuration.
    git.args(HARMLESS).args(["-c", "protocol.allow=never"]);
    git.env("GIT_NO_LAZY_FETCH", "1").env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    git.args(["log", "--diff-filter=R", "--find-renames", "--name-status", "-z", "--format=", "--relative"]);
    git.args(["--no-ext-diff", "--no-textconv", COMMITS]).current_dir(root);
    let child = git.stdin(Stdio::null()).stderr(Stdio::null()).stdout(Stdio::piped()).spawn();
    parse(&String::from_utf8_lossy(&child.map(|child| output_within(child, TIMEOUT)).unwrap_or_default()))
}

/// Parses `R<similarity>`, old path, new path, each terminated by NUL. An incomplete entry at the end is ignored.
fn parse(log: &str) -> FileMoves {
    let whole = log.rfind('\0').map_or("", |end| &log[..end]);
    let mut words = whole.split('\0').filter(|word| !word.is_empty());
    std::iter::from_fn(|| words.next().and_then(|_| Some((words.next()?, words.next()?)))).collect()
}

/// The output of `child`, which is killed after `patience`.
fn output_within(mut child: Child, patience: Duration) -> Vec<u8> {
    let Some(mut pipe) = child.stdout.take() else { return Vec::new() };
    let (done, wait) = mpsc::channel();
    let read = move || {
        let mut text = Vec::new();
        // Keep what was read before an error.
        let _ = pipe.read_to_end(&mut text);
        let _ = done.send(());
        text
    };
    let reader = thread::Builder::new().spawn(read);
    // Without a reader thread there is nothing to wait for.
    if reader.is_err() || wait.recv_timeout(patience).is_err() {
        let _ = child.kill();
    }
    let text = reader.ok().and_then(|reader| reader.join().ok()).unwrap_or_default();
    let _ = child.wait();
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_are_followed_to_the_end() {
        let moves = parse("R100\0b.md\0c/d.md\0\0R090\0a.md\0b.md\0R100\0x\0y\0R100\0y\0x\0");
        let follow = |path: &str| moves.follow(path, |path| path == "c/d.md");
        assert_eq!(follow("a.md").as_deref(), Some("c/d.md"));
        assert_eq!(follow("b.md").as_deref(), Some("c/d.md"));
        assert_eq!(follow("x"), None, "a cycle");
        assert_eq!(follow("z.md"), None);
    }

    #[test]
    fn an_incomplete_entry_is_ignored() {
        let moves = parse("R100\0a.md\0b.md\0R100\0c.md\0d.m");
        assert_eq!(moves.follow("a.md", |_| true).as_deref(), Some("b.md"));
        assert_eq!(moves.follow("c.md", |_| true), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_hangs_is_killed_and_its_output_kept() {
        let script = "printf 'R100\\0a.md\\0b.md\\0'; exec sleep 1000";
        let child = Command::new("sh").args(["-c", script]).stdout(Stdio::piped()).spawn().unwrap();
        // The timing does not matter: if the program were not killed, the test would not end.
        let text = output_within(child, Duration::from_millis(300));
        assert!(text.is_empty() || text == b"R100\0a.md\0b.md\0");
        let child = Command::new("sh").args(["-c", "printf x"]).stdout(Stdio::piped()).spawn().unwrap();
        assert_eq!(output_within(child, Duration::from_mins(10)), b"x");
    }
}
