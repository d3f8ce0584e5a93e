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
            if kind == SecretKind::AwsKeyId && !has_secret_key {
                if is_temporary(note.source.text(), range.start) {
                    report.at_most(Severity::Advice).note(message!(
                        "the ID of a temporary key, of no use without its secret; it reveals the account, so write a placeholder",
                        "一時的なキーの ID で、シークレットなしでは使えない。アカウントが分かるので、プレースホルダーに置き換える"
                    ));
                    continue;
                }
                if is_in_signed_url(note.source.text(), range.start) {
                    report.at_most(Severity::Advice).note(message!(
                        "the ID of the key that signed the URL, of no use without its secret; it reveals the account, so cut the URL off",
                        "URL に署名したキーの ID で、シークレットなしでは使えない。アカウントが分かるので、URL のクエリを消す"
                    ));
                    continue;
                }
            }
            report.note(message!(
                "anyone who reads the note or its history in git can use it; revoke it and write a placeholder",
                "ノートや git の履歴を読んだ人が使える。無効にしてから、プレースホルダーに置き換える"
            ));
        }
    }
}

/// Whether the key ID at byte `at` of `text` is that of temporary credentials.
fn is_temporary(text: &str, at: usize) -> bool {
    text[at..].starts_with("ASIA")
}

/// Whether the key ID at byte `at` of `text` is a parameter of a URL that AWS has signed (Signature Version 4).
fn is_in_signed_url(text: &str, at: usize) -> bool {
    text[..at].ends_with("X-Amz-Credential=")
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
