//! `unknown-alert`: `> [!NOTE]` that the host shows as a quote.

use crate::finding::config_error::did_you_mean;
use crate::lint::prelude::*;
use crate::text::profile::Profile;

pub(crate) struct UnknownAlert;

rule!(UnknownAlert {
    summary: Text {
        en: "an alert (`> [!NOTE]`) that the host of the notes shows as a quote",
        ja: "ノートを公開するサービスで引用として表示されるアラート（`> [!NOTE]`）",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    about_syntax: true,
});

/// Kinds that Obsidian and others have, and the kinds of GitHub with the same meaning.
const SAME: [(&str, &str); 12] = [
    ("INFO", "NOTE"),
    ("ABSTRACT", "NOTE"),
    ("SUMMARY", "NOTE"),
    ("HINT", "TIP"),
    ("SUCCESS", "TIP"),
    ("WARN", "WARNING"),
    ("ALERT", "WARNING"),
    ("ATTENTION", "WARNING"),
    ("DANGER", "CAUTION"),
    ("ERROR", "CAUTION"),
    ("FAILURE", "CAUTION"),
    ("BUG", "CAUTION"),
];

/// The label of an alert.
struct Label<'t> {
    /// From `[` to `]`, and a `-` or `+` after it.
    span: Span,
    kind: &'t str,
    /// Whether the box can be folded.
    folds: bool,
    /// The text after the label, in the same line.
    title: Span,
}

impl Check for UnknownAlert {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::BlockQuote])
    }

    fn node(&self, note: &Note<'_>, quote: Node<'_>, sink: &mut Sink<'_>) {
        let profile = note.document.profile();
        let Some(kinds) = profile.boxes.alerts.kinds.filter(|_| quote.is_callout()) else { return };
        let Some(label) = label(note, quote) else { return };
        if !kinds.iter().any(|kind| kind.eq_ignore_ascii_case(label.kind)) {
            unknown(profile, kinds, &label, sink);
        } else if !profile.boxes.alerts.titles && (label.folds || label.title.start < label.title.end) {
            titled(note, quote, &label, sink);
        }
    }
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
    let folds = after.starts_with(['-', '+']);
    let title = &after[usize::from(folds)..];
    let from = start + end + 1 + usize::from(folds);
    let shown = title.unicode_trim();
    let title_start = from + title.len() - title.unicode_trim_start().len();
    Some(Label { span: Span::new(start, from), kind, folds, title: Span::new(title_start, title_start + shown.len()) })
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
        } else if profile.boxes.admonitions {
            report.note(message!("{host} has `!!! note`", "{host} では `!!! note` と書く"));
        }
        return;
    }
    let list = kinds.iter().map(|kind| format!("`{kind}`")).collect::<Vec<_>>().join(", ");
    let report = sink
        .report(
            label.span,
            message!(
                "{host} has no alert `{kind}`: this is a quote that begins with `[!{kind}]`",
                "{host} にアラート `{kind}` はなく、`[!{kind}]` で始まる引用として表示される"
            ),
        )
        .note(message!("{host} has {list}", "{host} にあるのは {list}"));
    let upper = kind.to_ascii_uppercase();
    let same = SAME.iter().find(|(other, _)| *other == upper).map(|(_, same)| *same);
    let Some(known) = same.or_else(|| did_you_mean(&upper, kinds.iter().copied())) else { return };
    report.fix(
        Applicability::Unsafe,
        Effect::Structure,
        message!("write `[!{known}]`", "`[!{known}]` と書く"),
        vec![Edit::replace(
            Span::new(label.span.start as usize + 2, label.span.start as usize + 2 + kind.len()),
            known,
        )],
    );
}

/// Reports an alert with a title on a host where it can't have one.
fn titled(note: &Note<'_>, quote: Node<'_>, label: &Label<'_>, sink: &mut Sink<'_>) {
    let (host, kind) = (note.document.profile().title, label.kind);
    let report = sink.report(
        label.span,
        message!(
            "text after `[!{kind}]` keeps it from being an alert on {host}",
            "{host} では `[!{kind}]` の後に文字があるとアラートにならない"
        ),
    );
    let report = report.note(message!(
        "it is shown as a quote that begins with `[!{kind}]`",
        "`[!{kind}]` で始まる引用として表示される"
    ));
    let line = note.source.line_at(quote.span().start as usize);
    let before = note.source.slice(Span::new(line.start as usize, label.span.start as usize));
    if label.folds || before.trim_start_matches([' ', '>']) != "" {
        return;
    }
    let gap = Span::new(label.span.end as usize, label.title.start as usize);
    report.fix(
        Applicability::Unsafe,
        Effect::Structure,
        message!("put the text on the next line", "次の行に分ける"),
        vec![Edit::replace(gap, format!("\n{before}"))],
    );
}
