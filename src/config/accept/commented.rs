//! Uncomments `# accept = […]` and `# [terms]`, which the template of `notelint init` has.

use std::ops::Range;

use toml_edit::{Array, DocumentMut, Value};

use super::list;

/// The example in the `accept` of the template.
const EXAMPLE: &str = "LambdaEdge";

/// The most lines of a commented-out list. Each line may be its last one, so each is tried.
const MOST_LINES: usize = 100;

/// For each commented-out list of accepted words in `text`: `text` with that list uncommented and `words` in it.
pub(super) fn lists<'t>(text: &'t str, words: &'t [String]) -> impl Iterator<Item = String> + 't {
    blocks(text).filter_map(|block| Some(replaced(text, block.clone(), &list(&text[block], words)?)))
}

/// For each commented-out header `[terms]` in `text`: `text` with that header uncommented and a list with `words` below it. The list
/// is one that is commented out there or, as the last candidate, a new one.
pub(super) fn tables<'t>(text: &'t str, words: &'t [String]) -> impl Iterator<Item = String> + 't {
    let headers = lines(text).filter(|line| uncomment(&text[line.clone()]).is_some_and(|line| is_header(&line)));
    headers.flat_map(move |header| {
        let line = uncomment(&text[header.clone()]).unwrap_or_default();
        let (below, end) = (header.end, text.len());
        let open = replaced(text, header.clone(), &line);
        let moved = open.len() - (end - below);
        let below_it = blocks(&text[below..]).filter_map(move |block| {
            let list = list(&text[below..][block.clone()], words)?;
            Some(replaced(&open, block.start + moved..block.end + moved, &list))
        });
        let gap = if line.ends_with('\n') { "" } else { "\n" };
        let new = format!("{line}{gap}accept = {}\n", list::of(words));
        below_it.chain([replaced(text, header, &new)])
    })
}

/// The commented-out lines `block`, uncommented and with `words` in the list; `None` if they are not a list of accepted words. Words
/// that were commented out stay so.
fn list(block: &str, words: &[String]) -> Option<String> {
    let lines: Option<String> = block.split_inclusive('\n').map(uncomment).collect();
    let mut document: DocumentMut = lines?.parse().ok()?;
    let only = |key: &str| {
        let found = document.len() == 1 && document.contains_key(key);
        found.then(|| document.get(key)?.as_array().cloned()).flatten()
    };
    let old = only("accept").or_else(|| {
        let terms = document.get("terms").filter(|_| document.len() == 1)?.as_table_like()?;
        terms.get("accept").filter(|_| terms.len() == 1)?.as_array().cloned()
    })?;
    let mut new = old.clone();
    new.clear();
    let kept: Vec<&Value> = old.iter().filter(|value| !is_ours(value, words)).collect();
    for word in words {
        list::insert(&mut new, word);
    }
    set_layout(&mut new, &kept);
    let accept = match document.get_mut("accept") {
        Some(accept) => accept,
        None => document.get_mut("terms")?.get_mut("accept")?,
    };
    *accept.as_array_mut()? = new;
    Some(document.to_string())
}

/// Whether `value` is not kept as a comment: it is the example of the template, or one of the new words.
fn is_ours(value: &Value, words: &[String]) -> bool {
    value.as_str().is_none_or(|word| word == EXAMPLE || words.iter().any(|new| new == word))
}

/// Puts `list` on one line or, if there are comments for `kept`, one word per line.
fn set_layout(list: &mut Array, kept: &[&Value]) {
    let several = !kept.is_empty();
    let comments: String = kept.iter().filter_map(|value| value.as_str()).map(comment).collect();
    for (index, value) in list.iter_mut().enumerate() {
        let first = index == 0;
        let prefix = match (several, first) {
            (false, true) => String::new(),
            (false, false) => " ".to_owned(),
            (true, true) => format!("\n{comments}    "),
            (true, false) => "\n    ".to_owned(),
        };
        value.decor_mut().set_prefix(prefix);
        value.decor_mut().set_suffix("");
    }
    list.set_trailing(if several { "\n" } else { "" });
    list.set_trailing_comma(several);
}

fn comment(word: &str) -> String {
    format!("    # {},\n", Value::from(word))
}

/// Ranges of comment lines that may be a list. Those with the same first line are in order of length.
fn blocks(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let starts = lines(text).filter(|line| {
        let line = uncomment(&text[line.clone()]).unwrap_or_default();
        let key = line.split('=').next().unwrap_or_default();
        line.contains('=') && key.contains("accept")
    });
    starts.flat_map(move |first| {
        let following = lines(&text[first.start..])
            .take(MOST_LINES)
            .take_while(move |line| uncomment(&text[first.start + line.start..first.start + line.end]).is_some());
        following.map(move |line| first.start..first.start + line.end)
    })
}

/// The lines of `text`, with their endings.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some(start..*at)
    })
}

/// The comment line `line` without its `#` and one space.
fn uncomment(line: &str) -> Option<String> {
    let comment = line.trim_start_matches([' ', '\t']).strip_prefix('#')?;
    Some(comment.strip_prefix(' ').unwrap_or(comment).to_owned())
}

fn is_header(line: &str) -> bool {
    line.parse::<DocumentMut>().is_ok_and(|document| {
        let terms = document.get("terms").and_then(toml_edit::Item::as_table);
        document.len() == 1 && terms.is_some_and(|terms| terms.is_empty() && !terms.is_dotted())
    })
}

fn replaced(text: &str, range: Range<usize>, by: &str) -> String {
    format!("{}{by}{}", &text[..range.start], &text[range.end..])
}
