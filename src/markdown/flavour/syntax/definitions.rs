//! Definition lists (Hugo), whose terms may have ids.

use std::sync::LazyLock;

use regex::Regex;

use super::marks::{Marks, pattern};

/// `: definition`
static DEFINITION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^ {0,3}(:)[ \t]+[^\s]"));

/// Records whether there are terms, which have ids.
pub(in crate::markdown::flavour) fn read(marks: &mut Marks<'_>) {
    marks.each(&DEFINITION, |marks, _| {
        marks.has_other_ids();
        None
    });
}
