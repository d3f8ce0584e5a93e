//! `mixed-politeness`: です・ます and だ・である mixed in one note.

use crate::japanese::sentences::endings::{Politeness, core, politeness};
use crate::japanese::sentences::{Sentence, SentenceContext};
use crate::lint::prelude::*;
use crate::text::source::Span;

pub(crate) struct MixedPoliteness {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Style of paragraphs: `consistent` (the more common one in the note), `polite` (です・ます), `plain` (だ・である) or
    /// `any`.
    body: StyleOption,
    /// Style of headings.
    headings: StyleOption,
    /// Style of list items.
    lists: StyleOption,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum StyleOption {
    #[default]
    Consistent,
    Polite,
    Plain,
    Any,
}

rule!(MixedPoliteness {
    options: Options,
    summary: Text {
        en: "です・ます and だ・である mixed in one note", ja: "です・ます調とだ・である調の混在"
    },
    aliases: &["no-mix-dearu-desumasu"],
    presets: &[Preset::Style.member()],
});

/// One style must be this many times as common as the other before each sentence in the other is reported.
const MIN_LEAD: usize = 3;

impl Check for MixedPoliteness {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for (place, expected) in [
            (SentenceContext::Body, self.options.body),
            (SentenceContext::List, self.options.lists),
            (SentenceContext::Heading, self.options.headings),
        ] {
            let mut of: [Vec<&Sentence>; 2] = [Vec::new(), Vec::new()];
            let own = |sentence: &&Sentence| sentence.context == place && is_own(note, sentence);
            for sentence in note.sentences.own().filter(own) {
                match politeness(sentence.text(prose)) {
                    Some(Politeness::Polite) => of[0].push(sentence),
                    Some(Politeness::Plain) if is_complete_sentence(note, sentence) => {
                        of[1].push(sentence);
                    }
                    _ => {}
                }
            }
            report(note, &of, expected, sink);
        }
    }
}

/// Whether `sentence` really ends where it seems to. A line of a paragraph without a full stop may be a reminder to the
/// author, or continue on the next line, where its verb would not be the last one.
fn is_complete_sentence(note: &Note<'_>, sentence: &Sentence) -> bool {
    let block = note.document.prose().blocks().get(sentence.block);
    let at_end = block.is_some_and(|block| block.range.end == sentence.range.end);
    sentence.stop == Some('。') || sentence.context != SentenceContext::Body && at_end
}

/// Whether the author chose the style of `sentence`. Not so in the title of a linked page, or in requests and thanks,
/// which have no plain form.
fn is_own(note: &Note<'_>, sentence: &Sentence) -> bool {
    let core = core(sentence.text(note.document.prose()));
    let set_phrase = ["ください", "下さい", "ございます", "ございました"].iter().any(|end| core.ends_with(end));
    let last = core.chars().next_back().map_or(0, char::len_utf8);
    let end = sentence.range.start + core.len();
    !set_phrase && note.sentences.are_own_words(sentence, &(end - last..end))
}

fn report(note: &Note<'_>, of: &[Vec<&Sentence>; 2], expected: StyleOption, sink: &mut Sink<'_>) {
    let [polite, plain] = of;
    let plain_is_fault = match expected {
        StyleOption::Any => return,
        StyleOption::Polite => true,
        StyleOption::Plain => false,
        StyleOption::Consistent => plain.len() <= polite.len(),
    };
    let (faults, others) = if plain_is_fault { (plain, polite) } else { (polite, plain) };
    let usual = if expected == StyleOption::Consistent { &others[..] } else { &[] };
    let limit = match expected {
        StyleOption::Consistent if usual.len() < faults.len() * MIN_LEAD => 1,
        _ => faults.len(),
    };
    // With no clear majority, the message is about the mixture, not about this sentence.
    let mixture = limit < faults.len() || limit == 1 && expected == StyleOption::Consistent && usual.len() < MIN_LEAD;
    for sentence in faults.iter().take(limit) {
        let prose = note.document.prose();
        let text = core(sentence.text(prose));
        let start = text.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        let span = prose.span(sentence.range.start + start..sentence.range.start + text.len());
        report_sentence(span, text[start..].unicode_trim_start(), mixture, plain_is_fault, sink);
    }
}

fn report_sentence(span: Span, end: &str, mixture: bool, plain: bool, sink: &mut Sink<'_>) {
    let message = match (mixture, plain) {
        (true, true) => message!(
            "`{end}` is plain style, but the note also uses です・ます",
            "`{end}` は常体で、です・ます調と混ざっている"
        ),
        (true, false) => message!(
            "`{end}` is polite style, but the note also uses だ・である",
            "`{end}` は敬体で、だ・である調と混ざっている"
        ),
        (false, true) => {
            message!("`{end}` is plain style, expected です・ます", "`{end}` は常体で、です・ます調に揃っていない")
        }
        (false, false) => {
            message!("`{end}` is polite style, expected だ・である", "`{end}` は敬体で、だ・である調に揃っていない")
        }
    };
    sink.report(span, message);
}
