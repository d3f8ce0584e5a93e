//! `dead-link`: a link or image whose file does not exist.

use crate::facts::{LocalLink, LocalLinkForm};
use crate::links::fragment::{has_target, is_elsewhere};
use crate::links::linked_notes::note;
use crate::links::project::PathTarget;
use crate::links::rewrite;
use crate::links::suggestion::{MissingTarget, Suggestions, pasted_url};
use crate::links::target::target;
use crate::lint::external_links;
use crate::lint::prelude::*;

pub(crate) struct DeadLink {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// In an Obsidian vault, also report `[[Note]]` if the note has not been written yet.
    unwritten: bool,
}

/// The most links of one note for which a suggestion is searched.
const MAX_GUESSES: usize = 100;

rule!(DeadLink {
    options: Options,
    summary: Text {
        en: "a link or image whose file does not exist", ja: "存在しないファイルへのリンクや画像"
    },
    severity: Severity::Error,
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
});

impl Check for DeadLink {
    fn needs(&self) -> Needs {
        Needs::LINK_STATUSES
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        external_links::dead_links(view, sink);
        let mut guesses = MAX_GUESSES;
        let mut lost: Vec<(&LocalLink, Suggestions)> = Vec::new();
        for link in &view.facts.links {
            match target(&view.project.links, view.path, link) {
                PathTarget::Exists(_) | PathTarget::Unknown | PathTarget::OtherCase(_) | PathTarget::LocalMachine => {}
                PathTarget::Outside => outside(link, sink),
                PathTarget::Missing(_) if is_unwritten(link) && !self.options.unwritten => {}
                PathTarget::Missing(path) if view.project.index().tree().is_unstaged(&path) => {
                    missing(link, sink).note(message!(
                        "it is in the working tree but not in the commit; `git add` it, with `-f` if it is ignored",
                        "作業ツリーにはあるが、コミットに含まれない。`git add` で追加し、無視されている場合は `-f` を付ける"
                    ));
                }
                PathTarget::Missing(_) if pasted_url(&link.written).is_some() => pasted(link, sink),
                PathTarget::Missing(path) => {
                    let of = MissingTarget { project: &view.project.links, from: view.path, link, path: &path };
                    lost.push((link, if guesses > 0 { of.suggestions() } else { Suggestions::default() }));
                    guesses = guesses.saturating_sub(1);
                }
            }
        }
        for (link, suggestions) in &lost {
            // Links to two different names can't both mean the same file.
            let name = |link: &LocalLink| link.path.rsplit('/').next().unwrap_or_default().to_lowercase();
            let shares = |(other, same): &(&LocalLink, Suggestions)| {
                same.is_near && same.paths == suggestions.paths && name(other) != name(link)
            };
            let is_guess = suggestions.is_guess || suggestions.is_near && lost.iter().any(shares);
            suggest(missing(link, sink), view, link, &suggestions.paths, is_guess);
        }
    }
}

/// Whether `link` may be a wikilink to a note that is yet to be written: Obsidian creates the note on the first click. `link` is
/// known to have no target. Not for embeds and names with a file extension.
fn is_unwritten(link: &LocalLink) -> bool {
    let is_file = || {
        let extension = link.path.rsplit_once('.').map_or("", |(_, extension)| extension);
        !extension.is_empty() && extension.len() <= 4 && extension.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    matches!(link.form, LocalLinkForm::Wiki { embedded: false }) && !is_file()
}

/// Reports a link whose destination is a link in Markdown by itself.
fn pasted(link: &LocalLink, sink: &mut Sink<'_>) {
    let (Some(url), shown) = (pasted_url(&link.written), excerpt(&link.written)) else { return };
    let report = sink.report(
        link.span,
        message!(
            "`{shown}` is a link in Markdown, not a destination",
            "`{shown}` は Markdown のリンクで、リンク先にならない"
        ),
    );
    // With an escape or an entity, the destination is not what is written.
    if link.span.len() == link.written.len() {
        let shown = excerpt(url);
        report.fix(
            Applicability::Unsafe,
            Effect::Destination,
            message!("link to `{shown}`", "リンク先を `{shown}` にする"),
            vec![Edit::replace(link.span, url)],
        );
    }
}

fn outside(link: &LocalLink, sink: &mut Sink<'_>) {
    let path = excerpt(&link.path);
    sink.report(link.span, message!("`{path}` points outside the project", "`{path}` はプロジェクトの外を指している"))
        .note(message!(
            "the link is broken for everyone who only has the project",
            "プロジェクトだけを取得した人の手元には、そのファイルがない"
        ));
}

fn missing<'s>(link: &LocalLink, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let path = excerpt(&link.path);
    match link.form {
        LocalLinkForm::Wiki { .. } if !link.image => {
            let message = message!("no note or file is named `{path}`", "`{path}` という名前のノートやファイルがない");
            sink.report(link.span, message)
        }
        _ if link.image => {
            sink.report(link.span, message!("image `{path}` does not exist", "画像 `{path}` が存在しない"))
        }
        _ => sink.report(link.span, message!("`{path}` does not exist", "リンク先の `{path}` が存在しない")),
    }
}

/// Whether the note at `path` has the heading that the fragment of `link` names, or the link has no fragment. `path` is written
/// as in the link. Without the heading, the fixed link would still be broken.
fn has_fragment(view: &ProjectView<'_>, link: &LocalLink, path: &str) -> bool {
    let Some(fragment) = link.fragment.as_deref().filter(|fragment| !is_elsewhere(link, fragment)) else { return true };
    let moved = LocalLink { path: path.into(), ..link.clone() };
    let facts = note(&view.project.links, view.path, &moved).and_then(|to| view.project.index().facts(&to));
    facts.is_none_or(|facts| has_target(&view.project.links, view.path, &moved, facts, fragment))
}

/// Suggests what may have been meant: as a fix if there is one proposal that is not a guess, otherwise in a note.
fn suggest(
    report: FindingBuilder<'_>,
    view: &ProjectView<'_>,
    link: &LocalLink,
    suggestions: &[String],
    is_guess: bool,
) {
    match suggestions {
        [] => {}
        [meant] => {
            let shown = excerpt(meant);
            match rewrite::path(link, meant).filter(|_| !is_guess && has_fragment(view, link, meant)) {
                Some((effect, edit)) => {
                    let title = message!("link to `{shown}`", "リンク先を `{shown}` にする");
                    report.fix(Applicability::Unsafe, effect, title, vec![edit]);
                }
                None => {
                    report.note(message!("did you mean `{shown}`?", "もしかして: `{shown}`"));
                }
            }
        }
        several => {
            let all = several.iter().map(|path| format!("`{}`", excerpt(path))).collect::<Vec<_>>();
            let (en, ja) = (all.join(" or "), all.join("、"));
            report.note(message!("did you mean {en}?", "もしかして: {ja}"));
        }
    }
}
