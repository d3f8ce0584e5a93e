//! `dead-anchor`: a fragment that names no heading and no id.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::document;
use crate::document::Kind;
use crate::engine::{Note, ProjectView};
use crate::facts::{Facts, LinkForm, LocalLink};
use crate::finding::{Severity, Text, excerpt};
use crate::fix::Applicability;
use crate::links::far_report;
use crate::links::slug::decode_fragment;
use crate::links::target::{Target, page, target};
use crate::links::vault::vault;
use crate::links::{anchors, nearest, rewrite};
use crate::message;
use crate::pattern::Pattern;
use crate::rule::{Check, Meta, Preset, Report, Rule, Sink};
use crate::source::Span;

/// See the page.
pub struct DeadAnchor {
    options: Options,
}

/// Options of `dead-anchor`; `ignore_case` and `ignored_pattern` under markdownlint's names.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Let upper and lower case count for nothing.
    ignore_case: bool,
    /// A regular expression for fragments to pass over, such as `^figure-`.
    ignored_pattern: Pattern,
    /// Which links to follow.
    scope: Scope,
}

/// How far links are followed.
#[derive(Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
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

impl Rule for DeadAnchor {
    const META: Meta = Meta {
        name: "dead-anchor",
        group: "links",
        summary: Text { en: "a link to a heading that is not there", ja: "リンク先の見出しが存在しない" },
        aliases: &["MD051", "link-fragments"],
        severity: Severity::Warning,
        presets: &[Preset::Recommended.member(), Preset::Markdownlint.with("scope = \"note\"")],
        fix: Some(Applicability::Unsafe),
        since: "0.1.0",
        page: include_str!("dead_anchor.md"),
    };

    type Options = Options;

    fn check(options: Options) -> Box<dyn Check> {
        Box::new(DeadAnchor { options })
    }
}

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

    fn reads_verdicts(&self) -> bool {
        self.options.scope == Scope::Project
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        if self.options.scope != Scope::Project {
            return;
        }
        far_report::dead_anchors(view, sink);
        let mut notes: FxHashMap<String, Anchors<'_>> = FxHashMap::default();
        let mut guesses = GUESSES;
        for link in &view.facts.links {
            let Some(fragment) = link.fragment.as_deref().filter(|fragment| !is_elsewhere(link, fragment)) else {
                continue;
            };
            let Target::There(path) = target(view.project, view.path, link) else { continue };
            let path = page(view.project, path);
            let Some(facts) = view.project.facts(&path) else { continue };
            if reaches(view, link, facts, fragment) || self.options.ignored_pattern.matches(fragment) {
                continue;
            }
            let anchors = notes.entry(path).or_insert_with(|| Anchors::new(facts));
            if is_generated(fragment) && anchors.near(fragment, false).is_none() {
                continue;
            }
            if self.options.ignore_case && anchors.folded(fragment).is_some() {
                continue;
            }
            report(link, fragment, anchors, guesses > 0, sink);
            guesses = guesses.saturating_sub(1);
        }
    }
}

impl DeadAnchor {
    fn is_ignored(&self, destination: &str) -> bool {
        self.options.ignored_pattern.matches(&destination[1..])
    }
}

/// Whether `fragment` names lines of a file, as GitHub does: `L3`, `L3C1-L5`.
fn is_lines(fragment: &str) -> bool {
    fragment.split('-').all(|part| {
        let digits = part.strip_prefix('L').unwrap_or("");
        digits.starts_with(|char: char| char.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'C')
    })
}

/// Whether `fragment` is for something else than a heading or an id of the note: the top, a line of the source, a text
/// to look for, a page of an application, GitHub's own page around the note, a block of an Obsidian note.
fn is_elsewhere(link: &LocalLink, fragment: &str) -> bool {
    const OF_GITHUB: [&str; 4] = ["readme", "readme-ov-file", "start-of-content", "repo-content-pjax-container"];
    if is_wiki(link) {
        return fragment.is_empty();
    }
    fragment.is_empty()
        || fragment.eq_ignore_ascii_case("top")
        || fragment.starts_with(['/', '!', '^', ':', '?'])
        || fragment.contains(":~:")
        || OF_GITHUB.contains(&fragment)
        || is_lines(fragment)
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

fn reaches(view: &ProjectView<'_>, link: &LocalLink, facts: &Facts, fragment: &str) -> bool {
    let name = fragment.strip_prefix("user-content-").unwrap_or(fragment);
    if is_wiki(link) {
        // What publishes a vault may name headings by their slugs.
        return facts.has_place(fragment) || facts.anchor(fragment).is_some();
    }
    facts.anchor(fragment).is_some()
        || facts.anchor(name).is_some()
        || facts.has_place(fragment) && vault(view.project, view.path).is_some()
}

fn is_wiki(link: &LocalLink) -> bool {
    matches!(link.form, LinkForm::Wiki { .. })
}

/// The anchors of one note, and by what they become when case and normalization don't count.
struct Anchors<'a> {
    facts: &'a Facts,
    folded: OnceCell<FxHashMap<String, &'a str>>,
    letters: OnceCell<FxHashMap<String, &'a str>>,
}

impl<'a> Anchors<'a> {
    fn new(facts: &'a Facts) -> Self {
        Self { facts, folded: OnceCell::new(), letters: OnceCell::new() }
    }

    fn names(&self) -> impl Iterator<Item = &'a str> {
        self.facts.anchors.iter().map(|anchor| &*anchor.name)
    }

    /// The anchor that is the same but for case and Unicode normalization.
    fn folded(&self, fragment: &str) -> Option<&'a str> {
        let map = self.folded.get_or_init(|| self.names().map(|name| (fold(name), name)).collect());
        map.get(&fold(fragment)).copied()
    }

    /// The anchor that was probably meant: of the same letters and digits, or else, if `costly` is fine, some few
    /// characters away.
    fn near(&self, fragment: &str, costly: bool) -> Option<&'a str> {
        let letters = |name: &str| nearest::letters(name);
        let map = self.letters.get_or_init(|| self.names().map(|name| (letters(name), name)).collect());
        let wanted = letters(fragment);
        let same = map.get(&wanted).copied().filter(|_| !wanted.is_empty());
        same.or_else(|| if costly { nearest::anchor(fragment, self.names()) } else { None })
    }
}

fn fold(text: &str) -> String {
    text.nfc().flat_map(char::to_lowercase).nfc().collect()
}

fn report(link: &LocalLink, fragment: &str, anchors: &Anchors<'_>, costly: bool, sink: &mut Sink<'_>) {
    if is_wiki(link) {
        dead(link, fragment, sink);
    } else if let Some(there) = anchors.folded(fragment) {
        let report = almost(link, fragment, there, sink);
        // A heading of split letters is what has to be mended, not the link.
        if there.nfc().eq(there.chars()) {
            propose(report, link, there, Applicability::Safe);
        }
    } else {
        let report = dead(link, fragment, sink);
        if let Some(near) = anchors.near(fragment, costly) {
            propose(report, link, near, Applicability::Unsafe);
        }
    }
}

fn dead<'s>(link: &LocalLink, fragment: &str, sink: &'s mut Sink<'_>) -> Report<'s> {
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
