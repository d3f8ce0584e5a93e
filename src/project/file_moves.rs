//! Where files went: the moves in git's history.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::facts::file_moves::FileMoves;
use crate::project::git::HARMLESS;

/// So many commits are looked at, the newest first: detecting moves costs git some milliseconds for each.
const COMMITS: &str = "--max-count=2000";

/// So long git is waited for: the moves only make a finding better, which nobody waits for in a hook.
const TIMEOUT: Duration = Duration::from_secs(5);

/// Those in the history of the repository around `root`, as far as git finds them in [`TIMEOUT`], the newest first; none where
/// there is no repository or no git.
pub(super) fn in_history(root: &Path) -> FileMoves {
    let mut git = Command::new("git");
    // Nothing is fetched (a partial clone would), no lock taken, no program run that the repository names.
    git.args(HARMLESS).args(["-c", "protocol.allow=never"]);
    git.env("GIT_NO_LAZY_FETCH", "1").env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    git.args(["log", "--diff-filter=R", "--find-renames", "--name-status", "-z", "--format=", "--relative"]);
    git.args(["--no-ext-diff", "--no-textconv", COMMITS]).current_dir(root);
    let child = git.stdin(Stdio::null()).stderr(Stdio::null()).stdout(Stdio::piped()).spawn();
    parse(&String::from_utf8_lossy(&child.map(|child| output_within(child, TIMEOUT)).unwrap_or_default()))
}

/// Reads `R<likeness>`, old path, new path, each ended by a NUL; what is not ended was cut short.
fn parse(log: &str) -> FileMoves {
    let whole = log.rfind('\0').map_or("", |end| &log[..end]);
    let mut words = whole.split('\0').filter(|word| !word.is_empty());
    std::iter::from_fn(|| words.next().and_then(|_| Some((words.next()?, words.next()?)))).collect()
}

/// What `child` writes until it ends, or is ended after `patience`.
fn output_within(mut child: Child, patience: Duration) -> Vec<u8> {
    let Some(mut pipe) = child.stdout.take() else { return Vec::new() };
    let (done, wait) = mpsc::channel();
    let read = move || {
        let mut text = Vec::new();
        // What was read before a read failed counts.
        let _ = pipe.read_to_end(&mut text);
        let _ = done.send(());
        text
    };
    let reader = thread::Builder::new().spawn(read);
    // Without a thread to read on, nobody could be waited for.
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
        assert_eq!(follow("x"), None, "round in a circle");
        assert_eq!(follow("z.md"), None);
    }

    #[test]
    fn a_move_that_is_not_said_to_its_end_is_none() {
        let moves = parse("R100\0a.md\0b.md\0R100\0c.md\0d.m");
        assert_eq!(moves.follow("a.md", |_| true).as_deref(), Some("b.md"));
        assert_eq!(moves.follow("c.md", |_| true), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_does_not_end_is_ended_and_what_it_said_counts() {
        let script = "printf 'R100\\0a.md\\0b.md\\0'; exec sleep 1000";
        let child = Command::new("sh").args(["-c", script]).stdout(Stdio::piped()).spawn().unwrap();
        // Nothing here depends on how long that takes: without an end the test would not end either.
        let text = output_within(child, Duration::from_millis(300));
        assert!(text.is_empty() || text == b"R100\0a.md\0b.md\0");
        let child = Command::new("sh").args(["-c", "printf x"]).stdout(Stdio::piped()).spawn().unwrap();
        assert_eq!(output_within(child, Duration::from_mins(10)), b"x");
    }
}
