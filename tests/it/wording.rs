//! Checks every message in the sources, in both languages, against the tables of `docs/style.md`: one word for one
//! thing.
//!
//! `NOTELINT_SHOW_MESSAGES=20261128 cargo test --test it wording:: -- --nocapture` prints fifty messages drawn with that
//! seed, to be read aloud.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};

/// Words that messages must not use, and their replacements.
const ENGLISH: &[(&str, &str)] = &[
    ("behind", "after"),
    ("mend", "fix"),
    ("mended", "fixed"),
    ("stands", "is"),
    ("directory", "folder"),
    ("address", "URL"),
    ("addresses", "URLs"),
    ("whoever", "readers who"),
];
const ENGLISH_PHRASES: &[(&str, &str)] = &[
    ("in the place of", "instead of"),
    ("in place of", "instead of"),
    ("take out", "remove"),
    ("come upon", "find"),
    ("of which nobody", "say it directly"),
    ("empty line", "blank line"),
    ("not seldom", "often"),
    ("given way", "was replaced by"),
];
const JAPANESE: &[(&str, &str)] = &[
    ("節「", "セクション"),
    ("助言", "参考"),
    ("アドバイス", "参考"),
    ("規則", "ルール"),
    ("間違いでは", "もしかして"),
    ("誤りでは", "もしかして"),
    ("生きて", "有効"),
    ("死んで", "リンク切れ"),
    ("浅いクローン", "シャロークローン"),
    ("リポジトリー", "リポジトリ"),
    ("ディレクトリ", "フォルダー"),
    ("行頭記号", "リストマーカー"),
    ("「`", "`"),
    ("`」", "`"),
];
/// If the English text contains the first word, the Japanese text must contain one of the others.
const PAIRS: &[(&str, &[&str])] = &[
    ("heading", &["見出し"]),
    ("headings", &["見出し"]),
    ("section", &["セクション"]),
    ("anchor", &["アンカー"]),
    ("baseline", &["ベースライン"]),
    ("dictionary", &["辞書"]),
    ("dictionaries", &["辞書"]),
    ("findings", &["指摘"]),
    ("preset", &["プリセット"]),
    ("presets", &["プリセット"]),
    ("rule", &["ルール"]),
    ("rules", &["ルール"]),
    ("repository", &["リポジトリ"]),
    ("footnote", &["脚注"]),
    ("full-width", &["全角", "U+FF"]),
    ("half-width", &["半角"]),
];

/// A text in both languages, with the file and the line (from 1) where it is written.
struct Pair {
    file: String,
    line: usize,
    english: String,
    japanese: String,
}

#[test]
fn messages_use_the_words_of_the_style_guide() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        let mut report = |text: &str, word: &str, instead: &str| {
            wrong.push(format!("{}:{}: `{word}` in \"{text}\"; say: {instead}", pair.file, pair.line));
        };
        let english = outside_code(&pair.english);
        let words = words(&english);
        for (word, instead) in ENGLISH.iter().filter(|(word, _)| words.contains(*word)) {
            report(&pair.english, word, instead);
        }
        let plain = english.replace("there is no ", "").replace("there are no ", "");
        if plain.contains(" is no ") || plain.contains(" are no ") {
            report(&pair.english, "is no", "is not a");
        }
        for (phrase, instead) in ENGLISH_PHRASES.iter().filter(|(phrase, _)| english.contains(phrase)) {
            report(&pair.english, phrase, instead);
        }
        for (word, instead) in JAPANESE.iter().filter(|(word, _)| pair.japanese.contains(word)) {
            report(&pair.japanese, word, instead);
        }
        let is_japanese = |char: char| matches!(char, 'ぁ'..='ヿ' | '一'..='龠');
        if pair.japanese.chars().zip(pair.japanese.chars().skip(1)).any(|(a, b)| is_japanese(a) && b == '?') {
            report(&pair.japanese, "?", "？");
        }
        for (word, terms) in PAIRS.iter().filter(|(word, _)| words.contains(*word)) {
            if !terms.iter().any(|term| pair.japanese.contains(term)) {
                report(&pair.japanese, word, terms[0]);
            }
        }
    }
    assert!(wrong.is_empty(), "{} texts:\n{}", wrong.len(), wrong.join("\n"));
}

/// Fifty messages to be read aloud, drawn with the seed in `NOTELINT_SHOW_MESSAGES`.
#[test]
fn random_messages_have_text_in_both_languages() {
    let seed = std::env::var("NOTELINT_SHOW_MESSAGES").ok().and_then(|seed| seed.parse().ok());
    let pairs = pairs();
    for pair in draw(pairs.len(), seed.unwrap_or(1), 50).into_iter().map(|at| &pairs[at]) {
        if seed.is_some() {
            println!("{}:{}\n  {}\n  {}", pair.file, pair.line, pair.english, pair.japanese);
        }
        assert_eq!(pair.english.is_empty(), pair.japanese.is_empty(), "{}:{}", pair.file, pair.line);
    }
}

/// `count` different numbers below `len`, drawn with `seed` (splitmix64).
fn draw(len: usize, seed: u64, count: usize) -> BTreeSet<usize> {
    let mut state = seed;
    let mut drawn = BTreeSet::new();
    while drawn.len() < count.min(len) {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        drawn.insert(usize::try_from((mixed ^ (mixed >> 31)) % len as u64).unwrap());
    }
    drawn
}

/// `text` in lower case, without what is in backquotes or in braces, and without phrases that are right.
fn outside_code(text: &str) -> String {
    let text = text.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let text = text.split(['{', '}']).step_by(2).collect::<Vec<_>>().join("{}").to_lowercase();
    ["email address", "stands for", "notelint baseline"].iter().fold(text, |text, right| text.replace(right, ""))
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split(|char: char| !char.is_ascii_alphabetic() && char != '-').collect()
}

/// All texts in both languages that the sources have, in the order of their files.
fn pairs() -> Vec<Pair> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "rules"] {
        rust_files(&root.join(folder), &mut files);
    }
    files.sort();
    let mut pairs = Vec::new();
    for file in files {
        let name = file.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        if name.contains("tests") || name == "src/finding/message.rs" {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        collect(text.parse().unwrap(), &name, &mut pairs);
    }
    assert!(pairs.len() > 500, "{}", pairs.len());
    pairs
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Adds each `message!("…", "…")` and each `Text { en: "…", ja: "…" }` of `tokens`.
fn collect(tokens: TokenStream, file: &str, pairs: &mut Vec<Pair>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let name = |back: usize| at.checked_sub(back).map(|at| tokens[at].to_string());
        let is_message = group.delimiter() == Delimiter::Parenthesis && name(2).as_deref() == Some("message");
        let is_text = group.delimiter() == Delimiter::Brace && name(1).as_deref() == Some("Text");
        let literals: Vec<_> = group.stream().into_iter().filter_map(literal).collect();
        if let ([english, japanese], true) = (&literals[..], is_message || is_text) {
            let line = english.span().start().line;
            pairs.push(Pair { file: file.to_owned(), line, english: unquoted(english), japanese: unquoted(japanese) });
        } else {
            collect(group.stream(), file, pairs);
        }
    }
}

fn literal(token: TokenTree) -> Option<Literal> {
    match token {
        TokenTree::Literal(literal) if literal.to_string().ends_with('"') => Some(literal),
        _ => None,
    }
}

/// The text of a string literal, its lines joined as Rust joins them after a backslash.
fn unquoted(literal: &Literal) -> String {
    let text = literal.to_string();
    let text = text.trim_start_matches('r').trim_matches('#').trim_matches('"').replace("\\\"", "\"");
    let mut lines = text.split("\\\n");
    let first = lines.next().unwrap_or_default().to_owned();
    lines.fold(first, |all, line| all + line.trim_start())
}
