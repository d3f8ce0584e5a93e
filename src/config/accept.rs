//! Adds words to `[terms] accept` in the text of a `notelint.toml`, with its comments and its layout as they are.

use toml_edit::{Array, DocumentMut, Item, RawString, Table, TableLike, TomlError, Value};

/// What became of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// The text as it is now.
    pub text: String,
    /// The words that were not there before.
    pub new: Vec<String>,
}

/// Why words can't be added.
#[derive(Debug)]
pub enum Refused {
    /// The text is no TOML.
    Toml(TomlError),
    /// `terms` is no table, or `accept` is no list.
    Type,
}

/// Adds `words` to `text`, each in its place in the alphabet and once.
///
/// # Errors
/// Where the text is not of the form.
pub fn add(text: &str, words: &[String]) -> Result<Added, Refused> {
    let mut document: DocumentMut = text.parse().map_err(Refused::Toml)?;
    let terms = document.entry("terms").or_insert_with(|| Item::Table(Table::new()));
    let terms: &mut dyn TableLike = terms.as_table_like_mut().ok_or(Refused::Type)?;
    let accept = terms.entry("accept").or_insert_with(|| Item::Value(Value::Array(Array::new())));
    let accept = accept.as_array_mut().ok_or(Refused::Type)?;
    let mut new = Vec::new();
    for word in words {
        if !accept.iter().any(|value| value.as_str() == Some(word)) {
            insert(accept, word);
            new.push(word.clone());
        }
    }
    let text = if new.is_empty() { text.to_owned() } else { document.to_string() };
    Ok(Added { text, new })
}

fn insert(accept: &mut Array, word: &str) {
    let behind = |value: &Value| value.as_str().is_some_and(|other| other > word);
    let at = accept.iter().position(behind).unwrap_or(accept.len());
    let mut value = Value::from(word);
    if at < accept.len() {
        before(accept, at, &mut value);
    } else if !accept.is_empty() {
        at_end(accept, &mut value);
    }
    accept.insert_formatted(at, value);
}

/// What stands before a word up to the line's end is a comment of the word before it; the rest is its own.
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

fn at_end(accept: &mut Array, value: &mut Value) {
    let layout = accept.get(0).map(|first| raw(first.decor().prefix())).unwrap_or_default();
    if !layout.contains('\n') {
        value.decor_mut().set_prefix(" ");
        return;
    }
    // A comment behind the last word stays there; what closes the list stays last.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str, words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        add(text, &words).unwrap().text
    }

    #[test]
    fn a_list_on_one_line_stays_on_it() {
        assert_eq!(
            added("[terms]\naccept = [\"b\"] # x\n", &["c", "a", "b"]),
            "[terms]\naccept = [\"a\", \"b\", \"c\"] # x\n"
        );
        assert_eq!(added("terms.accept = []\n", &["サーバ"]), "terms.accept = [\"サーバ\"]\n");
        assert_eq!(added("terms = { accept = ['x'] }\n", &["x"]), "terms = { accept = ['x'] }\n");
    }

    #[test]
    fn a_list_of_lines_gets_another_line_and_keeps_its_comments() {
        let before = "[terms]\naccept = [\n    # ours\n    \"b\", # first\n    \"d\", # last\n]\n";
        let after = "[terms]\naccept = [\n    \"a\",\n    # ours\n    \"b\", # first\n    \"c\",\n    \"d\", # last\n    \"e\",\n]\n";
        assert_eq!(added(before, &["e", "c", "a"]), after);
        let before = "terms.accept = [\n  \"b\",\n  \"d\" # last\n]\n";
        assert_eq!(added(before, &["e"]), "terms.accept = [\n  \"b\",\n  \"d\", # last\n  \"e\",\n]\n");
    }

    #[test]
    fn a_file_without_the_list_gets_one() {
        assert_eq!(added("# x\nexclude = []\n", &["a"]), "# x\nexclude = []\n\n[terms]\naccept = [\"a\"]\n");
        let both = "[terms]\ndictionaries = [\"aws\"]\n\n[links]\nonline = false\n";
        let after = "[terms]\ndictionaries = [\"aws\"]\naccept = [\"a\"]\n\n[links]\nonline = false\n";
        assert_eq!(added(both, &["a"]), after);
        assert!(matches!(add("terms = 1", &["a".to_owned()]), Err(Refused::Type)));
        assert!(matches!(add("terms = [", &["a".to_owned()]), Err(Refused::Toml(_))));
    }
}
