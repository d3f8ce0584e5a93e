//! `orphan-note`: a note that no other note links to.

use crate::lint::prelude::*;
use crate::text::source::Span;

pub(crate) struct OrphanNote;

/// Names, without extension, of notes that need no link: index pages, and files that GitHub or a tool looks for by name.
const FOUND_BY_NAME: [&str; 16] = [
    "readme",
    "index",
    "_index",
    "_sidebar",
    "_navbar",
    "summary",
    "home",
    "contributing",
    "code_of_conduct",
    "changelog",
    "license",
    "security",
    "support",
    "agents",
    "claude",
    "pull_request_template",
];

rule!(OrphanNote {
    summary: Text {
        en: "a note that no other note links to", ja: "どのノートからもリンクされていないノート"
    },
});

impl Check for OrphanNote {
    fn needs(&self) -> Needs {
        Needs::LINKED
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        let name = view.path.rsplit('/').next().unwrap_or(view.path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        if FOUND_BY_NAME.iter().any(|found| stem.eq_ignore_ascii_case(found))
            || view.project.linked().contains(view.path)
        {
            return;
        }
        let shown = excerpt(view.path);
        sink.report(
            Span::at(0),
            message!("no note links to `{shown}`", "`{shown}` はどのノートからもリンクされていない"),
        )
        .note(message!(
            "readers who start at the README never reach it",
            "README から順に読む人は、このノートにたどり着けない"
        ));
    }
}
