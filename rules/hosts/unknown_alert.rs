//! `unknown-alert`: `> [!NOTE]` that the host shows as a quote.

use crate::lint::prelude::*;
use crate::text::boxes::Alerts;
use crate::text::profile::Profile;
use crate::words;

pub(crate) struct UnknownAlert;

rule!(UnknownAlert {
    summary: Text {
        en: "an alert or callout (`> [!INFO] Title`) that the host of the notes shows as a quote",
        ja: "ノートを公開するサービスで引用として表示されるアラートやコールアウト（`> [!INFO] 題`）",
    },
    presets: &[Preset::Recommended.member()],
    other_severity: Some(Severity::Advice),
    about_syntax: true,
});

/// Kinds that people know from Obsidian and other programs. Where a note has yet another kind, a program of the project
/// may give all of them a meaning.
const FAMILIAR: &[&str] = words!("../words/callouts.txt", "kinds");

/// The label of an alert.
struct Label<'t> {
    /// From `[` to `]`, and a `-` or `+` after it.
    span: Span,
    kind: &'t str,
    /// Whether text follows the label in the same line.
    is_titled: bool,
    /// Whether readers can fold it: `[!note]-`.
    is_folded: bool,
    /// Whether it is in a list item or another quote.
    is_nested: bool,
}

impl Label<'_> {
    fn is_known(&self, alerts: &Alerts) -> bool {
        is_among(alerts.kinds.unwrap_or_default(), self.kind)
    }

    /// Whether the host shows it as a box.
    fn works(&self, alerts: &Alerts) -> bool {
        self.is_known(alerts) && (alerts.titles || !self.is_titled) && (alerts.nest || !self.is_nested)
    }
}

impl Check for UnknownAlert {
    fn looks_for(&self) -> &[std::ops::RangeInclusive<char>] {
        &['>'..='>']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let profile = note.document.profile();
        let alerts = profile.boxes.alerts;
        if alerts.kinds.is_none() {
            return;
        }
        let quotes = note.document.of_kind(Kind::BlockQuote).filter(|quote| quote.is_callout());
        let labels: Vec<Label<'_>> = quotes.filter_map(|quote| label(note, quote)).collect();
        if profile.shows_repository && labels.iter().any(|label| !is_familiar(&alerts, label)) {
            return;
        }
        let hint = profile.shows_repository && is_vault(note, &alerts, &labels);
        for label in labels.iter().filter(|label| !label.works(&alerts)) {
            let report = if !label.is_known(&alerts) {
                unknown(profile, label, sink)
            } else if !alerts.titles && label.is_titled {
                titled(profile.title, label, sink)
            } else {
                nested(profile.title, label, sink)
            };
            let report = report.about("alerts");
            if hint {
                report.at_most(Severity::Advice).note(message!(
                    "for notes that are read in Obsidian, set `flavour = \"obsidian\"`",
                    "Obsidian で読むノートなら `flavour = \"obsidian\"` を設定する"
                ));
            }
        }
    }
}

fn is_among(kinds: &[&str], kind: &str) -> bool {
    kinds.iter().any(|known| known.eq_ignore_ascii_case(kind))
}

/// A plain `[!EXAMPLE]` is how books write it whose program knows it.
fn is_familiar(alerts: &Alerts, label: &Label<'_>) -> bool {
    let is_of_book = label.kind == "EXAMPLE" && !label.is_titled;
    label.is_known(alerts) || is_among(FAMILIAR, label.kind) && !is_of_book
}

/// Whether the note may be one of an Obsidian vault: it has a callout as only Obsidian has them, or a wikilink.
fn is_vault(note: &Note<'_>, alerts: &Alerts, labels: &[Label<'_>]) -> bool {
    let lower = |kind: &str| kind.contains(|char: char| char.is_ascii_lowercase());
    labels.iter().any(|label| label.is_folded || label.is_titled || !label.is_known(alerts) && lower(label.kind))
        || note.source.text().contains("[[")
}

/// The label at the start of `quote`.
fn label<'t>(note: &'t Note<'_>, quote: Node<'_>) -> Option<Label<'t>> {
    let line = note.source.line_at(quote.span().start as usize);
    let start = quote.span().start as usize + quote.source().find("[!")?;
    let text = note.source.slice(Span::new(start, line.end as usize));
    let end = text.find(']')?;
    let kind = &text[2..end];
    let letters = kind.starts_with(|char: char| char.is_ascii_alphabetic())
        && kind.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_'));
    let after = &text[end + 1..];
    // A link or a definition can begin in the same way.
    if !letters || after.starts_with(['(', '[', ':']) {
        return None;
    }
    let is_folded = after.starts_with(['-', '+']);
    Some(Label {
        span: Span::new(start, start + end + 1 + usize::from(is_folded)),
        kind,
        is_titled: !after.unicode_trim().is_empty(),
        is_folded,
        is_nested: quote.within(Kinds::of(&[Kind::Item, Kind::BlockQuote, Kind::FootnoteDefinition])),
    })
}

fn unknown<'s>(profile: &Profile, label: &Label<'_>, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let (host, kind) = (profile.title, label.kind);
    let kinds = profile.boxes.alerts.kinds.unwrap_or_default();
    if kinds.is_empty() {
        let report = sink.report(
            label.span,
            message!(
                "{host} has no alerts: this is a quote that begins with `[!{kind}]`",
                "{host} にアラートはなく、`[!{kind}]` で始まる引用として表示される"
            ),
        );
        let usual = profile.boxes.containers.and_then(|boxes| boxes.usual[0]);
        return if let Some(usual) = usual {
            report.note(message!("{host} has `{usual}`", "{host} では `{usual}` と書く"))
        } else if profile.boxes.admonitions.notes {
            report.note(message!("{host} has `!!! note`", "{host} では `!!! note` と書く"))
        } else {
            report
        };
    }
    let list = kinds.iter().map(|kind| format!("`{kind}`")).collect::<Vec<_>>().join(", ");
    sink.report(
        label.span,
        message!(
            "{host} has no alert `{kind}`: this is a quote that begins with `[!{kind}]`",
            "{host} にアラート `{kind}` はなく、`[!{kind}]` で始まる引用として表示される"
        ),
    )
    .note(message!("{host} has {list}", "{host} にあるのは {list}"))
}

/// Reports an alert with a title on a host where it can't have one.
fn titled<'s>(host: &str, label: &Label<'_>, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let kind = label.kind;
    sink.report(
        label.span,
        message!(
            "text after `[!{kind}]` keeps it from being an alert on {host}",
            "{host} では `[!{kind}]` の後に文字があるとアラートにならない"
        ),
    )
    .note(message!(
        "it is shown as a quote that begins with `[!{kind}]`; the text can go on the next line",
        "`[!{kind}]` で始まる引用として表示される。文字は次の行に書く"
    ))
}

/// Reports an alert in a list item or another quote.
fn nested<'s>(host: &str, label: &Label<'_>, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let kind = label.kind;
    sink.report(
        label.span,
        message!(
            "`[!{kind}]` is not an alert in a list or a quote on {host}",
            "{host} では、リストや引用の中の `[!{kind}]` はアラートにならない"
        ),
    )
    .note(message!("it is shown as a quote that begins with `[!{kind}]`", "`[!{kind}]` で始まる引用として表示される"))
}
