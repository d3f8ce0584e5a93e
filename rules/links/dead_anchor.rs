//! `dead-anchor`: a fragment that names no heading and no id.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use crate::facts::{Anchor, Facts, LocalLink, Said};
use crate::links::candidates::{Candidates, Meant};
use crate::links::fragment::{is_elsewhere, is_lines, is_wiki, reaches};
use crate::links::linked::note;
use crate::links::project::Target;
use crate::links::target::{page, target};
use crate::links::{anchors, nearest, rewrite};
use crate::lint::far_links;
use crate::lint::prelude::*;
use crate::markdown::document;
use crate::markdown::slug::decode_fragment;
use crate::text::pattern::Pattern;

pub(crate) struct DeadAnchor {
    options: Options,
}

/// Options of `dead-anchor`; `ignore_case` and `ignored_pattern` under markdownlint's names.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Let upper and lower case count for nothing.
    ignore_case: bool,
    /// A regular expression for fragments to pass over, such as `^figure-`.
    ignored_pattern: Pattern,
    /// Follow links to every note of the project; or, as markdownlint does, only those within one note, to the
    /// letter.
    scope: Scope,
}

/// How far links are followed.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Scope {
    /// To every note of the project.
    #[default]
    Project,
    /// Within the note alone and to the letter, as markdownlint does.
    Note,
}

/// How many fragments of one note get a guess at what was meant.
const GUESSES: usize = 100;

/// How many headings are named of those that may have been meant.
const LISTED: usize = 5;

rule!(DeadAnchor {
    options: Options,
    summary: Text { en: "a link to a heading that is not there", ja: "リンク先の見出しが存在しない" },
    aliases: &["MD051", "link-fragments"],
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member(), Preset::Markdownlint.with("scope = \"note\"")],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

impl Check for DeadAnchor {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        if self.options.scope != Scope::Note {
            return;
        }
        let links = (note.document.of_kind(Kind::Link).filter(|link| link.link().form == document::LinkForm::Inline))
            .map(|link| (link.span(), &*link.link().destination));
        let definitions = note.document.definitions().iter().map(|to| (to.span, &*to.destination));
        let mut links: Vec<(Span, &str)> =
            links.chain(definitions).filter(|(_, to)| to.len() > 1 && to.starts_with('#')).collect();
        if links.is_empty() {
            return;
        }
        links.sort_unstable();
        let folded = |name: &str| if self.options.ignore_case { name.to_lowercase() } else { name.to_owned() };
        let names: FxHashSet<String> = anchors::strict(note.document).iter().map(|name| folded(name)).collect();
        for (span, to) in links {
            let fragment = decode_fragment(&to[1..]);
            if !(fragment == "top" || is_lines(&fragment) || names.contains(&folded(&fragment)) || self.is_ignored(to))
            {
                let shown = excerpt(&fragment);
                sink.report(
                    span,
                    message!("there is no heading or id `#{shown}` here", "`#{shown}` に当たる見出しや id がない"),
                );
            }
        }
    }

    fn needs(&self) -> Needs {
        if self.options.scope == Scope::Project { Needs::VERDICTS } else { Needs::NONE }
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        if self.options.scope != Scope::Project {
            return;
        }
        far_links::dead_anchors(view, sink);
        let mut notes: FxHashMap<String, Candidates<'_>> = FxHashMap::default();
        let mut guesses = GUESSES;
        let mut dead: Vec<Dead<'_>> = Vec::new();
        for link in &view.facts.links {
            let Some(fragment) = link.fragment.as_deref().filter(|fragment| !is_elsewhere(link, fragment)) else {
                continue;
            };
            let (Target::There(path) | Target::OtherCase(path)) = target(&view.project.links, view.path, link) else {
                continue;
            };
            let path = page(&view.project.links, path);
            let Some(facts) = view.project.index().facts(&path) else { continue };
            if reaches(&view.project.links, view.path, link, facts, fragment)
                || self.options.ignored_pattern.matches(fragment)
            {
                continue;
            }
            let candidates = notes.entry(path.clone()).or_insert_with(|| Candidates::new(facts));
            if is_generated(fragment) && candidates.of(fragment, false).anchors.is_empty() {
                continue;
            }
            let alike = candidates.folded(fragment);
            if self.options.ignore_case && !alike.is_empty() {
                continue;
            }
            let only_alike = !is_wiki(link) && !alike.is_empty();
            let meant = match () {
                () if only_alike => Meant { anchors: alike.to_vec(), is_guess: false },
                () if is_wiki(link) => Meant::default(),
                () => candidates.of(fragment, guesses > 0),
            };
            dead.push(Dead { link, fragment, path, alike: only_alike, meant: meant.anchors, is_guess: meant.is_guess });
            guesses = guesses.saturating_sub(1);
        }
        pair(view, &mut dead);
        for dead in &dead {
            report(dead, sink);
        }
    }
}

/// A link to no heading.
struct Dead<'a> {
    link: &'a LocalLink,
    fragment: &'a str,
    /// The note that it leads to.
    path: String,
    /// Whether the fragment is written like an anchor but for case or normalization.
    alike: bool,
    /// What it may have meant, in the order of the text.
    meant: Vec<&'a Anchor>,
    /// Whether that is only near to the fragment.
    is_guess: bool,
}

impl Dead<'_> {
    /// Whether the link means `anchor`, which is only near to its fragment, by all that is written there: its text says so, or
    /// the fragment is its name with a slip.
    fn surely_means(&self, anchor: &Anchor) -> bool {
        let says = |said: &Said| nearest::says(&said.text, &anchor.name);
        !self.is_guess || nearest::is_slip(self.fragment, &anchor.name) || self.link.said.as_deref().is_some_and(says)
    }
}

/// Where as many links of the note may mean the same headings as there are such headings, each means its own, in the order of
/// the text, if they are items of one list: a table of contents. Not where a link says by itself which of them it means, nor
/// where the list has it under another heading.
fn pair(view: &ProjectView<'_>, dead: &mut [Dead<'_>]) {
    let mut groups: BTreeMap<(String, Box<str>), Vec<usize>> = BTreeMap::new();
    for (index, one) in dead.iter().enumerate().filter(|(_, one)| one.meant.len() > 1) {
        groups.entry((one.path.clone(), one.meant[0].name.clone())).or_default().push(index);
    }
    for ((path, _), group) in groups {
        let meant = dead[group[0]].meant.clone();
        let is_one = |anchor: &Anchor| meant.iter().any(|one| one.name == anchor.name);
        let says = |link: &LocalLink| {
            let leads_there = note(&view.project.links, view.path, link).is_some_and(|to| to == path);
            leads_there
                && link.fragment.as_deref().is_some_and(|fragment| meant.iter().any(|one| *one.name == *fragment))
        };
        let is_said = dead.iter().any(|one| one.path == path && one.meant.len() == 1 && is_one(one.meant[0]))
            || view.facts.links.iter().any(says);
        let links: Vec<&LocalLink> = group.iter().map(|&index| dead[index].link).collect();
        let is_guess = group.iter().any(|&index| dead[index].is_guess);
        let is_contents = || {
            is_one_list(&links) && view.project.index().facts(&path).is_some_and(|facts| fits(&links, &meant, facts))
        };
        if group.len() == meant.len()
            && !is_said
            && !is_guess
            && is_contents()
            && group.iter().all(|&index| dead[index].meant.iter().eq(&meant))
        {
            group.iter().zip(meant).for_each(|(&index, own)| dead[index].meant = vec![own]);
        }
    }
}

/// Whether `links` are in items of one list, each in its own.
fn is_one_list(links: &[&LocalLink]) -> bool {
    let items: Option<Vec<[u32; 2]>> = links.iter().map(|link| link.said.as_deref()?.item).collect();
    items.is_some_and(|items| {
        items.windows(2).all(|pair| pair[0][0] == pair[1][0] && pair[0][1] < pair[1][1]) && items.len() > 1
    })
}

/// Whether each of `links` can mean its own of `anchors` in the note with `facts`: of what it says, and of the items that it is
/// under, whatever is called like a heading is called like one around that anchor.
fn fits(links: &[&LocalLink], anchors: &[&Anchor], facts: &Facts) -> bool {
    let mut headings: Vec<&Anchor> = facts.anchors.iter().filter(|anchor| anchor.level > 0).collect();
    headings.sort_by_key(|heading| heading.span);
    links.iter().zip(anchors).all(|(link, anchor)| {
        let own: Vec<String> = anchors.iter().map(|anchor| nearest::letters(&anchor.name)).collect();
        let mut around: Vec<&str> = Vec::new();
        let mut level = anchor.level;
        for heading in headings.iter().rev().filter(|heading| heading.span < anchor.span) {
            if heading.level < level {
                level = heading.level;
                around.push(&heading.name);
            }
        }
        let fits = |text: &str| {
            let called = |name: &str| nearest::says(text, name);
            let known = headings.iter().any(|heading| called(&heading.name));
            !known || own.contains(&nearest::letters(text)) || around.iter().any(|name| called(name))
        };
        let said = link.said.as_deref();
        said.is_some_and(|said| fits(&said.text) && said.parents.iter().all(|parent| fits(parent)))
    })
}

impl DeadAnchor {
    fn is_ignored(&self, destination: &str) -> bool {
        self.options.ignored_pattern.matches(&destination[1..])
    }
}

/// Whether `fragment` has the form of names in programs, `r-names.preludes.lang`: an id that one of them puts into the page.
/// No heading's anchor has a full stop.
fn is_generated(fragment: &str) -> bool {
    let names = || fragment.split('.');
    let is_name = |name: &str| {
        name.starts_with(|char: char| char.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    names().count() > 2 && names().all(is_name)
}

fn report(dead: &Dead<'_>, sink: &mut Sink<'_>) {
    let Dead { link, fragment, alike, ref meant, .. } = *dead;
    match (&meant[..], alike) {
        ([only], true) => {
            let report = almost(link, fragment, &only.name, sink);
            // A heading of split letters is what has to be fixed, not the link.
            if only.name.nfc().eq(only.name.chars()) {
                propose(report, link, &only.name, Applicability::Safe);
            }
        }
        ([only], false) if dead.surely_means(only) => {
            propose(report_dead(link, fragment, sink), link, &only.name, Applicability::Unsafe);
        }
        (several, false) if dead.is_guess && !several.is_empty() => {
            let report = report_dead(link, fragment, sink);
            let (en, ja) = listed(several, [" or ", " か "]);
            report.note(message!("did you mean {en}?", "{ja} の間違いでは?"));
        }
        ([first, ..], true) => list(almost(link, fragment, &first.name, sink), meant),
        ([], _) => drop(report_dead(link, fragment, sink)),
        (_, false) => list(report_dead(link, fragment, sink), meant),
    }
}

/// The first of `meant` with their lines, in English and in Japanese.
fn listed(meant: &[&Anchor], between: [&str; 2]) -> (String, String) {
    let shown = meant.iter().take(LISTED).map(|anchor| (excerpt(&anchor.name), anchor.line));
    let (en, ja): (Vec<_>, Vec<_>) =
        shown.map(|(name, line)| (format!("`#{name}` (line {line})"), format!("`#{name}` ({line} 行目)"))).unzip();
    (en.join(between[0]), ja.join(between[1]))
}

/// Names the anchors that may have been meant, since nobody knows which of them was.
fn list(report: Report<'_>, meant: &[&Anchor]) {
    let (en, ja) = listed(meant, [", ", "、"]);
    let more = meant.len().saturating_sub(LISTED);
    let (en_more, ja_more) =
        if more > 0 { (format!(" and {more} more"), format!("、ほか {more} 件")) } else { Default::default() };
    report.note(message!("it may mean any of {en}{en_more}", "候補が複数あり、どれを指すかわからない: {ja}{ja_more}"));
}

fn report_dead<'s>(link: &LocalLink, fragment: &str, sink: &'s mut Sink<'_>) -> Report<'s> {
    let shown = excerpt(fragment);
    if link.path.is_empty() {
        let message = message!("there is no heading or id `#{shown}` here", "`#{shown}` に当たる見出しや id がない");
        return sink.report(link.span, message);
    }
    let path = excerpt(&link.path);
    sink.report(
        link.span,
        message!(
            "there is no heading or id `#{shown}` in `{path}`",
            "`{path}` に `#{shown}` に当たる見出しや id がない"
        ),
    )
}

/// Reports a fragment that differs from the anchor `there` in case or normalization alone.
fn almost<'s>(link: &LocalLink, fragment: &str, there: &str, sink: &'s mut Sink<'_>) -> Report<'s> {
    let (shown, other) = (excerpt(fragment), excerpt(there));
    if fragment.nfc().eq(there.nfc()) {
        let message = message!(
            "`#{shown}` differs in Unicode normalization from the heading",
            "`#{shown}` は見出しと Unicode の正規化形式が違う"
        );
        return sink.report(link.span, message).note(message!(
            "one has letters and marks joined (NFC), the other apart (NFD, as macOS writes file names): no browser \
             takes them for the same",
            "一方は濁点などが合成済み (NFC)、他方は分解されたまま (NFD) で、ブラウザーは別の文字列とみなす"
        ));
    }
    let message =
        message!("`#{shown}` differs in case from `#{other}`", "`#{shown}` は `#{other}` と大文字・小文字が違う");
    sink.report(link.span, message).at_most(Severity::Advice).note(message!(
        "GitHub's page jumps there all the same, most others don't",
        "GitHub の画面では移動できるが、他の多くの環境では移動できない"
    ))
}

fn propose(report: Report<'_>, link: &LocalLink, meant: &str, applicability: Applicability) {
    let shown = excerpt(meant);
    match rewrite::fragment(link, meant) {
        Some((effect, edit)) => {
            let title = message!("link to `#{shown}`", "リンク先を `#{shown}` にする");
            report.fix(applicability, effect, title, vec![edit]);
        }
        None => {
            report.note(message!("did you mean `#{shown}`?", "`#{shown}` の間違いでは?"));
        }
    }
}
