//! What readers see: GitHub's renderer shows that the bad examples of a rule are rendered as its page says, and the fixed
//! ones as their author meant them. Where cmark-gfm is not installed, these tests skip themselves.

mod fences;
mod inlines;
mod lists;
mod math;

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::tools;

/// `text` as HTML; `None`, with a message, if there is no cmark-gfm.
fn html(text: &str) -> Option<String> {
    let mut command = Command::new(tools::tool("cmark-gfm")?);
    command.args([
        "--unsafe",
        "-e",
        "table",
        "-e",
        "strikethrough",
        "-e",
        "autolink",
        "-e",
        "footnotes",
        "-e",
        "tasklist",
    ]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{command:?}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The first block of `page` with this info string after the line `after`. Example: `md bad`.
fn example(page: &str, info: &str, after: &str) -> String {
    let (_, rest) = page.split_once(after).unwrap();
    let mut lines = rest.lines();
    let fence = loop {
        let line = lines.next().unwrap();
        let text = line.trim_start_matches('`');
        if text == info && text.len() < line.len() {
            break &line[..line.len() - text.len()];
        }
    };
    lines.take_while(|line| *line != fence).flat_map(|line| [line, "\n"]).collect()
}
