//! Adds words to `[terms] accept` in the text of a `notelint.toml`. Everything else stays byte for byte: comments, layout,
//! line endings, the byte order mark. What the user may uncomment later still makes a valid file: a commented-out
//! `accept` or `[terms]` is used instead of a second one beside it.

mod commented;
mod list;
mod splice;

#[cfg(test)]
mod tests;

use toml::Table;
use toml_edit::{Array, DocumentMut, Item, TableLike, TomlError, Value};

/// A text with the words added.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// The new text.
    pub text: String,
    /// The words that were not in the list before.
    pub new: Vec<String>,
}

/// Why words can't be added.
#[derive(Debug)]
pub enum Refused {
    /// The text is not valid TOML.
    Toml(TomlError),
    /// `terms` is not a table, or `accept` is not a list.
    Type,
}

/// Adds `words` to `text`, in alphabetical order and without duplicates.
///
/// # Errors
/// Where `text` is not valid TOML, or `terms.accept` can't be a list of words.
pub fn add(text: &str, words: &[String]) -> Result<Added, Refused> {
    let lines = splice::Lines::of(text);
    let document: DocumentMut = lines.text.parse().map_err(Refused::Toml)?;
    let known = accepted(&document)?;
    let mut new: Vec<String> = Vec::new();
    for word in words {
        if !known.contains(word) && !new.contains(word) {
            new.push(word.clone());
        }
    }
    if new.is_empty() {
        return Ok(Added { text: text.to_owned(), new });
    }
    // The first edit that adds the words and changes nothing else. What looks like a comment may be part of a string, and a
    // commented-out key may belong to another table: the comparison tells, so that the candidates need not.
    let fits = |candidate: &String| is_only_addition(&lines.text, candidate, &new);
    let edited = if document.contains_key("terms") {
        let uncommented = || commented::lists(&lines.text, &new);
        uncommented().find(fits).or_else(|| in_table(document, &new).filter(fits))
    } else {
        let mut uncommented = commented::lists(&lines.text, &new).chain(commented::tables(&lines.text, &new));
        uncommented.find(fits).or_else(|| Some(at_end(&lines.text, &new)).filter(fits))
    };
    Ok(Added { text: lines.splice(&edited.ok_or(Refused::Type)?), new })
}

/// The words that `document` accepts.
fn accepted(document: &DocumentMut) -> Result<Vec<String>, Refused> {
    let Some(terms) = document.get("terms") else { return Ok(Vec::new()) };
    let terms = terms.as_table_like().ok_or(Refused::Type)?;
    let Some(accept) = terms.get("accept") else { return Ok(Vec::new()) };
    let accept = accept.as_array().ok_or(Refused::Type)?;
    Ok(accept.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// The text of `document`, which has a table `terms`, with `words` in its `accept`.
fn in_table(mut document: DocumentMut, words: &[String]) -> Option<String> {
    let terms = document.get_mut("terms")?;
    if let Some(inline) = terms.as_inline_table_mut().filter(|inline| !inline.contains_key("accept")) {
        // The space before the closing brace belongs to the last value.
        let last = inline.iter_mut().last();
        let space =
            last.and_then(|(_, last)| last.decor().suffix().cloned().inspect(|_| last.decor_mut().set_suffix("")));
        inline.insert("accept", Value::Array(Array::new()));
        if let Some((space, (_, last))) = space.zip(inline.iter_mut().last()) {
            last.decor_mut().set_suffix(space);
        }
    }
    let terms: &mut dyn TableLike = terms.as_table_like_mut()?;
    let accept = terms.entry("accept").or_insert_with(|| Item::Value(Value::Array(Array::new())));
    let accept = accept.as_array_mut()?;
    for word in words {
        list::insert(accept, word);
    }
    Some(document.to_string())
}

/// `text`, which has no table `terms`, with one at its end.
fn at_end(text: &str, words: &[String]) -> String {
    let gap = match text {
        "" => "",
        _ if text.ends_with("\n\n") => "",
        _ if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    format!("{text}{gap}[terms]\naccept = {}\n", list::of(words))
}

/// Whether `after` says what `before` says, and accepts `words` in addition.
fn is_only_addition(before: &str, after: &str, words: &[String]) -> bool {
    let (Ok(mut before), Ok(mut after)) = (before.parse::<Table>(), after.parse::<Table>()) else { return false };
    let (known, now) = (take_accept(&mut before), take_accept(&mut after));
    before == after
        && now.len() == known.len() + words.len()
        && known.iter().chain(words).all(|word| now.contains(word))
}

/// Removes `terms.accept` from `table`, and `terms` with it where nothing else is in it.
fn take_accept(table: &mut Table) -> Vec<String> {
    let Some(terms) = table.get_mut("terms").and_then(toml::Value::as_table_mut) else { return Vec::new() };
    let accept = terms.remove("accept");
    if terms.is_empty() {
        table.remove("terms");
    }
    let words = accept.as_ref().and_then(toml::Value::as_array).into_iter().flatten();
    words.filter_map(toml::Value::as_str).map(str::to_owned).collect()
}
