//! Reports that tell what git knows of the lines with findings.

use super::html::Html;
use super::{Format, Report, Style, guarded};

/// The report in `format`. A page to look at tells when the lines were written, as far as git knows.
pub fn report(format: Format, style: Style) -> Box<dyn Report> {
    match format {
        Format::Html => Box::new(guarded::Guarded::new(move || Box::new(Html::new(style).with_ages()), style.lang)),
        _ => super::report(format, style),
    }
}
