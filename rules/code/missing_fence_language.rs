//! `missing-fence-language`: a fenced code block that does not say its language.

use crate::lint::options::Texts;
use crate::lint::prelude::*;
use crate::markdown::syntax;

pub(crate) struct MissingFenceLanguage {
    options: Options,
}

/// Options of `missing-fence-language`, under markdownlint's names.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// The languages that a fence may name; empty: any.
    allowed_languages: Texts,
    /// Allow nothing behind the language.
    language_only: bool,
}

rule!(MissingFenceLanguage {
    options: Options,
    summary: Text {
        en: "a fenced code block that does not say its language", ja: "コードブロックに言語の指定がない"
    },
    aliases: &["MD040", "fenced-code-language"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
});

impl Check for MissingFenceLanguage {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::CodeBlock])
    }

    fn node(&self, _note: &Note<'_>, block: Node<'_>, sink: &mut Sink<'_>) {
        let Some(fence) = syntax::fence(block) else { return };
        let info = block.source()[fence.run.len()..].md_lines().next().unwrap_or_default().trim_matches([' ', '\t']);
        let (language, more) = info.split_once([' ', '\t']).unwrap_or((info, ""));
        if language.is_empty() {
            let report =
                sink.report(fence.run, message!("a code block without a language", "コードブロックに言語の指定がない"));
            report.note(message!(
                "without one there is no syntax highlighting; `text` stands for none",
                "指定がないと色分けされない。言語でないものには `text` と書く"
            ));
            return;
        }
        let allowed = &self.options.allowed_languages;
        if !allowed.is_empty() && !allowed.iter().any(|allowed| allowed == language) {
            let language = excerpt(language);
            sink.report(
                fence.run,
                message!("`{language}` is not among the languages allowed", "`{language}` は許可された言語ではない"),
            );
        }
        if self.options.language_only && !more.is_empty() {
            let more = excerpt(more);
            sink.report(fence.run, message!("`{more}` behind the language", "言語の後ろに `{more}` がある"));
        }
    }
}
