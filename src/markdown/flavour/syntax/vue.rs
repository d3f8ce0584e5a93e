//! Vue in a note (VitePress): components, interpolations, code imports, the table of contents.

use std::sync::LazyLock;

use regex::Regex;

use super::marks::{Marks, pattern};

mod patterns {
    use super::{LazyLock, Regex, pattern};

    /// A tag whose attributes may have names that only Vue allows, such as `@click`.
    pub(super) static TAG: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(</?([A-Za-z][A-Za-z0-9.-]*)((?:\s+[^\s"'<>/={}`]+(?:\s*=\s*(?:"[^"]{0,2000}"|'[^']{0,2000}'|[^\s"'=<>`]+))?)*)\s*/?>)"#,
        )
    });
    /// A script or a style, which belong to the page's component.
    pub(super) static BLOCK: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?s)(<script[\s>].*?</script>|<style[\s>].*?</style>)"));
    /// `{{ … }}`
    pub(super) static INTERPOLATION: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(\{\{[^{}\r\n]*(?:\{[^{}\r\n]*\}[^{}\r\n]*)*\}\})"));
    /// `<<< @/file.js{1,3} [Title]`
    pub(super) static IMPORT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?m)^[ \t]*(<<<[ \t]*[^\s<][^\r\n]*?)[ \t]*\r?$"));
    /// `<!--@include: ./parts/basics.md-->`
    pub(super) static INCLUDE: LazyLock<Regex> = LazyLock::new(|| pattern(r"<!--[ \t]*@include:"));
    /// `[[toc]]`
    pub(super) static TOC: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?mi)^[ \t]*(\[\[toc\]\])[ \t]*\r?$"));
}

/// Marks the syntax that is Vue's or VitePress's own. Plain HTML is left to the parser.
pub(in crate::markdown::flavour) fn read(marks: &mut Marks<'_>) {
    if patterns::INCLUDE.is_match(marks.text()) {
        marks.has_other_ids();
    }
    for pattern in [&patterns::BLOCK, &patterns::IMPORT, &patterns::TOC] {
        marks.each(pattern, |marks, found| {
            let block = found.get(1)?.range();
            marks.object(block.clone());
            marks.close(block);
            None
        });
    }
    marks.each(&patterns::TAG, |marks, found| {
        let (tag, name, attributes) = (found.get(1)?, found.get(2)?.as_str(), found.get(3)?.as_str());
        let is_component = name.starts_with(|char: char| char.is_ascii_uppercase()) || name.contains('-');
        let own = attributes.split_ascii_whitespace().any(|word| word.starts_with(['@', '#']));
        if is_component && tag.as_str().ends_with("/>") && marks.is_alone(&tag.range()) {
            // The component may have ids of its own.
            marks.has_other_ids();
        }
        if is_component || own {
            marks.object(tag.range());
            marks.close(tag.range());
        }
        None
    });
    marks.each(&patterns::INTERPOLATION, |marks, found| {
        let interpolation = found.get(1)?.range();
        marks.object(interpolation.clone());
        marks.close(interpolation);
        None
    });
}
