//! markdownlint's tags: names of groups of its rules, which its configuration and comments accept like rule names.

use crate::finding::Meta;

/// The number and tags of each rule, from its page ("Tags:") in markdownlint 0.42.
#[rustfmt::skip]
const TAGS: &[(&str, &[&str])] = &[
    ("MD001", &["headings"]),
    ("MD003", &["headings"]),
    ("MD004", &["bullet", "ul"]),
    ("MD005", &["bullet", "indentation", "ul"]),
    ("MD007", &["bullet", "indentation", "ul"]),
    ("MD009", &["whitespace"]),
    ("MD010", &["hard_tab", "whitespace"]),
    ("MD011", &["links"]),
    ("MD012", &["blank_lines", "whitespace"]),
    ("MD013", &["line_length"]),
    ("MD014", &["code"]),
    ("MD018", &["atx", "headings", "spaces"]),
    ("MD019", &["atx", "headings", "spaces"]),
    ("MD020", &["atx_closed", "headings", "spaces"]),
    ("MD021", &["atx_closed", "headings", "spaces"]),
    ("MD022", &["blank_lines", "headings"]),
    ("MD023", &["headings", "spaces"]),
    ("MD024", &["headings"]),
    ("MD025", &["headings"]),
    ("MD026", &["headings"]),
    ("MD027", &["blockquote", "indentation", "whitespace"]),
    ("MD028", &["blockquote", "whitespace"]),
    ("MD029", &["ol"]),
    ("MD030", &["ol", "ul", "whitespace"]),
    ("MD031", &["blank_lines", "code"]),
    ("MD032", &["blank_lines", "bullet", "ol", "ul"]),
    ("MD033", &["html"]),
    ("MD034", &["links", "url"]),
    ("MD035", &["hr"]),
    ("MD036", &["emphasis", "headings"]),
    ("MD037", &["emphasis", "whitespace"]),
    ("MD038", &["code", "whitespace"]),
    ("MD039", &["links", "whitespace"]),
    ("MD040", &["code", "language"]),
    ("MD041", &["headings"]),
    ("MD042", &["links"]),
    ("MD043", &["headings"]),
    ("MD044", &["spelling"]),
    ("MD045", &["accessibility", "images"]),
    ("MD046", &["code"]),
    ("MD047", &["blank_lines"]),
    ("MD048", &["code"]),
    ("MD049", &["emphasis"]),
    ("MD050", &["emphasis"]),
    ("MD051", &["links"]),
    ("MD052", &["images", "links"]),
    ("MD053", &["images", "links"]),
    ("MD054", &["images", "links"]),
    ("MD055", &["table"]),
    ("MD056", &["table"]),
    ("MD058", &["table"]),
    ("MD059", &["accessibility", "links"]),
    ("MD060", &["table"]),
];

/// The numbers of the markdownlint rules that `rule` implements.
pub fn numbers(rule: &Meta) -> impl Iterator<Item = &'static str> {
    rule.aliases
        .iter()
        .copied()
        .filter(|alias| alias.strip_prefix("MD").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit())))
}

/// Whether markdownlint has `rule` too.
pub fn is_shared(rule: &Meta) -> bool {
    numbers(rule).next().is_some()
}

/// Whether `name` is one of markdownlint's tags, ignoring case.
pub fn is_tag(name: &str) -> bool {
    TAGS.iter().any(|(_, tags)| has(tags, name))
}

/// Whether `name` is the rule's name, one of its aliases or one of its tags.
pub fn answers_to_name(rule: &Meta, name: &str) -> bool {
    rule.has_name(name) || is_tagged(rule, name)
}

/// Whether markdownlint gives `rule` the tag `name`, ignoring case.
pub fn is_tagged(rule: &Meta, name: &str) -> bool {
    let tags = |number: &str| TAGS.iter().find(|(tagged, _)| *tagged == number).map_or(&[][..], |(_, tags)| tags);
    numbers(rule).any(|number| has(tags(number), name))
}

fn has(tags: &[&str], name: &str) -> bool {
    tags.iter().any(|tag| tag.eq_ignore_ascii_case(name))
}
