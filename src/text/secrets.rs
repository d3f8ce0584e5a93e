//! Credentials in a text: access keys, tokens and private keys of known shapes.
//!
//! Rules report them, and reports mask them: a credential must not be repeated in a log. Values that documentation uses as
//! examples, and values that are masked, are not credentials.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// A kind of credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretKind {
    /// `AKIA…`, `ASIA…`
    AwsKeyId,
    /// The value of `aws_secret_access_key`.
    AwsSecretKey,
    /// The value of `AccountKey` in a connection string.
    AzureStorageKey,
    /// `ghp_…`, `github_pat_…`
    GitHubToken,
    /// `glpat-…`
    GitLabToken,
    /// `AIza…`
    GoogleApiKey,
    /// `npm_…`
    NpmToken,
    /// `-----BEGIN PRIVATE KEY-----`
    PrivateKey,
    /// `SG.….…`
    SendGridKey,
    /// `xoxb-…`
    SlackToken,
    /// `hooks.slack.com/services/T…/B…/…`
    SlackWebhook,
    /// `sk_live_…`
    StripeKey,
}

/// A credential in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Its kind.
    pub kind: SecretKind,
    /// Its bytes. For a private key, those of the line that begins it.
    pub range: Range<usize>,
}

/// What a credential begins with, or what comes before it. Names of settings are listed in each case that files and the
/// documentation of AWS use.
const MARKS: [(&str, SecretKind); 31] = [
    ("AKIA", SecretKind::AwsKeyId),
    ("ASIA", SecretKind::AwsKeyId),
    ("secret_access_key", SecretKind::AwsSecretKey),
    ("Secret_Access_Key", SecretKind::AwsSecretKey),
    ("SECRET_ACCESS_KEY", SecretKind::AwsSecretKey),
    ("secretaccesskey", SecretKind::AwsSecretKey),
    ("secretAccessKey", SecretKind::AwsSecretKey),
    ("SecretAccessKey", SecretKind::AwsSecretKey),
    ("SECRETACCESSKEY", SecretKind::AwsSecretKey),
    ("secret access key", SecretKind::AwsSecretKey),
    ("Secret access key", SecretKind::AwsSecretKey),
    ("Secret Access Key", SecretKind::AwsSecretKey),
    ("SECRET ACCESS KEY", SecretKind::AwsSecretKey),
    ("AccountKey=", SecretKind::AzureStorageKey),
    ("ghp_", SecretKind::GitHubToken),
    ("gho_", SecretKind::GitHubToken),
    ("ghu_", SecretKind::GitHubToken),
    ("ghs_", SecretKind::GitHubToken),
    ("ghr_", SecretKind::GitHubToken),
    ("github_pat_", SecretKind::GitHubToken),
    ("glpat-", SecretKind::GitLabToken),
    ("AIza", SecretKind::GoogleApiKey),
    ("npm_", SecretKind::NpmToken),
    ("PRIVATE KEY-----", SecretKind::PrivateKey),
    ("SG.", SecretKind::SendGridKey),
    ("xoxb-", SecretKind::SlackToken),
    ("xoxp-", SecretKind::SlackToken),
    ("xoxa-", SecretKind::SlackToken),
    ("hooks.slack.com/services/", SecretKind::SlackWebhook),
    ("sk_live_", SecretKind::StripeKey),
    ("rk_live_", SecretKind::StripeKey),
];

static AUTOMATON: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let marks = MARKS.iter().map(|(mark, _)| mark);
    // With this kind of match and exact case, the crate searches with vector instructions.
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(marks).ok()
});

/// The credentials in `text`, in order.
pub fn find(text: &str) -> Vec<Secret> {
    let Some(automaton) = &*AUTOMATON else { return Vec::new() };
    let mut found: Vec<Secret> = Vec::new();
    for mark in automaton.find_iter(text) {
        let Some((written, kind)) = MARKS.get(mark.pattern().as_usize()).copied() else { continue };
        let Some(range) = credential(text, mark.range(), written, kind) else { continue };
        if found.last().is_none_or(|last| last.range.end <= range.start) {
            found.push(Secret { kind, range });
        }
    }
    found
}

/// `text` with the letters and digits of each credential, but for the first four, replaced with `*`. As long as `text`.
pub fn masked(text: &str) -> Option<String> {
    const SHOWN: usize = 4;
    const KEY_LINE: usize = 32;
    let mut ranges: Vec<Range<usize>> = find(text)
        .into_iter()
        .filter(|secret| secret.kind != SecretKind::PrivateKey)
        .map(|secret| secret.range.start + SHOWN..secret.range.end)
        .collect();
    if text.contains("PRIVATE KEY-----") {
        // The lines of the key.
        let mut at = 0;
        for run in text.split(|char: char| !is_base64(char)) {
            if run.len() >= KEY_LINE {
                ranges.push(at..at + run.len());
            }
            at += run.len() + text[at + run.len()..].chars().next().map_or(0, char::len_utf8);
        }
    }
    if ranges.is_empty() {
        return None;
    }
    let mut out = text.to_owned();
    for range in ranges {
        // Credentials are ASCII, so the length stays.
        let stars = out.get(range.clone()).map(|part| part.replace(|char: char| char.is_ascii_alphanumeric(), "*"));
        if let Some(stars) = stars.filter(|stars| stars.len() == range.len()) {
            out.replace_range(range, &stars);
        }
    }
    Some(out)
}

/// The bytes of the credential at `mark`, if there is one.
fn credential(text: &str, mark: Range<usize>, written: &str, kind: SecretKind) -> Option<Range<usize>> {
    let after = &text[mark.end..];
    let starts = !text[..mark.start].ends_with(|char: char| char.is_ascii_alphanumeric() || char == '_');
    let whole = |length: usize| mark.start..mark.end + length;
    let found = match kind {
        SecretKind::AwsKeyId => {
            whole(exactly(after, 16, |char| char.is_ascii_uppercase() || ('2'..='7').contains(&char))?)
        }
        SecretKind::AwsSecretKey => {
            let value = after.trim_start_matches(['"', '\'', ' ', '=', ':', '\t', '`']);
            let start = text.len() - value.len();
            let gap = start - mark.end;
            let length = exactly(value, 40, |char| is_base64(char) && char != '=')?;
            return ((1..=8).contains(&gap) && is_random(&value[..length])).then_some(start..start + length);
        }
        SecretKind::AzureStorageKey => {
            let length = exactly(after, 88, is_base64)?;
            (after[..length].ends_with("==")).then_some(mark.end..mark.end + length)?
        }
        SecretKind::GitHubToken if written == "github_pat_" => whole(exactly(after, 82, is_word)?),
        SecretKind::GitHubToken | SecretKind::NpmToken => {
            whole(exactly(after, 36, |char| char.is_ascii_alphanumeric())?)
        }
        SecretKind::GitLabToken => whole(exactly(after, 20, is_slug)?),
        SecretKind::GoogleApiKey => whole(exactly(after, 35, is_slug)?),
        SecretKind::StripeKey => {
            let length = run(after, |char| char.is_ascii_alphanumeric());
            whole(Some(length).filter(|length| *length >= 24)?)
        }
        SecretKind::SendGridKey => {
            let first = exactly(after, 22, is_slug)?;
            let second = exactly(after[first..].strip_prefix('.')?, 43, is_slug)?;
            whole(first + 1 + second)
        }
        SecretKind::SlackToken => {
            let length = run(after, |char| char.is_ascii_alphanumeric() || char == '-');
            whole(Some(length).filter(|length| *length >= 30 && after[..*length].contains('-'))?)
        }
        SecretKind::SlackWebhook => {
            let length = run(after, |char| char.is_ascii_alphanumeric() || char == '/');
            let mut parts = after[..length].split('/');
            let is_id = |id: &str, first: char| {
                id.starts_with(first) && id.len() >= 9 && !id.contains(|char: char| char.is_ascii_lowercase())
            };
            let is_hook = is_id(parts.next()?, 'T') && is_id(parts.next()?, 'B') && parts.next()?.len() == 24;
            return (is_hook && is_random(&after[..length])).then_some(mark.end..mark.end + length);
        }
        SecretKind::PrivateKey => return private_key(text, mark),
    };
    let value = &text[found.clone()];
    (starts && is_random(value.strip_prefix(written).unwrap_or(value))).then_some(found)
}

/// The line `-----BEGIN … PRIVATE KEY-----` that ends with `mark`, if lines of a key follow.
fn private_key(text: &str, mark: Range<usize>) -> Option<Range<usize>> {
    const BEGIN: &str = "-----BEGIN ";
    let from = text.floor_char_boundary(mark.start.saturating_sub(40));
    let start = from + text[from..mark.start].rfind(BEGIN)?;
    let kind = &text[start + BEGIN.len()..mark.start];
    let is_kind = kind.chars().all(|char| char.is_ascii_uppercase() || char == ' ') && !kind.contains("ENCRYPTED");
    // In JSON, the lines are separated by `\n`.
    let end = text.ceil_char_boundary((mark.end + 400).min(text.len()));
    let inside = text[mark.end..end].split("-----").next()?;
    let body: Vec<&str> = inside.split(|char: char| !is_base64(char)).collect();
    let longest = body.iter().map(|part| part.len()).max()?;
    let sample = body.iter().find(|part| part.len() == longest)?;
    (is_kind && longest >= 40 && is_random(sample)).then_some(start..mark.end)
}

/// `length`, if exactly so many characters at the start of `text` are `of` a kind.
fn exactly(text: &str, length: usize, of: impl Fn(char) -> bool) -> Option<usize> {
    // A longer run is something else, and may be very long.
    let found = text.chars().take(length + 1).take_while(|char| of(*char)).count();
    let ends = !text[found.min(text.len())..].starts_with(|char: char| char.is_ascii_alphanumeric());
    (found == length && ends).then_some(length)
}

/// How many characters at the start of `text` are `of` a kind, all of them ASCII. At most 200.
fn run(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.chars().take(200).take_while(|char| char.is_ascii() && of(*char)).count()
}

fn is_base64(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '+' | '/' | '=')
}

fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_'
}

fn is_slug(char: char) -> bool {
    is_word(char) || char == '-'
}

/// Whether `value` looks random, and not like an example or a mask.
fn is_random(value: &str) -> bool {
    const EXAMPLES: [&str; 12] = [
        "example",
        "xxx",
        "000000",
        "12345",
        "abcde",
        "your",
        "secret",
        "dummy",
        "sample",
        "redacted",
        "placeholder",
        "aaaa",
    ];
    let lower = value.to_ascii_lowercase();
    let mut seen = [false; 128];
    for byte in value.bytes().filter(u8::is_ascii) {
        seen[usize::from(byte)] = true;
    }
    let distinct = seen.iter().filter(|seen| **seen).count();
    distinct >= 8.min(value.len())
        && value.contains(|char: char| char.is_ascii_digit())
        && !EXAMPLES.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Credentials are put together here, so that no scanner takes this file for a leak.
    fn joined(parts: &[&str]) -> String {
        parts.concat()
    }

    fn kinds(text: &str) -> Vec<SecretKind> {
        find(text).into_iter().map(|secret| secret.kind).collect()
    }

    #[test]
    fn credentials_of_known_shapes_are_found() {
        let random = "q7Rk2ZtW9xLm4NbV8cYp3HsD6fGj5TaQ1wEr";
        let key = joined(&[random, "k2Pz"]);
        for (text, kind) in [
            (joined(&["AKI", "AQ7RK2ZTW5XLM4NBV"]), SecretKind::AwsKeyId),
            (joined(&["id: ASI", "AQ7RK2ZTW5XLM4NBV."]), SecretKind::AwsKeyId),
            (joined(&["aws_secret_access_key = ", &key]), SecretKind::AwsSecretKey),
            (joined(&["AWS_SECRET_ACCESS_KEY=", &key]), SecretKind::AwsSecretKey),
            (joined(&["\"SecretAccessKey\": \"", &key, "\""]), SecretKind::AwsSecretKey),
            (joined(&["secretAccessKey: '", &key, "'"]), SecretKind::AwsSecretKey),
            (joined(&["AWS Secret Access Key: ", &key]), SecretKind::AwsSecretKey),
            (joined(&["gh", "p_", random]), SecretKind::GitHubToken),
            (joined(&["gl", "pat-", &random[..20]]), SecretKind::GitLabToken),
            (joined(&["AI", "za", &random[..35]]), SecretKind::GoogleApiKey),
            (joined(&["np", "m_", random]), SecretKind::NpmToken),
            (joined(&["sk_", "live_", &random[..24]]), SecretKind::StripeKey),
            (joined(&["xo", "xb-", "183749265017-", random]), SecretKind::SlackToken),
            (
                joined(&["https://hooks.slack.com/services/T4", "Q7K2ZW9/B8X5M3N6Q/", &random[..24]]),
                SecretKind::SlackWebhook,
            ),
            (joined(&["-----BEGIN RSA ", "PRIVATE KEY-----\n", &key, "\n"]), SecretKind::PrivateKey),
        ] {
            assert_eq!(kinds(&text), [kind], "{text}");
        }
    }

    #[test]
    fn examples_and_masks_are_not_credentials() {
        for text in [
            "AKIAIOSFODNN7EXAMPLE",
            "AKIAXXXXXXXXXXXXXXXX",
            "AKIA****************",
            "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "aws_secret_access_key = <your key>",
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
            "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----\nq7Rk2ZtW9xLm4NbV8cYp3HsD6fGj5TaQ1wErk2Pz",
            "-----BEGIN PUBLIC KEY-----",
            "the prefixes AKIA and ASIA",
            "akiaq7rk2ztw5xlm4nbv",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn masked_texts_keep_their_length() {
        let text = joined(&["あ AKI", "AQ7RK2ZTW5XLM4NBV い"]);
        assert_eq!(masked(&text).unwrap(), "あ AKIA**************** い");
        assert_eq!(masked("nothing"), None);
    }
}
