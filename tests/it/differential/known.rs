//! The known differences between notelint's tree and cmark-gfm: constructs that nobody writes, and faults of cmark-gfm.
//!
//! Each has a smallest example, and a function that replaces the construct by text. A difference is known if it
//! disappears with the constructs that the text has.

pub(super) struct Known {
    pub(super) name: &'static str,
    /// A text that is read differently.
    pub(super) example: &'static str,
    /// The text without the construct; `None` if it does not have it.
    pub(super) without: fn(&str) -> Option<String>,
}

pub(super) const KNOWN: &[Known] = &[
    // A run of two tildes that meets a single one is no longer considered in 0.29.0.gfm.13, which github.com uses, and
    // in notelint. Debian's 0.29.0.gfm.6 goes on with it, and compares with delimiters that it has removed.
    Known {
        name: "two tildes and one (Debian's version)",
        example: "~a~~_~",
        without: |text| {
            let others = text.contains(['*', '_']) || text.replace("~~", "").contains('~');
            (text.contains("~~") && others).then(|| text.replace('~', "x"))
        },
    },
    // After a run found no opening run, Debian's 0.29.0.gfm.6 remembers where not to search again by a delimiter, not by
    // its position. If other runs pair around this delimiter, it is removed, and the search goes on to the start.
    Known {
        name: "the limit of a search, removed (Debian's version)",
        example: "__*_*_",
        without: |text| (text.contains("*_") || text.contains("_*")).then(|| text.replace('_', "x")),
    },
    // cmark-gfm keeps the last position of backticks of each length, and overwrites it with earlier ones.
    Known {
        name: "code spans after backticks without an end",
        example: "``a`[`b`c`",
        without: |text| {
            let runs = text.split(|char| char != '`').filter(|run| !run.is_empty());
            let lengths: std::collections::BTreeSet<usize> = runs.map(str::len).collect();
            (lengths.len() > 1).then(|| text.replace('`', "x"))
        },
    },
    // cmark-gfm shows whatever is between `[^` and `]` as text if there is no such footnote, accepts `[` in labels, and
    // reads a reference in the text of a link.
    Known {
        name: "unusual footnotes",
        example: "[^`a`]",
        without: |text| text.contains("[^").then(|| text.replace("[^", "[x")),
    },
    // The tree searches URLs within one run of text: it does not see a `[` before the run, nor what follows the run in a
    // domain. cmark-gfm also links email addresses in descriptions of images.
    Known {
        name: "URLs beside brackets and delimiters",
        example: "[*http://b*",
        without: |text| {
            let marks = text.contains(['[', '*', '_', '~', '<', '`']);
            let url = text.contains("://") || text.contains("www.") || text.contains('@');
            (marks && url).then(|| text.replace("://", ":xx").replace("www.", "wwwx").replace('@', "x"))
        },
    },
    // A paragraph that ends in a table is not searched for definitions.
    Known {
        name: "a definition as the header row",
        example: "[a]:||\n-|-",
        without: |text| text.contains("]:").then(|| text.replace("]:", "]x")),
    },
    // In `[](e\u{b})`, cmark-gfm ends the destination at the control character or not, by the place.
    Known {
        name: "control characters",
        example: "[](e\u{b}2)",
        without: |text| {
            let is_control = |char| matches!(char, '\u{b}' | '\u{c}');
            text.contains(is_control).then(|| text.replace(is_control, "x"))
        },
    },
    // cmark-gfm accepts an unbalanced parenthesis as a destination. The parser accepts a title directly after `<…>`.
    Known {
        name: "unusual destinations",
        example: "[](( \"\")",
        without: |text| {
            let unusual = text.contains("](") && text.contains(['"', '\'', '(']);
            unusual.then(|| text.replace("](", "]x"))
        },
    },
    // The parser counts a tab before `>` as less than four columns.
    Known {
        name: "a quote marker after a tab",
        example: ">\n\t>",
        without: |text| text.contains("\t>").then(|| text.replace("\t>", "x")),
    },
    // The header row continues a paragraph lazily. Then the parser closes the blocks around it before it sees the
    // delimiter row.
    Known {
        name: "a header row outside the blocks of its delimiter row",
        example: "- b\n|||\n  -|-",
        without: |text| {
            let in_block = text.lines().any(|line| line.starts_with(['>', ' ', '\t']) && line.contains('-'));
            in_block.then(|| text.replace(['|', ':'], "x"))
        },
    },
    // The header row becomes a list item if a blank line is before it.
    Known {
        name: "a header row that looks like a list item",
        example: "a\n2. |b\n-|-",
        without: |text| {
            let marked = |line: &str| line.trim_start_matches(|char: char| !char.is_ascii_digit()).contains(['.', ')']);
            text.lines().any(|line| marked(line) && line.contains('|')).then(|| text.replace(['.', ')'], "x"))
        },
    },
    // The parser takes a line after `[!NOTE]` for the alert even if it is outside the quote.
    Known {
        name: "HTML after the first line of an alert",
        example: ">[!NOTE]\n<a>",
        without: |text| text.contains("[!").then(|| text.replace("[!", "[x")),
    },
    // The parser lets an empty item continue after a line of spaces.
    Known {
        name: "an empty item before a line of spaces",
        example: "*\n  \n  a",
        without: |text| {
            let blank = |line: &str| !line.is_empty() && line.trim_matches([' ', '\t']).is_empty();
            let lines = || text.split(['\n', '\r']);
            let emptied = |line| if blank(line) { "" } else { line };
            lines().any(blank).then(|| lines().map(emptied).collect::<Vec<_>>().join("\n"))
        },
    },
];
