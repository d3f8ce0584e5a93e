//! Reports of a run, in all formats. Only here are there lines and columns.
//!
//! There is a file for each format. `file`, `overview`, `line_column`, `summary` and `window` are what they share; `fold`, `frame`,
//! `paint` and `wrap` belong to `pretty`. Reports are written file by file and keep no text. Mistakes in configuration files
//! are drawn here too.

pub mod ages;
mod checkstyle;
mod concise;
pub mod config_error;
mod counts;
pub mod edits;
mod file;
mod fold;
mod format;
mod frame;
mod github;
mod gitlab;
mod html;
mod json;
mod jsonl;
mod junit;
mod line_column;
mod markdown;
mod overview;
mod paint;
mod panic_safe;
mod pretty;
mod rdjson;
pub mod render;
pub mod rule_examples;
pub mod rule_json;
pub mod rule_markdown;
pub mod rule_page;
pub(crate) mod runner;
mod sarif;
mod statistics;
mod style;
mod summary;
pub(crate) mod window;
mod wrap;
pub mod writer;
mod xml;

#[cfg(test)]
mod format_tests;
#[cfg(test)]
mod panic_safe_tests;
#[cfg(test)]
mod pretty_tests;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::finding::Lang;
use ages::{Ages, AgesOf};
pub use file::{FileReport, fixable, page, with_notes};
pub use format::{Format, Report};
pub use overview::{Found, Overview};
pub use style::Style;
pub use summary::{NoteScope, Summary};
#[cfg(feature = "cli")]
pub(crate) use wrap::{unbroken, wrap};

/// A report in `format`. `overview` has the counts of all files that it will be given.
pub fn report(format: Format, style: Style, overview: &Arc<Overview>) -> Box<dyn Report> {
    with_ages(format, style, overview, |_| Ages::Unknown)
}

/// A report in JSON: [`report`] for [`Format::Json`].
fn json_report(lang: Lang) -> Box<dyn Report> {
    Box::new(panic_safe::PanicSafe::new(|| Box::<json::Json>::default() as Box<dyn Report>, lang))
}

/// Like [`report`], with a function that returns the ages of the lines with findings. Only [`Format::Html`] calls it.
pub fn with_ages(format: Format, style: Style, overview: &Arc<Overview>, ages: AgesOf) -> Box<dyn Report> {
    let overview = overview.clone();
    Box::new(panic_safe::PanicSafe::new(move || bare(format, style, &overview, ages), style.lang))
}

/// Like [`with_ages`], without protection from panics.
fn bare(format: Format, style: Style, overview: &Arc<Overview>, ages: AgesOf) -> Box<dyn Report> {
    match format {
        Format::Pretty => Box::new(pretty::Pretty::new(style, overview.clone())),
        Format::Concise => Box::new(concise::Concise { style }),
        Format::Json => Box::<json::Json>::default(),
        Format::Html => Box::new(html::Html::new(style, ages)),
        Format::Jsonl => Box::new(jsonl::Jsonl),
        Format::Github => Box::new(github::Github::new(style.lang)),
        Format::Sarif => Box::new(sarif::Sarif::new(style.lang)),
        Format::Junit => Box::<junit::Junit>::default(),
        Format::Gitlab => Box::<gitlab::Gitlab>::default(),
        Format::Checkstyle => Box::<checkstyle::Checkstyle>::default(),
        Format::Rdjson => Box::<rdjson::Rdjson>::default(),
        Format::Markdown => Box::new(markdown::Markdown::new(style.lang)),
    }
}

/// The report of `--statistics`: how often each rule found something, instead of where.
pub fn statistics(style: Style, overview: &Arc<Overview>) -> Box<dyn Report> {
    let overview = overview.clone();
    let make = move || Box::new(statistics::Statistics { style, overview: overview.clone() }) as Box<dyn Report>;
    Box::new(panic_safe::PanicSafe::new(make, style.lang))
}
