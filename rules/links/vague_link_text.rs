//! `vague-link-text`: a link text that does not describe the target.

use rustc_hash::FxHashSet;

use crate::lint::options::TextList;
use crate::lint::prelude::*;
use crate::markdown::syntax;

pub(crate) struct VagueLinkText {
    vague: FxHashSet<String>,
}

/// Options of `vague-link-text`, named as in markdownlint.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Link texts to report. Case and punctuation are ignored.
    prohibited_texts: TextList,
}

rule!(VagueLinkText {
    options: Options,
    new: |options| VagueLinkText { vague: options.prohibited_texts.iter().map(|text| words(text)).collect() },
    summary: Text {
        en: "a link text that does not describe the target", ja: "リンクの文字列からリンク先が分からない"
    },
    aliases: &["MD059", "descriptive-link-text"],
    presets: &[
        Preset::Style.member(),
        Preset::Markdownlint.with(r#"prohibited_texts = ["click here", "here", "link", "more"]"#),
    ],
});

impl Default for Options {
    fn default() -> Self {
        let texts = [
            "click here",
            "here",
            "link",
            "more",
            "こちら",
            "ここ",
            "ここをクリック",
            "詳しくはこちら",
            "詳細",
            "詳細はこちら",
            "リンク",
        ];
        Self { prohibited_texts: TextList::of(&texts) }
    }
}

impl Check for VagueLinkText {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Link])
    }

    fn node(&self, _note: &Note<'_>, link: Node<'_>, sink: &mut Sink<'_>) {
        let mut text = String::new();
        for node in link.descendants() {
            match node.kind() {
                Kind::Text => text.push_str(node.source()),
                Kind::SoftBreak | Kind::HardBreak => text.push(' '),
                Kind::Emphasis | Kind::Strong | Kind::Strikethrough => {}
                _ => return,
            }
        }
        if self.vague.contains(&words(&text)) {
            let shown = excerpt(&text);
            sink.report(
                syntax::link_text(link),
                message!(
                    "link text `{shown}` does not describe the target",
                    "リンクの文字列 `{shown}` からはリンク先が分からない"
                ),
            )
            .note(message!(
                "screen readers list links without the text around them; name the page that it links to",
                "スクリーンリーダーのリンク一覧には前後の文が出ない。リンク先の名前を書く"
            ));
        }
    }
}

/// The words of `text` in lower case, separated by single spaces. Example: `click here` for `Click here!`.
fn words(text: &str) -> String {
    let words = text.split(|char: char| !char.is_alphanumeric() && char != 'ー').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
