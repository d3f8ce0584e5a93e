//! `blank-in-quote`: two block quotes with only blank lines between them.

use crate::lint::prelude::*;
use crate::markdown::lines;

pub(crate) struct BlankInQuote {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report the blank line before an alert (`> [!NOTE]`) too, as markdownlint does.
    alerts: bool,
}

rule!(BlankInQuote {
    options: Options,
    summary: Text {
        en: "two quotes with only blank lines between them", ja: "引用が空行だけで分かれている"
    },
    aliases: &["MD028", "no-blanks-blockquote"],
    presets: &[Preset::Markdownlint.with("alerts = true")],
});

impl Check for BlankInQuote {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::BlockQuote])
    }

    fn node(&self, note: &Note<'_>, quote: Node<'_>, sink: &mut Sink<'_>) {
        let Some(next) = quote.next_sibling().filter(|next| next.kind() == Kind::BlockQuote) else { return };
        let source = note.source;
        let blank = |line: &usize| lines::text(source, *line).is_blank();
        let between = lines::of(source, quote.span()).end() + 1..*lines::of(source, next.span()).start();
        // The first quote may end with lines that contain only a `>`.
        let own =
            between.clone().take_while(|line| lines::text(source, *line).md_trim_start().starts_with('>')).count();
        let gap = between.start + own..between.end;
        if !gap.clone().all(|line| blank(&line)) || !self.options.alerts && is_alert(next) {
            return;
        }
        for line in gap {
            let start = source.lines().start(line);
            let message = message!("a blank line splits the quote in two", "空行で引用が 2 つに分かれている");
            let report = sink.report(Span::new(start, start + lines::text(source, line).len()), message);
            report.note(message!(
                "some renderers join the two quotes, others do not; start the line with `>`, or put text between the quotes",
                "つなげて表示するかどうかは環境によって違う。1 つの引用なら空行も `>` で始め、別の引用なら間に文を入れる"
            ));
        }
    }
}

/// Whether `quote` starts with the label of an alert or callout, such as `[!NOTE]`. Without the blank line before it, the label
/// would be text of the quote above.
fn is_alert(quote: Node<'_>) -> bool {
    let text = quote.source().trim_start_matches(['>', ' ']);
    text.strip_prefix("[!").and_then(|text| text.split_once(']')).is_some_and(|(kind, _)| {
        !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}
