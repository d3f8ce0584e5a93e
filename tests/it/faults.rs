//! Failures during a run lose no data: notelint is killed, the disk is full, other programs write, the output is
//! closed. Runs the binary. `faults.md` lists them.
#![cfg(unix)]

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use crate::common::server;
use crate::tools::{self, code_and_stderr, folder, notelint, with_notelint, write};

/// A note with one safe fix, before and after it.
const OLD: &str = "# ノート\n\nElasticache を使う。\n";
const NEW: &str = "# ノート\n\nElastiCache を使う。\n";

/// The number of notes for tests that need many.
fn many() -> usize {
    std::env::var("NOTELINT_FAULT_FILES").map_or(300, |count| count.parse().unwrap())
}

fn name(index: usize) -> String {
    format!("{:02}/{index:05}.md", index % 50)
}

/// `count` notes to fix, with their texts. Some are too large for a single write.
fn notes(folder: &Path, count: usize) -> Vec<(PathBuf, String)> {
    let texts = (0..count).map(|index| (name(index), OLD.repeat(if index % 25 == 0 { 200 } else { 1 })));
    let texts: Vec<_> = texts.collect();
    write(folder, &texts.iter().map(|(name, text)| (&**name, &**text)).collect::<Vec<_>>());
    write(folder, &[("notelint.toml", "[rules]\nduplicate-heading = 'off'\n")]);
    let mut notes: Vec<_> = texts.into_iter().map(|(name, text)| (folder.join(name), text)).collect();
    notes.sort();
    notes
}

fn fixed(text: &str) -> String {
    text.replace("Elasticache", "ElastiCache")
}

fn start(folder: &Path, args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.env("COLUMNS", "100");
    command.args(args).current_dir(folder).env("LC_ALL", "C").stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// The number of files below `folder` whose name starts with `.notelint-`.
fn leftovers(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { leftovers(&path) } else { usize::from(is_temporary(&path)) }).sum()
}

fn is_temporary(path: &Path) -> bool {
    path.file_name().unwrap().to_str().unwrap().starts_with(".notelint-")
}

/// Runs the shell script in `folder` as root of its own namespace, where it can mount file systems; `None`, with a
/// message, if that is not allowed.
fn mounting(folder: &Path, script: &str) -> Option<Output> {
    for rights in [&["--mount"][..], &["--user", "--map-root-user", "--mount"]] {
        let mut command = Command::new("unshare");
        command.args(rights).args(["sh", "-c", &format!("mount -t tmpfs none /mnt || exit 99\n{script}")]);
        let output = command.current_dir(folder).env("PATH", with_notelint()).env("LC_ALL", "C").output().ok()?;
        if output.status.code().is_some_and(|code| code != 99 && code < 126)
            && !code_and_stderr(&output).1.starts_with("unshare")
        {
            return Some(output);
        }
    }
    tools::skip("mount", "run as root, or where user namespaces are allowed");
    None
}

/// Runs the shell script in `folder`. Returns the exit code and the output.
fn sh(folder: &Path, script: &str) -> (i32, String) {
    let mut command = Command::new("sh");
    command.args(["-c", script]).current_dir(folder).env("PATH", with_notelint()).env("LC_ALL", "C");
    code_and_stderr(&command.output().unwrap())
}

#[test]
fn a_killed_run_leaves_every_note_complete() {
    let folder = tempfile::tempdir().unwrap();
    let (count, mut random) = (many(), fastrand::Rng::with_seed(20_261_128));
    let notes = notes(folder.path(), count);
    let inode = |index: usize| fs::metadata(&notes[index].0).unwrap().ino();
    let (mut kills, mut left, mut partly) = (0, 0, 0);
    for _ in 0..(count / 100).max(10) {
        for (path, text) in &notes {
            fs::write(path, text).unwrap();
        }
        // Notes are fixed roughly in order: wait for a random one, and then a random time.
        let (at, spins) = (random.usize(0..count), random.u32(0..200_000));
        let before = inode(at);
        let mut child = start(folder.path(), &["--fix", "--threads", "2", "."]);
        while inode(at) == before && child.try_wait().unwrap().is_none() {}
        (0..spins).for_each(|_| std::hint::spin_loop());
        kills += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let texts = notes.iter().map(|(path, old)| (path, old, fs::read_to_string(path).unwrap()));
        let (mut old_ones, mut new_ones) = (0, 0);
        for (path, old, now) in texts {
            assert!(now == *old || now == fixed(old), "{} is incomplete", path.display());
            *if now == *old { &mut old_ones } else { &mut new_ones } += 1;
        }
        partly += usize::from(old_ones > 0 && new_ones > 0);
        left = left.max(leftovers(folder.path()));
    }
    eprintln!("{kills} kills of runs over {count} notes, {partly} of them half done; {left} temporary files at most");
    assert!(kills > 3 && partly > 2, "{kills} {partly}");
    // Files left by a killed run are not notes, and the next run succeeds and removes them.
    fs::write(folder.path().join("00/.notelint-abc123"), "## A\n").unwrap();
    let (code, printed) = code_and_stderr(&notelint(folder.path(), &["--fix", "."]));
    assert_eq!(code, 0, "{printed}");
    assert!(
        printed.contains(&format!(" in {count} files")) || printed.contains(&format!("{count} files")),
        "{printed}"
    );
    assert!(notes.iter().all(|(path, old)| fs::read_to_string(path).unwrap() == fixed(old)));
}

#[test]
fn two_runs_at_the_same_time_fix_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let notes = notes(folder.path(), many());
    for _ in 0..3 {
        for (path, text) in &notes {
            fs::write(path, text).unwrap();
        }
        let runs = [(); 2].map(|()| start(folder.path(), &["--fix", "--threads", "2", "."]));
        for run in runs {
            let (code, printed) = code_and_stderr(&run.wait_with_output().unwrap());
            assert_eq!(code, 0, "{printed}");
        }
        assert!(notes.iter().all(|(path, old)| fs::read_to_string(path).unwrap() == fixed(old)));
        assert_eq!(leftovers(folder.path()), 0);
    }
}

#[test]
fn a_full_disk_loses_no_data() {
    let folder = folder(&[("a.md", &OLD.repeat(500)), ("b.md", &OLD.repeat(500))]);
    let script = "mount -t tmpfs -o size=96k none /mnt && cp *.md /mnt && cd /mnt && touch notelint.toml &&
        dd if=/dev/zero of=rest bs=4096 2>/dev/null; notelint --fix . ; code=$?
        cmp a.md OLD/a.md && cmp b.md OLD/b.md && ls -A && exit $code";
    let script = script.replace("OLD", folder.path().to_str().unwrap());
    let Some(output) = mounting(folder.path(), &script) else { return };
    let (code, printed) = code_and_stderr(&output);
    assert_eq!(code, 2, "{printed}");
    assert!(printed.contains("a.md: not fixed: no space left on the disk"), "{printed}");
    assert!(printed.contains("a.md\nb.md\nnotelint.toml\nrest\n"), "nothing else is there: {printed}");
}

#[test]
fn a_file_size_limit_loses_no_data() {
    let folder = folder(&[("a.md", &OLD.repeat(500)), ("notelint.toml", "")]);
    // 4 blocks of 512 bytes. The signal is ignored because it would end the program; writing fails instead.
    let (code, printed) = sh(folder.path(), "trap '' XFSZ; ulimit -f 4; notelint --fix .");
    assert_eq!(code, 2, "{printed}");
    assert!(printed.contains("a.md: not fixed: the file is too large"), "{printed}");
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), OLD.repeat(500));
    assert_eq!(leftovers(folder.path()), 0);
}

#[test]
fn a_read_only_folder_is_reported() {
    let folder = folder(&[("in/a.md", OLD), ("in/notelint.toml", "")]);
    let script = "mount --bind in in && mount -o remount,bind,ro in && cd in && notelint --fix .";
    let Some(output) = mounting(folder.path(), script) else { return };
    let (code, printed) = code_and_stderr(&output);
    assert_eq!(code, 2, "{printed}");
    assert!(printed.contains("a.md: not fixed: can't write to its folder: the file system is read-only"), "{printed}");
    assert!(!printed.contains(".notelint-"), "{printed}");
    assert_eq!(fs::read_to_string(folder.path().join("in/a.md")).unwrap(), OLD);
}

/// Runs `--fix`, and `swap` between reading and writing, while a link of the note is checked.
fn fix_while(folder: &Path, swap: impl Fn() + Send + Sync + 'static) -> (i32, String) {
    let server = server::Server::start(move |_, before| {
        if before == 0 {
            swap();
        }
        server::page("")
    });
    write(folder, &[("a.md", &format!("{OLD}\n<{}>\n", server.url("/a"))), ("notelint.toml", "")]);
    code_and_stderr(&notelint(folder, &["--fix", "--online", "--allow-private", "a.md"]))
}

#[test]
fn a_note_replaced_by_a_symbolic_link_is_not_written() {
    let (outside, folder) = (folder(&[("a.md", OLD)]), folder(&[]));
    let (note, target) = (folder.path().join("a.md"), outside.path().join("a.md"));
    let (code, printed) = fix_while(folder.path(), move || {
        fs::remove_file(&note).unwrap();
        symlink(&target, &note).unwrap();
    });
    assert_eq!(code, 2, "{printed}");
    assert!(printed.contains("a.md: not fixed: the note was changed while it was being checked"), "{printed}");
    assert_eq!(fs::read_to_string(outside.path().join("a.md")).unwrap(), OLD);
    assert!(folder.path().join("a.md").is_symlink());
}

#[test]
fn a_note_written_by_another_program_keeps_that_text() {
    let folder = folder(&[]);
    let note = folder.path().join("a.md");
    let theirs = "# ノート\n\n別の人が Elasticache を書いた。\n";
    let (code, printed) = fix_while(folder.path(), move || fs::write(&note, theirs).unwrap());
    assert_eq!(code, 0, "{printed}");
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), fixed(theirs), "the current text is fixed");
}

#[test]
fn a_named_symbolic_link_stays_a_link() {
    let (outside, folder) = (folder(&[("real.md", OLD)]), folder(&[("notelint.toml", "")]));
    symlink(outside.path().join("real.md"), folder.path().join("a.md")).unwrap();
    let (code, printed) = code_and_stderr(&notelint(folder.path(), &["--fix", "a.md"]));
    assert_eq!(code, 0, "{printed}");
    assert!(folder.path().join("a.md").is_symlink());
    assert_eq!(fs::read_to_string(outside.path().join("real.md")).unwrap(), NEW);
}

#[test]
fn a_closed_pipe_truncates_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let notes = notes(folder.path(), 200);
    let script = "notelint --fix --select misspelled-term,empty-section --output-file json=all.json . | head -1";
    for (path, text) in &notes {
        fs::write(path, format!("{text}\n## {}\n", "長い".repeat(200))).unwrap();
    }
    let (code, printed) = sh(folder.path(), script);
    assert_eq!(code, 0, "{printed}");
    assert_eq!(printed.lines().count(), 1, "{printed}");
    let report = fs::read_to_string(folder.path().join("all.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["findings"].as_array().unwrap().len(), 200);
    assert!(notes.iter().all(|(path, old)| fs::read_to_string(path).unwrap().starts_with(&fixed(old))));
}

#[test]
fn fixes_are_made_even_if_standard_output_fails() {
    let folder = folder(&[("notelint.toml", "")]);
    let full = if Path::new("/dev/full").exists() { &[(">/dev/full", 2)][..] } else { &[] };
    for (redirection, expected) in [(">&-", 0), (">&- 2>&- <&-", 0)].iter().chain(full) {
        write(folder.path(), &[("a.md", OLD)]);
        let (code, printed) = sh(folder.path(), &format!("notelint --fix a.md {redirection}"));
        assert_eq!(code, *expected, "{redirection}: {printed}");
        assert_eq!(printed.contains("no space left on the disk"), *expected == 2, "{redirection}: {printed}");
        assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), NEW, "{redirection}");
    }
    write(folder.path(), &[("a.md", OLD)]);
    assert_eq!(sh(folder.path(), "notelint a.md >&-").0, 1);
}

/// Runs its arguments in a terminal that is resized all the time, and prints the output.
const RESIZING: &str = "
import fcntl, os, pty, select, struct, sys, termios
def size(columns): fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 40, columns, 0, 0))
child, terminal = pty.fork()
if child == 0:
    os.read(0, 1)
    os.execv(sys.argv[1], sys.argv[1:])
size(80)
os.write(terminal, b'\\n')
out, turns = b'', 0
while True:
    if select.select([terminal], [], [], 0.001)[0]:
        try: part = os.read(terminal, 65536)
        except OSError: break
        if not part: break
        out += part
    turns += 1
    if RESIZE: size(40 + turns % 80)
status = os.waitpid(child, 0)[1]
sys.stdout.buffer.write(out)
sys.exit(os.waitstatus_to_exitcode(status))
";

#[test]
fn a_terminal_that_is_resized_gets_the_whole_report() {
    let Some(python) = tools::python("pty") else { return };
    let folder = tempfile::tempdir().unwrap();
    notes(folder.path(), 100);
    let run = |resize: &str| {
        let mut command = Command::new(&python);
        command.args(["-c", &RESIZING.replace("RESIZE", resize), env!("CARGO_BIN_EXE_notelint")]);
        command.args(["--format", "concise", "--color", "never", "."]).current_dir(folder.path()).env("LC_ALL", "C");
        code_and_stderr(&command.output().unwrap())
    };
    let still = run("False");
    assert_eq!(still.0, 1, "{}", still.1);
    assert!(still.1.matches("misspelled-term").count() >= 100);
    assert_eq!(run("True"), still);
}

#[test]
fn devices_with_the_name_of_a_note_are_not_read() {
    let folder = folder(&[("notelint.toml", "")]);
    for device in ["/dev/zero", "/dev/full", "/dev/null", "/dev/stdin"] {
        symlink(device, folder.path().join("a.md")).unwrap();
        let (code, printed) = code_and_stderr(&notelint(folder.path(), &["--fix", "--format", "concise", "a.md"]));
        assert_eq!(code, 1, "{device}: {printed}");
        assert!(printed.contains("a.md:1:1: error[unreadable-file] not a regular file"), "{device}: {printed}");
        let (code, printed) = code_and_stderr(&notelint(folder.path(), &["."]));
        assert!(code == 2 && printed.contains("no notes"), "a walk skips it: {printed}");
        fs::remove_file(folder.path().join("a.md")).unwrap();
    }
}

#[test]
fn endless_input_is_not_read_completely() {
    let folder = folder(&[("notelint.toml", "")]);
    // A sparse file of 1 TiB.
    File::create(folder.path().join("a.md")).unwrap().set_len(1 << 40).unwrap();
    let (code, printed) = code_and_stderr(&notelint(folder.path(), &["--format", "concise", "a.md"]));
    assert_eq!(code, 1, "{printed}");
    assert!(printed.contains("a.md:1:1: error[unreadable-file] not a text file: NUL at byte 0"), "{printed}");
    let (code, printed) = sh(folder.path(), "notelint --format concise - </dev/zero");
    assert_eq!(code, 2, "{printed}");
    assert!(printed.contains("standard input: not a text file: NUL at byte 0"), "{printed}");
}
