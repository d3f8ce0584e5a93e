//! Removes findings about the syntax of a flavour.

use crate::finding::{Effect, Finding, Fix, Meta};
use crate::text::source::Span;
use crate::text::syntax_reader::Syntax;

/// Removes from `findings` those that begin at `syntax`, except findings of rules for which `stays` returns `true`, and
/// the fixes of those rules that would change syntax.
pub fn drop_findings_in_syntax(syntax: &Syntax, findings: &mut Vec<Finding>, stays: impl Fn(&Meta) -> bool) {
    if syntax.spans.is_empty() && syntax.cards.is_empty() {
        return;
    }
    findings.retain(|finding| {
        // A URL is shown as a card only if it stays as it is. The only fix that makes sense is one of its destination.
        let other = finding.fix.as_ref().is_none_or(|fix| fix.effect != Effect::Destination);
        let card = other && syntax.cards.binary_search(&finding.span).is_ok();
        stays(finding.rule) || !card && !is_about(syntax, finding)
    });
    for finding in findings.iter_mut().filter(|finding| !stays(finding.rule)) {
        let touches = |span: Span| syntax.around(span.start).is_some_and(|around| around.start < span.end);
        let inside = |span: Span| syntax.around(span.start).is_some_and(|around| around.start < span.start);
        let harms = |fix: &Fix| {
            fix.edits.iter().any(|edit| if edit.span.is_empty() { inside(edit.span) } else { touches(edit.span) })
        };
        if finding.fix.as_ref().is_some_and(harms) {
            finding.fix = None;
        }
    }
}

/// Whether `finding` begins at syntax and has no fix after it.
fn is_about(syntax: &Syntax, finding: &Finding) -> bool {
    let Some(around) = syntax.around(finding.span.start).filter(|span| span.start <= finding.span.start) else {
        return false;
    };
    let edits = finding.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
    edits.is_empty() || edits.iter().any(|edit| edit.span.start < around.end)
}
