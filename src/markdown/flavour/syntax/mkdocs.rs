//! `MkDocs` with its common extensions: admonitions and tabs with indented content, snippets, abbreviations, icons.

use std::sync::LazyLock;

use regex::Regex;

use super::marks::{Marks, pattern};
use crate::text::profile::Profile;

mod patterns {
    use super::{LazyLock, Regex, pattern};

    /// `!!! note "Title"`, `??? note`, `???+ note`
    pub(super) static ADMONITION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(?m)^[ \t>]*((?:!!!|\?\?\?\+?)[ \t]*[A-Za-z][\w-]*(?:[ \t]+[A-Za-z][\w-]*)*)[ \t]*("[^\r\n]*")?[ \t]*\r?$"#,
        )
    });
    /// `=== "Tab"`, `===+ "Tab"`, `===! "Tab"`
    pub(super) static TAB: LazyLock<Regex> =
        LazyLock::new(|| pattern(r#"(?m)^[ \t>]*(===[+!]?)[ \t]+("[^\r\n]*")[ \t]*\r?$"#));
    /// `--8<-- "file"`, and blocks of file names between two such lines.
    pub(super) static SNIPPET: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(?m)^[ \t>]*(;*-+8<-+[ \t]+["'][^\r\n]*|;*-+8<-+[ \t]*\r?\n(?:[^\r\n]*\r?\n)*?[ \t>]*;*-+8<-+)[ \t]*\r?$"#,
        )
    });
    /// `::: module.Class`, which the plugin mkdocstrings replaces with headings.
    pub(super) static DOCUMENTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^:::[ \t]+[\w.]+[ \t]*\r?$"));
    /// White space at the start of a line, and a list marker followed by more than one space.
    pub(super) static INDENT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?m)^([ \t]*)(?:>[ \t]*)*((?:[-*+]|[0-9]+[.)])(?:[ \t]{2,}|\t))?[^\s]"));
    /// `[TOC]`, `*[abbreviation]: `, `:icon:`, `++ctrl+c++`
    pub(super) static SMALL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?m)^[ \t]*(\[TOC\])[ \t]*\r?$|^[ \t]*(\*\[[^\]\r\n]+\]:)|(:[a-z][a-z0-9_]*(?:-[a-z0-9_]+)+:)|(\+\+[a-z0-9-]+(?:\+[a-z0-9-]+)*\+\+)",
        )
    });
}

/// Marks the syntax of `MkDocs`, with those boxes that the site has.
pub(in crate::markdown::flavour) fn read(marks: &mut Marks<'_>, profile: &Profile) {
    let boxes = profile.boxes.admonitions;
    if patterns::DOCUMENTED.is_match(marks.text()) || profile.preprocessed && marks.text().contains("<!--") {
        marks.has_other_ids();
    }
    marks.each(&patterns::SNIPPET, |marks, found| {
        marks.object(found.get(1)?.range());
        marks.has_other_ids();
        None
    });
    // Indented lines below an admonition are its content. For the parser it becomes an ordered list item, whose content
    // is indented likewise: `1)  ` and a tag, followed by the title.
    marks.each(&patterns::ADMONITION, |marks, found| {
        let head = found.get(1).filter(|head| boxes.has(head.as_str()))?;
        marks.put(head.start(), b"1)  ");
        let rest = head.len() - 4;
        let filler = if rest >= 3 { format!("<x{}>", " ".repeat(rest - 3)) } else { "x".repeat(rest) };
        marks.put(head.start() + 4, filler.as_bytes());
        marks.keep(head.range());
        if found.get(2).is_none() && rest >= 3 {
            // A tag alone would begin an HTML block.
            marks.put(head.start() + 4, format!("`{}`", "x".repeat(rest - 2)).as_bytes());
        }
        marks.end_line(head.start());
        None
    });
    marks.each(&patterns::TAB, |marks, found| {
        let (head, title) = (found.get(1).filter(|_| boxes.tabs)?, found.get(2)?);
        // The content is indented by four columns, wherever the title is.
        marks.put(head.start(), b"1)  ");
        for at in head.start() + 4..title.start() {
            marks.put(at, b".");
        }
        if profile.other_ids {
            marks.has_other_ids();
        }
        marks.keep(head.start()..title.start());
        marks.end_line(head.start());
        None
    });
    // In Python-Markdown, the content of a list item is indented by four columns, whatever the width of its marker.
    marks.each(&patterns::INDENT, |marks, found| {
        for group in found.iter().skip(1).flatten() {
            marks.keep(group.range());
        }
        None
    });
    marks.each(&patterns::SMALL, |marks, found| {
        for group in found.iter().skip(1).flatten() {
            marks.keep(group.range());
        }
        None
    });
}
