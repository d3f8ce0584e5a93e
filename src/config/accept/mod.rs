//! Adds words to `[terms] accept` in the text of a `notelint.toml`. Everything else keeps its bytes: comments, layout, line
//! endings and the byte order mark. A commented-out `accept` or `[terms]` is uncommented and used. Otherwise the file would
//! become invalid when the user uncomments it.

mod commented;
mod list;
mod splice;

#[cfg(test)]
mod tests;

use toml::Table;
use toml_edit::{Array, DocumentMut, Item, TableLike, TomlError, Value};

/// The result of [`add`].
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
    let lines = splice::NormalizedText::of(text);
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
    // Uses the first candidate that adds the words and changes nothing else. Candidates may be wrong: what looks like a comment may
    // be part of a string, and a commented-out key may belong to another table.
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

/// The words in `terms.accept` of `document`.
fn accepted(document: &DocumentMut) -> Result<Vec<String>, Refused> {
    let Some(terms) = document.get("terms") else { return Ok(Vec::new()) };
    let terms = terms.as_table_like().ok_or(Refused::Type)?;
    let Some(accept) = terms.get("accept") else { return Ok(Vec::new()) };
    let accept = accept.as_array().ok_or(Refused::Type)?;
    Ok(accept.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// The text of `document` with `words` added to `accept`. `document` must have a table `terms`.
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

/// `text` with a new table `terms` at its end. `text` must not have such a table.
fn at_end(text: &str, words: &[String]) -> String {
    let gap = match text {
        "" => "",
        _ if text.ends_with("\n\n") => "",
        _ if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    format!("{text}{gap}[terms]\naccept = {}\n", list::of(words))
}

/// Whether the only difference between the configurations `before` and `after` is that `after` also accepts `words`.
fn is_only_addition(before: &str, after: &str, words: &[String]) -> bool {
    let (Ok(mut before), Ok(mut after)) = (before.parse::<Table>(), after.parse::<Table>()) else { return false };
    let (known, now) = (take_accept(&mut before), take_accept(&mut after));
    before == after
        && now.len() == known.len() + words.len()
        && known.iter().chain(words).all(|word| now.contains(word))
}

/// Removes `terms.accept` from `table` and returns it. Removes `terms` too if it is empty then.
fn take_accept(table: &mut Table) -> Vec<String> {
    let Some(terms) = table.get_mut("terms").and_then(toml::Value::as_table_mut) else { return Vec::new() };
    let accept = terms.remove("accept");
    if terms.is_empty() {
        table.remove("terms");
    }
    let words = accept.as_ref().and_then(toml::Value::as_array).into_iter().flatten();
    words.filter_map(toml::Value::as_str).map(str::to_owned).collect()
}
