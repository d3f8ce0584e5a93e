//! Notes with one code block.

use std::time::{Duration, Instant};

/// A note with `code` in a block, perhaps in a quote, with one of `labels`. The length of `code` decides which.
pub fn note(code: &str, labels: &[&str]) -> String {
    let run = code.split(|char| char != '~').map(str::len).max().unwrap_or(0);
    let fence = "~".repeat(run.max(2) + 1);
    let label = labels[code.len() % labels.len()];
    let note = format!("{fence}{label}\n{code}\n{fence}\n");
    let in_quote = code.len() / labels.len() % 2 == 1;
    if in_quote { note.split_inclusive('\n').map(|line| format!("> {line}")).collect() } else { note }
}

/// The result of `run`, which must not take longer than a second.
pub fn within_a_second<T>(run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = run();
    let took = start.elapsed();
    assert!(took < Duration::from_secs(1), "{took:?}");
    result
}
