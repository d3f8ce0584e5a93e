//! Quotation marks.

/// Whether a quotation that begins in `before`, the part of a line before a word, still goes on at its end.
pub fn is_in_quotes(before: &str) -> bool {
    const PAIRS: [(char, char); 3] = [('「', '」'), ('『', '』'), ('“', '”')];
    let count = |mark: char| before.matches(mark).count();
    PAIRS.iter().any(|(open, close)| count(*open) > count(*close)) || count('"') % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::is_in_quotes;

    #[test]
    fn a_quotation_ends_with_its_mark() {
        for inside in ["「", "記事「", "『a』と「b 『c』 ", "it says \"run ", "“"] {
            assert!(is_in_quotes(inside), "{inside}");
        }
        for outside in ["", "a", "「a」の", "it says \"a\" and ", "」"] {
            assert!(!is_in_quotes(outside), "{outside}");
        }
    }
}
