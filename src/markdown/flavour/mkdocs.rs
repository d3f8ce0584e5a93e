//! `MkDocs`: Python-Markdown with the extensions that `MkDocs` always loads (`toc`, `tables`, `fenced_code`). Those that
//! `mkdocs.yml` adds change the profile.

use super::syntax::{attributes, marked, mkdocs, templates};
use crate::text::boxes::{Admonitions, Boxes};
use crate::text::profile::{
    BareUrls, BlockParser, Elements, ExplicitIds, Fences, FlankingRules, FootnoteLabels, Footnotes, HeadingIds, Lists,
    Math, Nesting, Profile, SmartEmphasis, Strikethrough, Tables, TaskLists,
};
use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader {
    profile: PROFILE,
    read: |text, profile| {
        marked(text, |marks| {
            mkdocs::read(marks, profile);
            templates::read(marks, templates::Engine::Jinja);
            if profile.explicit_ids != ExplicitIds::None {
                attributes::read(marks, attributes::Lists::All);
            }
        })
    },
};

const PROFILE: Profile = Profile {
    name: "mkdocs",
    title: "MkDocs",
    shows_repository: false,
    heading_ids: HeadingIds::PythonMarkdown,
    explicit_ids: ExplicitIds::AttributeList,
    bare_urls: BareUrls::Never,
    emphasis: FlankingRules::PythonMarkdown(SmartEmphasis::Underscore),
    strikethrough: Strikethrough::None,
    lists: Lists {
        nesting: Nesting::Columns(4),
        parenthesis: false,
        marker_begins_list: false,
        interrupts_paragraph: false,
    },
    tables: Tables { interrupts_paragraph: false, code_hides_bars: true, ..Profile::GITHUB.tables },
    blocks: BlockParser::PythonMarkdown,
    fences: Fences::PythonMarkdown,
    task_lists: TaskLists::None,
    backslash_breaks: false,
    bare_hashes: true,
    math: Math::NONE,
    footnotes: Footnotes::None,
    boxes: Boxes { admonitions: Admonitions::ALL, ..Boxes::NONE },
    elements: Elements::All,
    footnote_labels: FootnoteLabels { match_case: true, spaces: true },
    ..Profile::GITHUB
};
