//! `dead-anchor`: a link whose fragment matches no heading and no id.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::facts::{Anchor, Facts, LinkText, LocalLink};
use crate::links::candidates::{Candidates, LikelyAnchors};
use crate::links::contents::{is_one_list, matches_context};
use crate::links::fragment::{has_target, is_elsewhere, is_generated, is_wiki};
use crate::links::linked_notes::note;
use crate::links::project::PathTarget;
use crate::links::strict_fragments::StrictFragments;
use crate::links::target::{index_page, target};
use crate::links::{nearest, rewrite};
use crate::lint::external_links;
use crate::lint::prelude::*;
use crate::markdown::document;
use crate::markdown::headings;
use crate::text::pattern::Pattern;
use crate::text::profile::{HeadingIds, Html, Profile};

pub(crate) struct DeadAnchor {
    options: Options,
}

/// Options of `dead-anchor`; `ignore_case` and `ignored_pattern` are named as in markdownlint.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Ignore the difference between upper and lower case.
    ignore_case: bool,
    /// A regular expression for fragments to ignore, such as `^figure-`.
    ignored_pattern: Pattern,
    /// Check links to all notes of the project (`"project"`) or, as markdownlint does, only links within one note, which
    /// must match exactly (`"note"`).
    scope: ScopeOption,
}

/// Which links are checked.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum ScopeOption {
    /// Links to all notes of the project.
    #[default]
    Project,
    /// Links within the note, which must match exactly, as in markdownlint.
    Note,
}

/// The most fragments of one note for which similar headings are searched.
const MAX_GUESSES: usize = 100;

/// The most candidates that a finding lists.
const MAX_LISTED: usize = 5;

rule!(DeadAnchor {
    options: Options,
    summary: Text { en: "a link to a heading that does not exist", ja: "存在しない見出しへのリンク" },
    aliases: &["MD051", "link-fragments"],
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member(), Preset::Markdownlint.with("scope = \"note\"")],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

impl Check for DeadAnchor {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        if self.options.scope != ScopeOption::Note {
            return;
        }
        let mut links = links_within(note.document);
        if links.is_empty() {
            return;
        }
        links.sort_unstable();
        let known = StrictFragments::of(note.document);
        for (span, fragment) in links {
            if !known.accepts(fragment, self.options.ignore_case) && !self.options.ignored_pattern.matches(fragment) {
                let shown = excerpt(fragment);
                sink.report(
                    span,
                    message!("no heading or id matches `#{shown}`", "`#{shown}` に対応する見出しや id がない"),
                );
            }
        }
    }

    fn needs(&self) -> Needs {
        if self.options.scope == ScopeOption::Project { Needs::LINK_STATUSES } else { Needs::NONE }
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        if self.options.scope != ScopeOption::Project {
            return;
        }
        external_links::dead_anchors(view, sink);
        let mut notes: FxHashMap<String, Candidates<'_>> = FxHashMap::default();
        let mut guesses = MAX_GUESSES;
        let mut dead: Vec<BrokenLinks<'_>> = Vec::new();
        for link in &view.facts.links {
            let Some(fragment) = link.fragment.as_deref().filter(|fragment| !is_elsewhere(link, fragment)) else {
                continue;
            };
            if link.path.is_empty() && view.facts.settings.routes && is_part(view.path) {
                continue;
            }
            let (PathTarget::Exists(path) | PathTarget::OtherCase(path)) = target(&view.project.links, view.path, link)
            else {
                continue;
            };
            let path = index_page(&view.project.links, path);
            let Some(facts) = view.project.index().facts(&path) else { continue };
            // An id of another block may have the letters of a heading.
            if facts.profile.heading_ids == HeadingIds::Unknown || facts.has_other_ids && facts.profile.other_ids {
                continue;
            }
            if has_target(&view.project.links, view.path, link, facts, fragment)
                || self.options.ignored_pattern.matches(fragment)
            {
                continue;
            }
            let candidates = notes.entry(path.clone()).or_insert_with(|| Candidates::new(facts));
            let may_exist = facts.has_other_ids || is_generated(fragment);
            if may_exist && candidates.of(fragment, false).anchors.is_empty() {
                continue;
            }
            let alike = candidates.folded(fragment);
            if self.options.ignore_case && !alike.is_empty() {
                continue;
            }
            let only_alike = !is_wiki(link) && !alike.is_empty();
            let meant = match () {
                () if only_alike => LikelyAnchors { anchors: alike.to_vec(), is_guess: false },
                () if is_wiki(link) => LikelyAnchors::default(),
                () => candidates.of(fragment, guesses > 0),
            };
            let too_deep = facts.too_deep.iter().find(|anchor| !only_alike && *anchor.name == *fragment);
            let LikelyAnchors { anchors: meant, is_guess } =
                if too_deep.is_some() || meant.is_guess && facts.ignored_id(fragment).is_some() {
                    LikelyAnchors::default()
                } else {
                    meant
                };
            dead.push(BrokenLinks { link, fragment, path, facts, alike: only_alike, meant, is_guess, too_deep });
            guesses = guesses.saturating_sub(1);
        }
        pair(view, &mut dead);
        for dead in &dead {
            report(dead, sink);
        }
    }
}

/// A link whose fragment matches no anchor of its note.
struct BrokenLinks<'a> {
    link: &'a LocalLink,
    fragment: &'a str,
    /// The note that the link points to.
    path: String,
    /// The facts of that note.
    facts: &'a Facts,
    /// Whether the fragment differs from an anchor only in case or Unicode normalization.
    alike: bool,
    /// The anchors that may be meant, in the order of the text.
    meant: Vec<&'a Anchor>,
    /// Whether those anchors are only similar to the fragment.
    is_guess: bool,
    /// The line that the fragment names if it were a heading: one with more than six hashes.
    too_deep: Option<&'a Anchor>,
}

impl BrokenLinks<'_> {
    /// Whether there is enough evidence that the link means `anchor`, which may only be similar to its fragment: the link text
    /// is the heading, or the fragment is the anchor with a typo.
    fn is_clearly_meant(&self, anchor: &Anchor) -> bool {
        let says = |link_text: &LinkText| nearest::matches_name(&link_text.text, &anchor.name);
        !self.is_guess
            || nearest::is_slip(self.fragment, &anchor.name)
            || self.link.link_text.as_deref().is_some_and(says)
    }
}

/// Pairs links that may mean the same headings with these headings, in order, if they form a table of contents: their numbers
/// are equal, and the links are items of one list. Not if another link of the note already names one of the headings, or if
/// the list has an item under another heading.
fn pair(view: &ProjectView<'_>, dead: &mut [BrokenLinks<'_>]) {
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
            is_one_list(&links)
                && view.project.index().facts(&path).is_some_and(|facts| matches_context(&links, &meant, facts))
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

/// The links of `document` to its own anchors, with their fragments: inline links, also those of images in a link, and
/// definitions. A heading that `DocFX` reads as a tab, `# [Linux](#tab/linux)`, is not a link.
fn links_within<'d>(document: &'d document::Document<'_>) -> Vec<(Span, &'d str)> {
    let links = document.of_kind(Kind::Link).filter(|link| !link.parent().is_some_and(headings::is_docfx_tab));
    let links = links.flat_map(|link| {
        let parts = link.descendants().filter(|part| part.kind() == Kind::Image);
        let inline = std::iter::once(link).chain(parts).map(Node::link);
        inline
            .filter(|part| part.form == document::LinkSyntax::Inline)
            .map(move |part| (link.span(), &*part.destination))
    });
    let definitions = document.definitions().iter().map(|to| (to.span, &*to.destination));
    let fragments = links.chain(definitions).filter_map(|(span, to)| Some((span, to.strip_prefix('#')?)));
    fragments.filter(|(_, fragment)| !fragment.is_empty()).collect()
}

/// Whether the note at `path` is part of other pages (`_part.mdx`), whose headings it can link to.
fn is_part(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with('_') && !name.starts_with("_index.")
}

fn report(dead: &BrokenLinks<'_>, sink: &mut Sink<'_>) {
    let BrokenLinks { alike, ref meant, .. } = *dead;
    match (&meant[..], alike) {
        ([only], true) => {
            let report = report_near_match(dead, &only.name, sink);
            // If the heading is decomposed, the heading has to be fixed, not the link.
            if only.name.nfc().eq(only.name.chars()) {
                suggest(report, dead, &only.name, Applicability::Safe);
            }
        }
        ([only], false) if dead.is_clearly_meant(only) => {
            suggest(report_dead(dead, sink), dead, &only.name, Applicability::Unsafe);
        }
        (several, false) if dead.is_guess && !several.is_empty() => {
            let report = report_dead(dead, sink);
            let (en, ja) = listed(several, [" or ", "、"]);
            report.note(message!("did you mean {en}?", "もしかして: {ja}"));
        }
        ([first, ..], true) => list(report_near_match(dead, &first.name, sink), meant),
        ([], _) => {
            let report = report_dead(dead, sink);
            if let Some(Anchor { line, .. }) = dead.too_deep {
                report.note(message!("line {line} has too many `#`", "{line} 行目は `#` が多すぎる"));
            }
        }
        (_, false) => list(report_dead(dead, sink), meant),
    }
}

/// Lists the first of `meant` with their lines, in English and in Japanese.
fn listed(meant: &[&Anchor], between: [&str; 2]) -> (String, String) {
    let shown = meant.iter().take(MAX_LISTED).map(|anchor| (excerpt(&anchor.name), anchor.line));
    let (en, ja): (Vec<_>, Vec<_>) =
        shown.map(|(name, line)| (format!("`#{name}` (line {line})"), format!("`#{name}`（{line} 行目）"))).unzip();
    (en.join(between[0]), ja.join(between[1]))
}

/// Adds a note with the anchors that may be meant.
fn list(report: FindingBuilder<'_>, meant: &[&Anchor]) {
    let (en, ja) = listed(meant, [", ", "、"]);
    let more = meant.len().saturating_sub(MAX_LISTED);
    let (en_more, ja_more) =
        if more > 0 { (format!(" and {more} more"), format!("、ほか {more} 件")) } else { Default::default() };
    report.note(message!("several headings match: {en}{en_more}", "該当する見出しが複数ある: {ja}{ja_more}"));
}

/// Reports a dead link. Names the host if the note has such an anchor on another host, and says why it has none here.
fn report_dead<'s>(dead: &BrokenLinks<'_>, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let Profile { heading_ids: ids, title: host, .. } = dead.facts.profile;
    let (shown, path) = (excerpt(dead.fragment), excerpt(&dead.link.path));
    let ignored = dead.facts.ignored_id(dead.fragment);
    let has_elsewhere = ids != HeadingIds::Github && (ignored.is_some() || !dead.meant.is_empty() && !dead.is_guess);
    let message = match (dead.link.path.is_empty(), has_elsewhere) {
        (true, false) => message!("no heading or id matches `#{shown}`", "`#{shown}` に対応する見出しや id がない"),
        (true, true) => message!(
            "no heading or id matches `#{shown}` on {host}",
            "{host} では `#{shown}` に対応する見出しや id がない"
        ),
        (false, false) => message!(
            "no heading or id in `{path}` matches `#{shown}`",
            "`{path}` には `#{shown}` に対応する見出しや id がない"
        ),
        (false, true) => message!(
            "no heading or id in `{path}` matches `#{shown}` on {host}",
            "{host} では `{path}` に `#{shown}` に対応する見出しや id がない"
        ),
    };
    let report = sink.report(dead.link.span, message);
    match ignored {
        Some(ignored) => say_why(report, ignored, &dead.facts.profile),
        None => report,
    }
}

/// Adds a note that says why the host of a note does not read `id`.
fn say_why<'s>(report: FindingBuilder<'s>, id: &Anchor, profile: &Profile) -> FindingBuilder<'s> {
    let Anchor { line, level, .. } = *id;
    let host = profile.title;
    match (level, profile.html) {
        (0, Html::Dropped) => report.note(message!(
            "line {line} sets this id in HTML, which {host} leaves out",
            "{line} 行目の HTML がこの id を付けているが、{host} では HTML が出力されない"
        )),
        (0, Html::Shown) => report.note(message!(
            "line {line} sets this id in HTML, and {host} removes ids",
            "{line} 行目の HTML がこの id を付けているが、{host} では id が取り除かれる"
        )),
        (0, _) => report.note(message!(
            "line {line} sets this id in HTML, which {host} shows as text",
            "{line} 行目の HTML がこの id を付けているが、{host} では HTML が文字のまま表示される"
        )),
        _ if profile.heading_ids == HeadingIds::None => {
            report.note(message!("headings have no ids on {host}", "{host} では見出しに id が付かない"))
        }
        _ if u32::from(level) > profile.heading_ids.deepest() => report.note(message!(
            "headings of level {level} have no ids on {host}",
            "{host} ではレベル {level} の見出しに id が付かない"
        )),
        _ => report.note(message!(
            "line {line} sets this id in braces, which {host} shows as text",
            "{line} 行目の波括弧がこの id を付けているが、{host} では文字のまま表示される"
        )),
    }
}

/// Reports a fragment that differs from `anchor` only in case or Unicode normalization.
fn report_near_match<'s>(dead: &BrokenLinks<'_>, anchor: &str, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let BrokenLinks { link, fragment, .. } = *dead;
    let Profile { heading_ids: ids, title: host, .. } = dead.facts.profile;
    let (shown, other) = (excerpt(fragment), excerpt(anchor));
    if fragment.nfc().eq(anchor.nfc()) {
        let message = message!(
            "`#{shown}` differs from the heading in Unicode normalization",
            "`#{shown}` は見出しと Unicode の正規化形式が違う"
        );
        let report = sink.report(link.span, message);
        if ids == HeadingIds::Vitepress {
            return report.at_most(Severity::Advice).note(message!(
                "{host} makes ids of decomposed characters (NFKD) unless `markdown.anchor.slugify` is set; a heading can \
                 set its own id: `{{#id}}`",
                "{host} の id は、`markdown.anchor.slugify` を設定しないかぎり分解された文字（NFKD）になる。\
                 見出しに `{{#id}}` で id を付けることもできる"
            ));
        }
        return report.note(message!(
            "one uses composed characters (NFC), the other decomposed ones (NFD, as in macOS file names); browsers treat \
             them as different",
            "一方は濁点などが合成された文字（NFC）、他方は分解された文字（NFD）で、ブラウザーは別の文字列とみなす"
        ));
    }
    let message =
        message!("`#{shown}` differs in case from `#{other}`", "`#{shown}` は `#{other}` と大文字・小文字が違う");
    let report = sink.report(link.span, message);
    if ids != HeadingIds::Github {
        return report.note(message!(
            "ids on {host} are case-sensitive, so the link does not work",
            "{host} の id は大文字・小文字を区別するため、移動できない"
        ));
    }
    report.at_most(Severity::Advice).note(message!(
        "GitHub follows the link anyway, but most other renderers do not",
        "GitHub では移動できるが、ほかの多くの環境では移動できない"
    ))
}

fn suggest(report: FindingBuilder<'_>, dead: &BrokenLinks<'_>, meant: &str, applicability: Applicability) {
    let shown = excerpt(meant);
    match rewrite::fragment(dead.link, meant, dead.facts.profile.heading_ids) {
        Some((effect, edit)) => {
            let title = message!("link to `#{shown}`", "リンク先を `#{shown}` にする");
            report.fix(applicability, effect, title, vec![edit]);
        }
        None => {
            report.note(message!("did you mean `#{shown}`?", "もしかして: `#{shown}`"));
        }
    }
}
