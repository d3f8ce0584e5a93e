//! `dead-link`: a link or image whose file is not there.

use crate::facts::{LinkForm, LocalLink};
use crate::links::fragment::{is_elsewhere, reaches};
use crate::links::linked::note;
use crate::links::project::Target;
use crate::links::proposal::{Lost, Proposals};
use crate::links::rewrite;
use crate::links::target::target;
use crate::lint::far_links;
use crate::lint::prelude::*;

pub(crate) struct DeadLink {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// In an Obsidian vault, report `[[Note]]` too where the note is yet to be written.
    unwritten: bool,
}

/// How many links of one note get a guess at what was meant; more are not mended one by one.
const GUESSES: usize = 100;

rule!(DeadLink {
    options: Options,
    summary: Text {
        en: "a link or image whose file is not there", ja: "リンク先や画像のファイルが存在しない"
    },
    severity: Severity::Error,
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
});

impl Check for DeadLink {
    fn needs(&self) -> Needs {
        Needs::VERDICTS
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        far_links::dead_links(view, sink);
        let mut guesses = GUESSES;
        let mut lost: Vec<(&LocalLink, Proposals)> = Vec::new();
        for link in &view.facts.links {
            match target(&view.project.links, view.path, link) {
                Target::There(_) | Target::Unknown | Target::OtherCase(_) | Target::Machine => {}
                Target::Outside => outside(link, sink),
                Target::Missing(_) if is_unwritten(link) && !self.options.unwritten => {}
                Target::Missing(path) if view.project.index().tree().is_unstaged(&path) => {
                    missing(link, sink).note(message!(
                        "the working tree has it, but the commit will not: `git add` it (`-f` if it is ignored)",
                        "作業ツリーにはあるが、コミットには含まれない。`git add` する (無視されている場合は `-f` を付ける)"
                    ));
                }
                Target::Missing(path) => {
                    let of = Lost { project: &view.project.links, from: view.path, link, path: &path };
                    lost.push((link, if guesses > 0 { of.proposals() } else { Proposals::default() }));
                    guesses = guesses.saturating_sub(1);
                }
            }
        }
        for (link, proposals) in &lost {
            // Files of two names don't both have a third one.
            let name = |link: &LocalLink| link.path.rsplit('/').next().unwrap_or_default().to_lowercase();
            let shares = |(other, same): &(&LocalLink, Proposals)| {
                same.is_near && same.paths == proposals.paths && name(other) != name(link)
            };
            let is_guess = proposals.is_guess || proposals.is_near && lost.iter().any(shares);
            propose(missing(link, sink), view, link, &proposals.paths, is_guess);
        }
    }
}

/// Whether `link` is a wikilink to a note that is not there: Obsidian makes the note at the first click, so that many links are
/// written before it.
fn is_unwritten(link: &LocalLink) -> bool {
    let is_file = || {
        let extension = link.path.rsplit_once('.').map_or("", |(_, extension)| extension);
        !extension.is_empty() && extension.len() <= 4 && extension.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    matches!(link.form, LinkForm::Wiki { embedded: false }) && !is_file()
}

fn outside(link: &LocalLink, sink: &mut Sink<'_>) {
    let path = excerpt(&link.path);
    sink.report(link.span, message!("`{path}` leads out of the project", "`{path}` はプロジェクトの外を指している"))
        .note(message!(
            "whoever has only the project does not have the file",
            "プロジェクトだけを取得した人の手元には、そのファイルがない"
        ));
}

fn missing<'s>(link: &LocalLink, sink: &'s mut Sink<'_>) -> Report<'s> {
    let path = excerpt(&link.path);
    match link.form {
        LinkForm::Wiki { .. } if !link.image => {
            sink.report(link.span, message!("no note is called `{path}`", "`{path}` という名前のノートがない"))
        }
        _ if link.image => {
            sink.report(link.span, message!("image `{path}` is not there", "画像 `{path}` が見つからない"))
        }
        _ => sink.report(link.span, message!("`{path}` is not there", "リンク先の `{path}` が見つからない")),
    }
}

/// Whether what the fragment of `link` names is in the note at `path`, as the link would say it. A link to a file without the
/// heading it names would be dead still.
fn has_fragment(view: &ProjectView<'_>, link: &LocalLink, path: &str) -> bool {
    let Some(fragment) = link.fragment.as_deref().filter(|fragment| !is_elsewhere(link, fragment)) else { return true };
    let moved = LocalLink { path: path.into(), ..link.clone() };
    let facts = note(&view.project.links, view.path, &moved).and_then(|to| view.project.index().facts(&to));
    facts.is_none_or(|facts| reaches(&view.project.links, view.path, &moved, facts, fragment))
}

/// Says what may have been meant: as a fix where it is one thing, and no guess.
fn propose(report: Report<'_>, view: &ProjectView<'_>, link: &LocalLink, proposals: &[String], is_guess: bool) {
    match proposals {
        [] => {}
        [meant] => {
            let shown = excerpt(meant);
            match rewrite::path(link, meant).filter(|_| !is_guess && has_fragment(view, link, meant)) {
                Some((effect, edit)) => {
                    let title = message!("link to `{shown}`", "リンク先を `{shown}` にする");
                    report.fix(Applicability::Unsafe, effect, title, vec![edit]);
                }
                None => {
                    report.note(message!("did you mean `{shown}`?", "`{shown}` の間違いでは?"));
                }
            }
        }
        several => {
            let all = several.iter().map(|path| format!("`{}`", excerpt(path))).collect::<Vec<_>>();
            let (en, ja) = (all.join(" or "), all.join(" か "));
            report.note(message!("did you mean {en}?", "{ja} の間違いでは?"));
        }
    }
}
