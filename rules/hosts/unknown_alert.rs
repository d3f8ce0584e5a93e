//! `unknown-alert`: `> [!NOTE]` that the host shows as a quote.

use crate::facts::Facts;
use crate::links::vault::quartz;
use crate::lint::prelude::*;
use crate::markdown::alerts::AlertLabel;
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

impl Check for UnknownAlert {
    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        let (profile, labels) = (&view.facts.profile, &view.facts.alerts);
        let alerts = profile.boxes.alerts;
        if alerts.kinds.is_none() || labels.is_empty() {
            return;
        }
        if profile.shows_repository && quartz(view.project.index(), view.path).is_some() {
            return;
        }
        let vault = profile.shows_repository.then(|| view.project.vault()).flatten();
        if let Some(vault) = vault {
            let first = labels.iter().find(|label| !label.works(&alerts)).filter(|_| *vault.first_alert == *view.path);
            return first.into_iter().for_each(|label| report_vault(profile.title, label, sink));
        }
        if profile.shows_repository && labels.iter().any(|label| !is_familiar(&alerts, label)) {
            return;
        }
        let hint = profile.shows_repository && is_of_vault(view.facts);
        for label in labels.iter().filter(|label| !label.works(&alerts)) {
            let report = if !label.is_known(&alerts) {
                unknown(profile, label, sink)
            } else if !alerts.titles && label.titled {
                titled(profile.title, label, sink)
            } else {
                nested(profile.title, label, sink)
            };
            let report = report.about("alerts");
            if hint {
                suggest_flavour(report);
            }
        }
    }
}

/// Reports, once for the project, that its callouts are those of Obsidian.
fn report_vault(host: &str, label: &AlertLabel, sink: &mut Sink<'_>) {
    let report = sink.report(
        label.span,
        message!(
            "this project looks like an Obsidian vault; {host} shows its callouts as quotes",
            "Obsidian の保管庫のようだが、{host} ではコールアウトが引用として表示される"
        ),
    );
    suggest_flavour(report);
}

fn suggest_flavour(report: FindingBuilder<'_>) {
    report.at_most(Severity::Advice).note(message!(
        "for notes that are read in Obsidian, set `flavour = \"obsidian\"`",
        "Obsidian で読むノートなら `flavour = \"obsidian\"` を設定する"
    ));
}

/// A plain `[!EXAMPLE]` is how books write it whose program knows it.
fn is_familiar(alerts: &Alerts, label: &AlertLabel) -> bool {
    let is_of_book = &*label.kind == "EXAMPLE" && !label.titled;
    label.is_known(alerts) || FAMILIAR.iter().any(|kind| kind.eq_ignore_ascii_case(&label.kind)) && !is_of_book
}

/// Whether a note with `facts` may be one of an Obsidian vault: it has a callout as only Obsidian has them, or a wikilink.
fn is_of_vault(facts: &Facts) -> bool {
    let lower = |kind: &str| kind.contains(|char: char| char.is_ascii_lowercase());
    let alerts = &facts.profile.boxes.alerts;
    let is_obsidian =
        |label: &AlertLabel| label.folded || label.titled || !label.is_known(alerts) && lower(&label.kind);
    facts.alerts.iter().any(is_obsidian) || facts.has_wikilinks()
}

fn unknown<'s>(profile: &Profile, label: &AlertLabel, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let (host, kind) = (profile.title, &label.kind);
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
fn titled<'s>(host: &str, label: &AlertLabel, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let kind = &label.kind;
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
fn nested<'s>(host: &str, label: &AlertLabel, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let kind = &label.kind;
    sink.report(
        label.span,
        message!(
            "`[!{kind}]` is not an alert in a list or a quote on {host}",
            "{host} では、リストや引用の中の `[!{kind}]` はアラートにならない"
        ),
    )
    .note(message!("it is shown as a quote that begins with `[!{kind}]`", "`[!{kind}]` で始まる引用として表示される"))
}
