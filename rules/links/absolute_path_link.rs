//! `absolute-path-link`: a link to a file on the author's computer.

use crate::links::path::relative_path;
use crate::links::project::PathTarget;
use crate::links::rewrite;
use crate::links::suggestion::same_name;
use crate::links::target::target;
use crate::lint::prelude::*;

pub(crate) struct AbsolutePathLink;

rule!(AbsolutePathLink {
    summary: Text {
        en: "a link to a file on the author's computer", ja: "作成者の PC 上のファイルへのリンク"
    },
    severity: Severity::Error,
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
});

impl Check for AbsolutePathLink {
    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        for link in &view.facts.links {
            if target(&view.project.links, view.path, link) != PathTarget::LocalMachine {
                continue;
            }
            let path = excerpt(&link.path);
            let report = sink
                .report(
                    link.span,
                    message!("`{path}` is a path on the author's computer", "`{path}` は作成者の PC 上のパス"),
                )
                .note(message!(
                    "the link does not work on any other computer, nor where the note is published",
                    "ほかの人の環境や公開先では開けない"
                ));
            let same = same_name(&view.project.links, &link.path.replace('\\', "/"));
            let [file] = &same[..] else { continue };
            let to = relative_path(view.path, file);
            let shown = excerpt(&to);
            if link.span.len() == link.written.len() && !link.written.contains(['#', '?']) {
                let edit = Edit::replace(link.span, rewrite::encoded(link, &to));
                let title = message!("link to `{shown}`", "リンク先を `{shown}` にする");
                report.fix(Applicability::Unsafe, Effect::Destination, title, vec![edit]);
            } else {
                report.note(message!("did you mean `{shown}`?", "もしかして: `{shown}`"));
            }
        }
    }
}
