//! `vague-link-text`: a link text that does not say where it leads.

use rustc_hash::FxHashSet;

use crate::lint::options::Texts;
use crate::lint::prelude::*;
use crate::markdown::syntax;

pub(crate) struct VagueLinkText {
    vague: FxHashSet<String>,
}

/// Options of `vague-link-text`, under markdownlint's names.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Texts that say nothing; case and punctuation count for nothing.
    prohibited_texts: Texts,
}

rule!(VagueLinkText {
    options: Options,
    new: |options| VagueLinkText { vague: options.prohibited_texts.iter().map(|text| words(text)).collect() },
    summary: Text {
        en: "a link text that does not say where it leads", ja: "リンクの文字列からリンク先が分からない"
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
        Self { prohibited_texts: Texts::of(&texts) }
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
                    "the link text `{shown}` does not say where it leads",
                    "リンクの文字列 `{shown}` ではリンク先が分からない"
                ),
            )
            .note(message!(
                "screen readers list links without the text around them; name what is there",
                "読み上げソフトの一覧では前後の文が省かれる。リンク先の名前を書く"
            ));
        }
    }
}

/// The words of `text` in lower case, with one space between two.
fn words(text: &str) -> String {
    let words = text.split(|char: char| !char.is_alphanumeric() && char != 'ー').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
