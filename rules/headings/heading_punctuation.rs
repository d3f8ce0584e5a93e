//! `heading-punctuation`: a heading that ends with punctuation.

use crate::lint::options::ShortText;
use crate::lint::prelude::*;
use crate::markdown::headings;

pub(crate) struct HeadingPunctuation {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Characters that a heading must not end with.
    punctuation: ShortText,
}

impl Default for Options {
    fn default() -> Self {
        Self { punctuation: ShortText::of(".,;:!。、，．；：！｡､") }
    }
}

rule!(HeadingPunctuation {
    options: Options,
    summary: Text { en: "punctuation at the end of a heading", ja: "見出しの末尾に句読点がある" },
    aliases: &["MD026", "no-trailing-punctuation"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("punctuation = \".,;:!。，；：！\"")],
    fix: Some(Applicability::Unsafe),
    yields_to: Some("accidental-heading"),
});

impl Check for HeadingPunctuation {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Heading])
    }

    fn node(&self, note: &Note<'_>, heading: Node<'_>, sink: &mut Sink<'_>) {
        let Some(line) = headings::content(note.source, heading).pop() else { return };
        let text = note.source.slice(line);
        let title = text.trim_end_matches(|char| self.options.punctuation.contains(char));
        if title.len() == text.len() || text.ends_with(':') && is_emoji(text) || text.ends_with(';') && is_entity(text)
        {
            return;
        }
        let mark = Span::new(line.start as usize + title.len(), line.end as usize);
        let (shown, excerpt) = (note.source.slice(mark), excerpt(text));
        let report = sink.report(
            mark,
            message!("heading `{excerpt}` ends with `{shown}`", "見出し `{excerpt}` の末尾に `{shown}` がある"),
        );
        let kept = title.unicode_trim_end();
        // Remove the backslash that escapes the punctuation too. Leave a heading that is nothing but punctuation.
        let escape = kept.len() == title.len() && kept.ends_with('\\');
        let kept = if escape { &kept[..kept.len() - 1] } else { kept };
        if kept.is_empty() || kept.ends_with('\\') {
            return;
        }
        let removed = Span::new(line.start as usize + kept.len(), line.end as usize);
        // Unsafe: it removes visible text.
        report.fix(Applicability::Unsafe, Effect::Text, message!("remove it", "削除する"), vec![Edit::delete(removed)]);
    }
}

/// Whether `text` ends with an emoji shortcode, such as `:smile:`.
fn is_emoji(text: &str) -> bool {
    let Some((_, name)) = text.strip_suffix(':').and_then(|text| text.rsplit_once(':')) else { return false };
    let word = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_';
    matches!(name, "+1" | "-1") || !name.is_empty() && name.chars().all(word)
}

/// Whether `text` ends with a character reference, such as `&copy;`, `&#169;` or `&#xA9;`.
fn is_entity(text: &str) -> bool {
    let Some((_, name)) = text.strip_suffix(';').and_then(|text| text.rsplit_once('&')) else { return false };
    let (digits, digit): (_, fn(char) -> bool) = if let Some(hex) = name.strip_prefix("#x") {
        (hex, |char| char.is_ascii_hexdigit())
    } else if let Some(decimal) = name.strip_prefix('#') {
        (decimal, |char| char.is_ascii_digit())
    } else {
        (name, |char| char.is_ascii_alphabetic())
    };
    !digits.is_empty() && digits.chars().all(digit)
}
