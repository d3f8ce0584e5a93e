//! Skips tests that can't run on this machine with a message; they fail instead where everything is required.

use std::io::Write;

/// Prints that `what` (one word: a program or a file) is missing, so that this test or a part of it is skipped. `how`
/// says how to install it.
///
/// # Panics
/// If `what` is required.
#[track_caller]
pub fn skip(what: &str, how: &str) {
    note(what, &format!("skipped; {how}"));
}

/// Prints that `what` is missing, and the consequence for this test.
///
/// `NOTELINT_REQUIRE` lists what is required, separated by spaces: `all` means everything, `-chromium` everything else.
/// `NOTELINT_SKIPPED` names a file to which a line is added for each skipped test, for `.ci/run` to print.
///
/// # Panics
/// If `what` is required.
#[track_caller]
pub fn note(what: &str, so: &str) {
    let required = std::env::var("NOTELINT_REQUIRE").unwrap_or_default();
    assert!(!is_required(&required, what), "no {what} here, but NOTELINT_REQUIRE={required}: {so}");
    let thread = std::thread::current();
    let line = format!("{}: no {what} here: {so}\n", thread.name().unwrap_or("a test"));
    eprint!("{line}");
    if let Some(path) = std::env::var_os("NOTELINT_SKIPPED") {
        let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
        // A single write, because other tests write too.
        file.and_then(|mut file| file.write_all(line.as_bytes())).unwrap();
    }
}

/// Whether `required`, in the format of `NOTELINT_REQUIRE`, includes `what`.
fn is_required(required: &str, what: &str) -> bool {
    let has = |word: &str| required.split_whitespace().any(|other| other == word);
    has(what) || has("all") && !has(&format!("-{what}"))
}

#[test]
fn required_tools_are_recognized() {
    assert!(is_required("all", "git") && is_required("node git", "git") && is_required("all -node", "git"));
    assert!(!is_required("", "git") && !is_required("node", "git") && !is_required("all -git", "git"));
}
