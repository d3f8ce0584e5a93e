//! Headings as wikilinks name them.

/// The form in which Obsidian compares headings: letter case, Markdown syntax and white space are ignored.
pub fn heading_key(text: &str) -> String {
    let counts_for_nothing = |char: char| {
        matches!(char, ' ' | '\t' | '\n' | '\r') || char.is_ascii_punctuation() && !matches!(char, '\'' | '-' | '_')
    };
    let mut key = String::with_capacity(text.len());
    for word in text.split(counts_for_nothing).filter(|word| !word.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    if key.is_ascii() {
        key.make_ascii_lowercase();
        return key;
    }
    key.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_compared_by_their_words() {
        assert_eq!(heading_key("S3: What's *new*?"), "s3 what's new");
        assert_eq!(heading_key("S3 What's new"), "s3 what's new");
    }
}
