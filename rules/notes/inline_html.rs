//! `inline-html`: raw HTML in a note.

use rustc_hash::FxHashSet;

use crate::links::tags::start_tags;
use crate::lint::options::TextList;
use crate::lint::prelude::*;

pub(crate) struct InlineHtml {
    allowed: FxHashSet<String>,
    allowed_in_tables: FxHashSet<String>,
}

/// Options of `inline-html`, named as in markdownlint.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Elements that are allowed everywhere.
    allowed_elements: TextList,
    /// Elements that are also allowed in tables.
    table_allowed_elements: TextList,
}

impl Default for Options {
    fn default() -> Self {
        // A line break in a cell can't be written otherwise.
        Self { allowed_elements: TextList::default(), table_allowed_elements: TextList::of(&["br"]) }
    }
}

rule!(InlineHtml {
    options: Options,
    new: |options| InlineHtml {
        allowed: folded(&options.allowed_elements),
        allowed_in_tables: folded(&options.table_allowed_elements),
    },
    summary: Text { en: "raw HTML in a note", ja: "HTML タグを直接書いている" },
    aliases: &["MD033", "no-inline-html"],
    presets: &[Preset::Markdownlint.with("table_allowed_elements = []")],
    yields_to: Some("swallowed-placeholder"),
});

impl Check for InlineHtml {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::HtmlBlock, Kind::InlineHtml])
    }

    fn node(&self, _note: &Note<'_>, node: Node<'_>, sink: &mut Sink<'_>) {
        let in_table = node.within(Kinds::of(&[Kind::Table]));
        let start = node.span().start as usize;
        for tag in start_tags(node.source()) {
            let name = tag.name.to_ascii_lowercase();
            if self.allowed.contains(&name) || in_table && self.allowed_in_tables.contains(&name) {
                continue;
            }
            let shown = excerpt(tag.name);
            sink.report(
                Span::new(start + tag.range.start, start + tag.range.end),
                message!("raw HTML tag `<{shown}>`", "HTML タグ `<{shown}>` を直接書いている"),
            );
        }
    }
}

fn folded(names: &[String]) -> FxHashSet<String> {
    names.iter().map(|name| name.to_ascii_lowercase()).collect()
}
