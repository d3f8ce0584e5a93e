//! What no linter of Markdown can do without: finding the files, reading each, and parsing it to the last event, with as
//! many threads as notelint takes. `tests/bench/speed.py` measures the others against it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, thread};

use pulldown_cmark::{Options, Parser};

fn main() {
    let root = env::args_os().nth(1).unwrap_or_else(|| ".".into());
    let walk = ignore::WalkBuilder::new(root).build().filter_map(Result::ok).map(ignore::DirEntry::into_path);
    let notes: Vec<PathBuf> =
        walk.filter(|path| path.extension().is_some_and(|end| end == "md" || end == "markdown")).collect();
    let (next, events, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH;
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(path) = notes.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let Ok(text) = fs::read(path) else { continue };
                    let text = String::from_utf8_lossy(&text);
                    events.fetch_add(Parser::new_ext(&text, options).count(), Ordering::Relaxed);
                    bytes.fetch_add(text.len(), Ordering::Relaxed);
                }
            });
        }
    });
    println!("{} files, {} bytes, {} events", notes.len(), bytes.into_inner(), events.into_inner());
}
