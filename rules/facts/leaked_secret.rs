//! `leaked-secret`: an access key, a token or a private key in a note.

use crate::lint::prelude::*;
use crate::markdown::info_string;
use crate::text::secrets::{self, Secret, SecretKind};

pub(crate) struct LeakedSecret;

rule!(LeakedSecret {
    summary: Text { en: "an access key, token or private key", ja: "アクセスキー、トークン、秘密鍵" },
    severity: Severity::Error,
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member()],
});

/// How much of a secret is shown.
const SHOWN: usize = 4;

impl Check for LeakedSecret {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let found = secrets::find(note.source.text());
        let has_secret_key = found.iter().any(|secret| secret.kind == SecretKind::AwsSecretKey);
        for Secret { kind, range } in found {
            if info_string::is_skipped(note.document.node_at(range.start)) {
                continue;
            }
            let Text { en, ja } = name(kind);
            let report = if kind == SecretKind::PrivateKey {
                sink.report(Span::new(range.start, range.end), message!("{en}", "{ja}が書かれている"))
            } else {
                // Reports quote the text of the span, which therefore ends before the rest of the secret.
                let span = Span::new(range.start, range.start + SHOWN.min(range.len()));
                let (shown, length) = (note.source.slice(span), range.len());
                sink.report(
                    span,
                    message!("{en} `{shown}…` ({length} characters)", "{ja} `{shown}…`（{length} 文字）が書かれている"),
                )
            };
            let is_temporary = kind == SecretKind::AwsKeyId && note.source.text()[range.clone()].starts_with("ASIA");
            if is_temporary && !has_secret_key {
                report.at_most(Severity::Advice).note(message!(
                    "the ID of a temporary key, of no use without its secret; it reveals the account, so write a placeholder",
                    "一時的なキーの ID で、シークレットなしでは使えない。アカウントが分かるので、プレースホルダーに置き換える"
                ));
                continue;
            }
            report.note(message!(
                "anyone who reads the note or its history in git can use it; revoke it and write a placeholder",
                "ノートや git の履歴を読んだ人が使える。無効にしてから、プレースホルダーに置き換える"
            ));
        }
    }
}

fn name(kind: SecretKind) -> Text {
    match kind {
        SecretKind::AwsKeyId => Text { en: "AWS access key ID", ja: "AWS のアクセスキー ID" },
        SecretKind::AwsSecretKey => {
            Text { en: "AWS secret access key", ja: "AWS のシークレットアクセスキー" }
        }
        SecretKind::AzureStorageKey => Text { en: "Azure storage key", ja: "Azure Storage のキー" },
        SecretKind::GitHubToken => Text { en: "GitHub token", ja: "GitHub のトークン" },
        SecretKind::GitLabToken => Text { en: "GitLab token", ja: "GitLab のトークン" },
        SecretKind::GoogleApiKey => Text { en: "Google API key", ja: "Google の API キー" },
        SecretKind::NpmToken => Text { en: "npm token", ja: "npm のトークン" },
        SecretKind::PrivateKey => Text { en: "private key", ja: "秘密鍵" },
        SecretKind::SendGridKey => Text { en: "SendGrid API key", ja: "SendGrid の API キー" },
        SecretKind::SlackToken => Text { en: "Slack token", ja: "Slack のトークン" },
        SecretKind::SlackWebhook => Text { en: "Slack webhook", ja: "Slack の Webhook" },
        SecretKind::StripeKey => Text { en: "Stripe key", ja: "Stripe のキー" },
    }
}
