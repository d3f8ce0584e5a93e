//! `missing-fence-language`: a fenced code block without a language.

use crate::lint::options::TextList;
use crate::lint::prelude::*;
use crate::markdown::data::language::Language;
use crate::markdown::syntax;

pub(crate) struct MissingFenceLanguage {
    options: Options,
}

/// Options of `missing-fence-language`, named as in markdownlint.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Languages that are allowed. If empty, all are.
    allowed_languages: TextList,
    /// Allow nothing after the language.
    language_only: bool,
}

rule!(MissingFenceLanguage {
    options: Options,
    summary: Text {
        en: "a fenced code block without a language", ja: "コードブロックに言語の指定がない"
    },
    aliases: &["MD040", "fenced-code-language"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
});

impl Check for MissingFenceLanguage {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::CodeBlock])
    }

    fn node(&self, note: &Note<'_>, block: Node<'_>, sink: &mut Sink<'_>) {
        let Some(fence) = syntax::fence(block) else { return };
        let info = block.source()[fence.run.len()..].md_lines().next().unwrap_or_default().trim_matches([' ', '\t']);
        let (language, more) = info.split_once([' ', '\t']).unwrap_or((info, ""));
        if language.is_empty() {
            let report =
                sink.report(fence.run, message!("a code block without a language", "コードブロックに言語の指定がない"));
            if let Some(language) = note.blocks.at(block).and_then(Language::of) {
                let (name, ja, label) = (language.name(), language.japanese(), language.label());
                report.note(message!(
                    "without one there is no syntax highlighting; the code is {name}: write `{label}`",
                    "指定がないとシンタックスハイライトされない。このコードは{ja}なので `{label}` と書く"
                ));
                return;
            }
            report.note(message!(
                "without one there is no syntax highlighting; use `text` for plain text",
                "指定がないとシンタックスハイライトされない。コードでなければ `text` と書く"
            ));
            return;
        }
        let allowed = &self.options.allowed_languages;
        if !allowed.is_empty() && !allowed.iter().any(|allowed| allowed == language) {
            let language = excerpt(language);
            sink.report(
                fence.run,
                message!("`{language}` is not an allowed language", "`{language}` は許可された言語ではない"),
            );
        }
        if self.options.language_only && !more.is_empty() {
            let more = excerpt(more);
            sink.report(
                fence.run,
                message!("unexpected `{more}` after the language", "言語の後に余分な `{more}` がある"),
            );
        }
    }
}
