//! Inserts a word into a TOML list, in order, without moving comments away from the words that they belong to.

use toml_edit::{Array, RawString, Value};

/// The list of `words`, on one line.
pub(super) fn of(words: &[String]) -> String {
    let mut list = Array::new();
    for word in words {
        insert(&mut list, word);
    }
    list.to_string()
}

/// Adds `word` to `accept`, before the first word that sorts after it.
pub(super) fn insert(accept: &mut Array, word: &str) {
    let sorts_after = |value: &Value| value.as_str().is_some_and(|other| other > word);
    let at = accept.iter().position(sorts_after).unwrap_or(accept.len());
    let mut value = Value::from(word);
    if at < accept.len() {
        before(accept, at, &mut value);
    } else if accept.is_empty() {
        first(accept, &mut value);
    } else {
        at_end(accept, &mut value);
    }
    accept.insert_formatted(at, value);
}

/// The text between two words belongs to the first of them up to the end of its line, and to the second from there on.
fn before(accept: &mut Array, at: usize, value: &mut Value) {
    let Some(next) = accept.get_mut(at) else { return };
    let prefix = raw(next.decor().prefix());
    if let Some(line) = prefix.find('\n') {
        value.decor_mut().set_prefix(format!("{}\n{}", &prefix[..line], indent(&prefix)));
        next.decor_mut().set_prefix(&prefix[line..]);
    } else {
        value.decor_mut().set_prefix(prefix);
        next.decor_mut().set_prefix(" ");
    }
}

/// A list without words may still have comments, which then follow the word.
fn first(accept: &mut Array, value: &mut Value) {
    let rest = raw(Some(accept.trailing()));
    if let Some(line) = rest.find('\n') {
        value.decor_mut().set_prefix(format!("{}\n    ", &rest[..line]));
        accept.set_trailing(&rest[line..]);
        accept.set_trailing_comma(true);
    } else {
        accept.set_trailing("");
    }
}

fn at_end(accept: &mut Array, value: &mut Value) {
    let layout = accept.get(0).map(|first| raw(first.decor().prefix())).unwrap_or_default();
    if !layout.contains('\n') {
        value.decor_mut().set_prefix(" ");
        return;
    }
    // A comment after the last word stays there; the closing bracket stays last.
    let mut rest = raw(Some(accept.trailing()));
    if let Some(last) = accept.get_mut(accept.len() - 1).filter(|_| !rest.contains('\n')) {
        rest = raw(last.decor().suffix()) + &rest;
        last.decor_mut().set_suffix("");
    }
    let line = rest.find('\n').unwrap_or(rest.len());
    value.decor_mut().set_prefix(format!("{}\n{}", &rest[..line], indent(&layout)));
    accept.set_trailing(&rest[line..]);
    accept.set_trailing_comma(true);
}

fn raw(text: Option<&RawString>) -> String {
    text.and_then(RawString::as_str).unwrap_or_default().to_owned()
}

/// The white space that the last line of `text` begins with.
fn indent(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or_default()
}
