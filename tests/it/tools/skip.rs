//! A test that can't run on this machine says so, and where everything is said to be there it fails instead.

use std::io::Write;

/// Says that `what` (a program, a file: one word) is not here, so that this test, or a part of it, does not run; `how` says how to
/// have it.
///
/// # Panics
/// Where `what` is required: see [`note`].
#[track_caller]
pub fn skip(what: &str, how: &str) {
    note(what, &format!("skipped; {how}"));
}

/// Says that `what` is not here, and what that means for this test.
///
/// `NOTELINT_REQUIRE` names what has to be here, by words with spaces between; `all` is everything, `-chromium` everything else.
/// `NOTELINT_SKIPPED` names a file to which a line for each test is added, for `.ci/run` to print.
///
/// # Panics
/// Where `what` is required.
#[track_caller]
pub fn note(what: &str, so: &str) {
    let required = std::env::var("NOTELINT_REQUIRE").unwrap_or_default();
    assert!(!is_required(&required, what), "no {what} here, but NOTELINT_REQUIRE={required}: {so}");
    let thread = std::thread::current();
    let line = format!("{}: no {what} here: {so}\n", thread.name().unwrap_or("a test"));
    eprint!("{line}");
    if let Some(path) = std::env::var_os("NOTELINT_SKIPPED") {
        let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
        // One write: other tests write too.
        file.and_then(|mut file| file.write_all(line.as_bytes())).unwrap();
    }
}

/// Whether `required`, as `NOTELINT_REQUIRE` has it, names `what`.
fn is_required(required: &str, what: &str) -> bool {
    let has = |word: &str| required.split_whitespace().any(|other| other == word);
    has(what) || has("all") && !has(&format!("-{what}"))
}

#[test]
fn required_tools_are_recognized() {
    assert!(is_required("all", "git") && is_required("node git", "git") && is_required("all -node", "git"));
    assert!(!is_required("", "git") && !is_required("node", "git") && !is_required("all -git", "git"));
}
