//! After any sequence of edits, the server knows what a fresh one would: nothing stale, ever.

use std::collections::BTreeMap;

use fastrand::Rng;
use serde_json::json;

use super::client::{Client, offset};
use super::folder;

/// Pieces that notes are made of: headings, links to them, names, definitions, footnotes.
const PIECES: [&str; 16] = [
    "# Title\n\n",
    "## Topic\n\ntext\n\n",
    "## 概要\n\n本文。\n\n",
    "[a](a.md#topic)\n\n",
    "[b](b.md#概要)\n\n",
    "[c](sub/c.md)\n\n",
    "[d](d.md#title)\n\n",
    "Elasticache 😀 を使う。\n\n",
    "サーバーとサーバ。\n\n",
    "[x][label]\n\n",
    "[label]: b.md\n\n",
    "[^1] と か\u{3099}\n\n",
    "[^1]: 注。\n\n",
    "```yaml\na: b\n```\n\n",
    "<!-- notelint-disable-next-line dead-link -->\n",
    "| a | b |\n| - | - |\n| 1 | 2 |\n\n",
];

const PATHS: [&str; 5] = ["a.md", "b.md", "sub/c.md", "d.md", "e.md"];

/// A note in the editor, and its version.
type Open = BTreeMap<&'static str, (String, i32)>;

fn piece(rng: &mut Rng) -> &'static str {
    PIECES[rng.usize(..PIECES.len())]
}

/// Changes a random range of an open note.
fn edit(rng: &mut Rng, client: &mut Client, open: &mut Open) {
    let paths: Vec<&'static str> = open.keys().copied().collect();
    if paths.is_empty() {
        return;
    }
    let path = paths[rng.usize(..paths.len())];
    let Some((text, version)) = open.get_mut(path) else { return };
    *version += 1;
    let position =
        |rng: &mut Rng| json!({ "line": rng.usize(..=text.matches('\n').count()), "character": rng.usize(..12) });
    let (one, two) = (position(rng), position(rng));
    let (start, end) = if offset(text, &one) <= offset(text, &two) { (one, two) } else { (two, one) };
    // Most edits are small.
    let end = if rng.bool() { start.clone() } else { end };
    let new = piece(rng);
    text.replace_range(offset(text, &start)..offset(text, &end), new);
    client.change(path, *version, &json!([{ "range": { "start": start, "end": end }, "text": new }]));
}

fn step(rng: &mut Rng, client: &mut Client, open: &mut Open, files: &mut BTreeMap<&'static str, String>) {
    let path = PATHS[rng.usize(..PATHS.len())];
    match rng.u32(..20) {
        0 | 1 if !open.contains_key(path) => {
            let text = files.get(path).cloned().unwrap_or_else(|| piece(rng).to_owned());
            client.open(path, &text);
            open.insert(path, (text, 1));
        }
        2 if open.contains_key(path) => {
            client.close(path);
            open.remove(path);
        }
        3 | 4 => {
            let text = format!("{}{}", piece(rng), piece(rng));
            client.write(path, &text);
            files.insert(path, text);
        }
        5 if files.contains_key(path) => {
            client.delete(path);
            files.remove(path);
        }
        6 => {
            let rule = ["dead-link", "dead-anchor", "misspelled-term"][rng.usize(..3)];
            client.write("notelint.toml", &format!("[rules]\n{rule} = \"off\"\n"));
        }
        _ => edit(rng, client, open),
    }
}

/// The seed may be given by `NOTELINT_SEED`, and the number of edits by `NOTELINT_LSP_EDITS`.
#[test]
fn the_state_is_that_of_a_fresh_start() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let seed = number("NOTELINT_SEED").unwrap_or(20_261_130);
    let edits = number("NOTELINT_LSP_EDITS").unwrap_or(200);
    let mut rng = Rng::with_seed(seed);
    let mut files: BTreeMap<&'static str, String> = BTreeMap::new();
    for path in PATHS {
        files.insert(path, format!("# Title\n\n{}{}", piece(&mut rng), piece(&mut rng)));
    }
    let start: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
    let notes = folder(&start);
    let mut client = Client::open_folder(notes.path());
    let mut open = Open::new();
    for done in 0..edits {
        step(&mut rng, &mut client, &mut open, &mut files);
        if done % 40 != 39 {
            continue;
        }
        let mut fresh = Client::open_folder(notes.path());
        for (path, (text, _)) in &open {
            fresh.open(path, text);
        }
        for path in PATHS {
            let (found, expected) = (client.pull_full(path), fresh.pull_full(path));
            assert_eq!(found["items"], expected["items"], "{path} after {done} edits; NOTELINT_SEED={seed}");
        }
    }
}
