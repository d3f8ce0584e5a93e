//! Tells each fact once for each note: a name that is misspelled in fifty places is one finding with fifty places, not
//! fifty findings.
//!
//! Rules report each place, so that suppression comments, `--since`, the baseline and the verification of fixes work by
//! place. The findings of a fact are joined when all that is done.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Applicability, Finding, Lang, Severity};
use crate::message;
use crate::text::source::Span;

/// Findings with the same key are joined, if their fixes can be.
#[derive(PartialEq, Eq, Hash)]
struct FactKey<'a> {
    rule: &'static str,
    fact: &'a str,
    severity: Severity,
    withheld: bool,
}

/// The first finding of those that are joined.
struct Leader {
    index: usize,
    /// How their fixes are applied; `None` if none of them has a fix.
    applicability: Option<Applicability>,
}

/// Joins the findings of a note that are about the same [fact](Finding::fact): the first one stays, with the places of
/// the others and a fix for all of them. `findings` are those of one note, sorted by position.
///
/// Findings with another severity, or with a fix that is applied otherwise, stay apart.
pub fn tell_once(findings: &mut Vec<Finding>, lang: Lang) {
    let mut groups: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (index, leader) in leaders(findings).into_iter().enumerate().filter(|(index, leader)| index != leader) {
        groups.entry(leader).or_default().push(index);
    }
    let mut fixed_places: Vec<usize> = findings.iter().map(|finding| usize::from(finding.fix.is_some())).collect();
    let mut stays = vec![true; findings.len()];
    for (leader, mut others) in groups {
        let apart = apart(findings, leader, &others);
        others.retain(|other| !apart.contains(other));
        let mut first = findings[leader].clone();
        for other in others {
            join(&mut first, &findings[other]);
            fixed_places[leader] += fixed_places[other];
            stays[other] = false;
        }
        if let Some(fix) = &mut first.fix {
            fix.edits.sort_by_key(|edit| edit.span);
            fix.elsewhere.iter_mut().for_each(|note| note.edits.sort_by_key(|edit| edit.span));
            fix.elsewhere.sort_by(|a, b| a.path.cmp(&b.path));
        }
        findings[leader] = first;
    }
    for finding in &mut *findings {
        finding.places.sort_unstable();
    }
    for (finding, places) in findings.iter_mut().zip(fixed_places).filter(|(_, places)| *places > 1) {
        if let Some(fix) = &mut finding.fix {
            let title = &fix.title;
            fix.title = message!("{title} in {places} places", "{title}（{places} か所）").text(lang);
        }
    }
    let mut stays = stays.into_iter();
    findings.retain(|_| stays.next().unwrap_or(true));
}

/// Those of `findings` that are told: the first of each fact, and those without one. Their number is what a report counts.
pub fn told<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> impl Iterator<Item = &'f Finding> {
    let mut known = FxHashSet::default();
    findings.into_iter().filter(move |&finding| match &finding.fact {
        Some(fact) => known.insert((finding.rule.name, fact)),
        None => true,
    })
}

/// For each finding the index of the one that it joins; its own index if it joins none. Findings in a table of contents
/// join those in the text.
fn leaders(findings: &[Finding]) -> Vec<usize> {
    let mut known: FxHashMap<FactKey<'_>, Vec<Leader>> = FxHashMap::default();
    let mut result: Vec<usize> = (0..findings.len()).collect();
    let mut order = result.clone();
    order.sort_by_key(|index| findings[*index].in_contents);
    for index in order {
        let finding = &findings[index];
        let Some(fact) = &finding.fact else { continue };
        let key = FactKey { rule: finding.rule.name, fact, severity: finding.severity, withheld: finding.withheld };
        let applicability = finding.fix.as_ref().map(|fix| fix.applicability);
        let leaders = known.entry(key).or_default();
        let fits = |leader: &&mut Leader| {
            leader.applicability == applicability || leader.applicability.is_none() || applicability.is_none()
        };
        if let Some(leader) = leaders.iter_mut().find(fits) {
            leader.applicability = leader.applicability.or(applicability);
            result[index] = leader.index;
        } else {
            leaders.push(Leader { index, applicability });
        }
    }
    result
}

/// Those of `others` whose fixes can't be joined with the others': they have another effect, or an edit that overlaps or
/// meets another one.
fn apart(findings: &[Finding], leader: usize, others: &[usize]) -> FxHashSet<usize> {
    let members = || std::iter::once(leader).chain(others.iter().copied());
    let fix = |index: usize| findings[index].fix.as_ref();
    let effect = members().find_map(fix).map(|fix| fix.effect);
    let mut apart: FxHashSet<usize> =
        members().filter(|index| fix(*index).is_some_and(|fix| Some(fix.effect) != effect)).collect();
    let mut edits: Vec<(&str, Span, usize)> = Vec::new();
    for (index, fix) in members().filter_map(|index| Some((index, fix(index)?))) {
        edits.extend(fix.edits.iter().map(|edit| ("", edit.span, index)));
        let elsewhere = fix.elsewhere.iter().flat_map(|note| note.edits.iter().map(|edit| (&*note.path, edit.span)));
        edits.extend(elsewhere.map(|(path, span)| (path, span, index)));
    }
    edits.sort_unstable();
    let mut last: Option<(&str, Span, usize)> = None;
    for edit in edits.into_iter().filter(|(.., index)| *index == leader || !apart.contains(index)).collect::<Vec<_>>() {
        let meets = last.filter(|last| last.0 == edit.0 && last.2 != edit.2 && last.1.end >= edit.1.start);
        match meets {
            Some(before) => {
                apart.insert(if edit.2 == leader { before.2 } else { edit.2 });
            }
            None => last = Some(edit),
        }
    }
    apart.remove(&leader);
    apart
}

/// Adds the place, the notes and the edits of `other` to `first`.
fn join(first: &mut Finding, other: &Finding) {
    first.places.push(other.span);
    // Such as a note that the fix also updates links.
    let new: Vec<_> = other.notes.iter().filter(|note| !first.notes.contains(note)).cloned().collect();
    first.notes.extend(new);
    let Some(other) = &other.fix else { return };
    let Some(fix) = &mut first.fix else {
        first.fix = Some(other.clone());
        return;
    };
    fix.edits.extend(other.edits.iter().cloned());
    for note in &other.elsewhere {
        match fix.elsewhere.iter_mut().find(|known| known.path == note.path) {
            Some(known) => known.edits.extend(note.edits.iter().cloned()),
            None => fix.elsewhere.push(note.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Edit, Effect, Fix, Meta};

    static RULE: Meta = Meta::of("former-name", "terms", "");

    /// A finding about `fact` at `start`, with a fix that is `applicability`.
    fn found(fact: &str, start: usize, applicability: Option<Applicability>) -> Finding {
        let span = Span::new(start, start + 2);
        let fix = applicability.map(|applicability| Fix {
            title: "replace with `B`".into(),
            edits: vec![Edit::replace(span, "B")],
            elsewhere: Vec::new(),
            effect: Effect::Text,
            applicability,
        });
        let fact = Some(fact.to_owned());
        Finding { fix, fact, ..Finding::new(&RULE, span, Severity::Warning, format!("`{start}` is old")) }
    }

    /// The start of each finding after joining, those of its places, and the title of its fix.
    fn joined_places(mut findings: Vec<Finding>, lang: Lang) -> Vec<(u32, Vec<u32>, Option<String>)> {
        tell_once(&mut findings, lang);
        let places = |finding: &Finding| finding.places.iter().map(|place| place.start).collect();
        let title = |finding: &Finding| finding.fix.as_ref().map(|fix| fix.title.clone());
        findings.iter().map(|finding| (finding.span.start, places(finding), title(finding))).collect()
    }

    #[test]
    fn the_first_place_has_the_others_and_a_fix_for_all() {
        let safe = Some(Applicability::Safe);
        let findings = || vec![found("a", 0, safe), found("b", 4, safe), found("a", 8, safe), found("a", 12, None)];
        let one = Some("replace with `B`".to_owned());
        let two = Some("replace with `B` in 2 places".to_owned());
        assert_eq!(joined_places(findings(), Lang::En), [(0, vec![8, 12], two), (4, vec![], one.clone())]);
        let two = Some("`B` に置き換える（2 か所）".to_owned());
        let mut japanese = findings();
        japanese.iter_mut().filter_map(|finding| finding.fix.as_mut()).for_each(|fix| {
            fix.title = "`B` に置き換える".into();
        });
        assert_eq!(joined_places(japanese, Lang::Ja)[0], (0, vec![8, 12], two));
        let first_without = vec![found("a", 0, None), found("a", 4, safe)];
        assert_eq!(joined_places(first_without, Lang::En), [(0, vec![4], one)]);
    }

    #[test]
    fn what_is_applied_otherwise_stays_apart() {
        let [safe, doubtful] = [Applicability::Safe, Applicability::Unsafe].map(Some);
        let starts =
            |findings| joined_places(findings, Lang::En).into_iter().map(|(start, ..)| start).collect::<Vec<_>>();
        assert_eq!(starts(vec![found("a", 0, safe), found("a", 4, doubtful), found("a", 8, safe)]), [0, 4]);
        let mut advice = found("a", 4, safe);
        advice.severity = Severity::Advice;
        assert_eq!(starts(vec![found("a", 0, safe), advice]), [0, 4]);
        let mut withheld = found("a", 4, safe);
        withheld.withheld = true;
        assert_eq!(starts(vec![found("a", 0, safe), withheld]), [0, 4]);
        let meeting = vec![found("a", 0, safe), found("a", 2, safe)];
        assert_eq!(starts(meeting), [0, 2], "both edits could not be applied at once");
    }

    #[test]
    fn a_table_of_contents_is_not_the_place() {
        let safe = Some(Applicability::Safe);
        let contents = Finding { in_contents: true, ..found("a", 0, safe) };
        let title = Some("replace with `B` in 2 places".to_owned());
        assert_eq!(joined_places(vec![contents.clone(), found("a", 4, safe)], Lang::En), [(4, vec![0], title)]);
        assert_eq!(joined_places(vec![contents], Lang::En)[0].0, 0);
    }

    #[test]
    fn findings_without_a_fact_are_not_joined() {
        let none = |start| Finding { fact: None, ..found("", start, None) };
        assert_eq!(told(&[none(0), none(4)]).count(), 2);
        assert_eq!(joined_places(vec![none(0), none(4)], Lang::En).len(), 2);
    }
}
