//! `unknown-alert`: `> [!NOTE]` that the host shows as a quote.

use crate::lint::prelude::*;
use crate::text::profile::Profile;

pub(crate) struct UnknownAlert;

rule!(UnknownAlert {
    summary: Text {
        en: "an alert (`> [!NOTE]`) that the host of the notes shows as a quote",
        ja: "ノートを公開するサービスで引用として表示されるアラート（`> [!NOTE]`）",
    },
    presets: &[Preset::Recommended.member()],
    about_syntax: true,
});

/// Kinds that people expect GitHub to have.
const SIMILAR: [&str; 8] = ["INFO", "HINT", "WARN", "ALERT", "ATTENTION", "DANGER", "ERROR", "SUCCESS"];

/// The label of an alert.
struct Label<'t> {
    /// From `[` to `]`, and a `-` or `+` after it.
    span: Span,
    kind: &'t str,
    /// Whether text follows the label in the same line.
    is_titled: bool,
}

impl Check for UnknownAlert {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let profile = note.document.profile();
        let Some(kinds) = profile.boxes.alerts.kinds else { return };
        let quotes = note.document.of_kind(Kind::BlockQuote).filter(|quote| quote.is_callout());
        let labels: Vec<Label<'_>> = quotes.filter_map(|quote| label(note, quote)).collect();
        let is_known = |label: &Label<'_>| kinds.iter().any(|kind| kind.eq_ignore_ascii_case(label.kind));
        let is_titled = |label: &Label<'_>| label.is_titled && !profile.boxes.alerts.titles;
        if profile.shows_repository && !is_for_host(&labels, is_known) {
            return;
        }
        for label in &labels {
            if !is_known(label) {
                unknown(profile, kinds, label, sink);
            } else if is_titled(label) {
                titled(profile.title, label, sink);
            }
        }
    }
}

/// Whether the alerts of a note in a repository were surely written for the host, not for Obsidian or a site: there is
/// a plain one, in upper case, and all others resemble the host's.
fn is_for_host(labels: &[Label<'_>], is_known: impl Fn(&Label<'_>) -> bool) -> bool {
    let upper = |label: &Label<'_>| !label.kind.contains(|char: char| char.is_ascii_lowercase());
    let similar = |label: &Label<'_>| SIMILAR.contains(&label.kind) && !label.is_titled;
    labels.iter().any(|label| is_known(label) && !label.is_titled)
        && labels.iter().all(|label| upper(label) && (is_known(label) || similar(label)))
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
    let folds = usize::from(after.starts_with(['-', '+']));
    Some(Label { span: Span::new(start, start + end + 1 + folds), kind, is_titled: !after.unicode_trim().is_empty() })
}

fn unknown(profile: &Profile, kinds: &[&str], label: &Label<'_>, sink: &mut Sink<'_>) {
    let (host, kind) = (profile.title, label.kind);
    if kinds.is_empty() {
        let report = sink.report(
            label.span,
            message!(
                "{host} has no alerts: this is a quote that begins with `[!{kind}]`",
                "{host} にアラートはなく、`[!{kind}]` で始まる引用として表示される"
            ),
        );
        let usual = profile.boxes.containers.and_then(|boxes| boxes.usual[0]);
        if let Some(usual) = usual {
            report.note(message!("{host} has `{usual}`", "{host} では `{usual}` と書く"));
        } else if profile.boxes.admonitions.notes {
            report.note(message!("{host} has `!!! note`", "{host} では `!!! note` と書く"));
        }
        return;
    }
    let list = kinds.iter().map(|kind| format!("`{kind}`")).collect::<Vec<_>>().join(", ");
    sink.report(
        label.span,
        message!(
            "{host} has no alert `{kind}`: this is a quote that begins with `[!{kind}]`",
            "{host} にアラート `{kind}` はなく、`[!{kind}]` で始まる引用として表示される"
        ),
    )
    .note(message!("{host} has {list}", "{host} にあるのは {list}"));
}

/// Reports an alert with a title on a host where it can't have one.
fn titled(host: &str, label: &Label<'_>, sink: &mut Sink<'_>) {
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
    ));
}
