//! `dead-link`: a link or image whose file is not there.

use unicode_normalization::UnicodeNormalization;

use crate::engine::ProjectView;
use crate::facts::LocalLink;
use crate::finding::{Severity, Text, excerpt};
use crate::links::far_report;
use crate::links::nearest;
use crate::links::target::{Target, folder_of, target, way};
use crate::message;
use crate::project::Presence;
use crate::rule::{Check, Meta, NoOptions, Preset, Rule, Sink};

/// See the page.
pub struct DeadLink;

/// How many links of one note get a guess at what was meant; more are not mended one by one.
const GUESSES: usize = 100;

impl Rule for DeadLink {
    const META: Meta = Meta {
        name: "dead-link",
        group: "links",
        summary: Text {
            en: "a link or image whose file is not there", ja: "リンク先や画像のファイルが存在しない"
        },
        aliases: &[],
        severity: Severity::Error,
        presets: &[Preset::Recommended.member()],
        fix: None,
        since: "0.1.0",
        page: include_str!("dead_link.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(DeadLink)
    }
}

impl Check for DeadLink {
    fn reads_verdicts(&self) -> bool {
        true
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        far_report::dead_links(view, sink);
        let mut guesses = GUESSES;
        for link in &view.facts.links {
            match target(view.project, view.path, link) {
                Target::There(_) | Target::Unknown => {}
                Target::Outside => outside(link, sink),
                Target::OtherCase(there) => other_case(link, &there, sink),
                Target::Missing(path) => {
                    let guess = if guesses > 0 { guess(view, link, &path) } else { None };
                    guesses = guesses.saturating_sub(1);
                    missing(link, guess.as_deref(), sink);
                }
            }
        }
    }
}

fn outside(link: &LocalLink, sink: &mut Sink<'_>) {
    let path = excerpt(&link.path);
    sink.report(link.span, message!("`{path}` leads out of the project", "`{path}` はプロジェクトの外を指している"))
        .note(message!(
            "whoever has only the project does not have the file",
            "プロジェクトだけを取得した人の手元には、そのファイルがない"
        ));
}

fn other_case(link: &LocalLink, there: &str, sink: &mut Sink<'_>) {
    let path = excerpt(&link.path);
    let written = last_name(&link.path);
    let name = there.split('/').find(|name| last_name(name) == written).map_or(last_name(there), last_name);
    if written.nfc().eq(name.nfc()) && written != name {
        sink.report(
            link.span,
            message!(
                "`{path}` differs in Unicode normalization from the name of the file",
                "`{path}` はファイル名と Unicode の正規化形式が違う"
            ),
        )
        .note(message!(
            "they look the same, but GitHub and Linux take them for two names",
            "見た目は同じでも、GitHub や Linux では別のファイル名になる"
        ));
        return;
    }
    let there = excerpt(there);
    sink.report(
        link.span,
        message!("`{path}` differs in case from `{there}`", "`{path}` は `{there}` と大文字・小文字が違う"),
    )
    .note(message!(
        "macOS and Windows find the file, GitHub and Linux don't",
        "macOS や Windows では開けても、GitHub や Linux では開けない"
    ));
}

fn missing(link: &LocalLink, guess: Option<&str>, sink: &mut Sink<'_>) {
    let path = excerpt(&link.path);
    let report = if link.image {
        sink.report(link.span, message!("image `{path}` is not there", "画像 `{path}` が見つからない"))
    } else {
        sink.report(link.span, message!("`{path}` is not there", "リンク先の `{path}` が見つからない"))
    };
    if let Some(guess) = guess {
        report.note(message!("did you mean `{guess}`?", "`{guess}` の間違いでは?"));
    }
}

/// What the link would say if it named what was probably meant: an address, the same path from the project's root, the
/// file most like it in the same folder.
fn guess(view: &ProjectView<'_>, link: &LocalLink, path: &str) -> Option<String> {
    if is_address(&link.path) {
        return Some(format!("https://{}", link.path));
    }
    let is_there = |path: &str| matches!(view.project.entry(path), Presence::File | Presence::Folder);
    let from_root = link.path.trim_start_matches(['.', '/']);
    if !from_root.is_empty() && !from_root.contains("..") && is_there(from_root) {
        return Some(way(view.path, from_root));
    }
    let slashed = link.path.replace('\\', "/");
    if slashed != *link.path && is_there(&path.replace('\\', "/")) {
        return Some(slashed);
    }
    let folder = folder_of(path);
    if view.project.entry(folder) != Presence::Folder {
        return None;
    }
    // Only the last name is not there: what stands before it in the link stays.
    let written = link.path.trim_end_matches('/');
    let name = last_name(written);
    let names = view.project.names_in(folder);
    let near = nearest::name(name, names.iter().map(String::as_str))?;
    Some(format!("{}{near}", &written[..written.len() - name.len()]))
}

/// Whether `path` is an address without its scheme: `www.…` or `example.com/…`.
fn is_address(path: &str) -> bool {
    const TOPS: [&str; 8] = ["com", "org", "net", "io", "dev", "jp", "co", "edu"];
    let host = path.split('/').next().unwrap_or(path);
    let top = host.rsplit_once('.').map(|(_, top)| top);
    path.starts_with("www.") || path.contains('/') && top.is_some_and(|top| TOPS.contains(&top))
}

fn last_name(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}
