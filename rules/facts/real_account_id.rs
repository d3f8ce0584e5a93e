//! `real-account-id`: the number of an AWS account in an ARN, unless it is a placeholder.

use memchr::memmem;

use crate::lint::prelude::*;
use crate::markdown::info_string;
use crate::words;

pub(crate) struct RealAccountId;

rule!(RealAccountId {
    summary: Text {
        en: "an ARN with the number of a real AWS account", ja: "実在の AWS アカウントの番号を含む ARN"
    },
    severity: Severity::Advice,
});

/// Accounts of AWS itself, whose numbers are in its documentation.
const OF_AWS: &[&str] = words!("../words/aws_accounts.txt", "aws");

const LENGTH: usize = 12;

impl Check for RealAccountId {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let text = note.source.text();
        // Each account is reported where it is first named.
        let mut seen = Vec::new();
        for arn in memmem::find_iter(text.as_bytes(), b"arn:aws") {
            let Some(start) = account(text, arn) else { continue };
            let number = &text[start..start + LENGTH];
            if seen.contains(&number) || is_placeholder(number) || OF_AWS.contains(&number) {
                continue;
            }
            if info_string::is_skipped(note.document.node_at(arn)) {
                continue;
            }
            seen.push(number);
            sink.report(
                Span::new(start, start + LENGTH),
                message!(
                    "`{number}` seems to be the number of a real AWS account",
                    "`{number}` は実在の AWS アカウントの番号のようだ"
                ),
            )
            .note(message!(
                "`123456789012` is what AWS's documentation uses as an example",
                "AWS のドキュメントは、例として `123456789012` を使う"
            ));
        }
    }
}

/// The start of the account number in the ARN at byte `arn`: the fifth of its parts.
fn account(text: &str, arn: usize) -> Option<usize> {
    const LONGEST: usize = 120;
    let end = text.floor_char_boundary(text.len().min(arn + LONGEST));
    let mut at = arn;
    for part in text.get(arn..end)?.split(':').take(5) {
        if at > arn && part.len() == LENGTH && part.bytes().all(|byte| byte.is_ascii_digit()) {
            let ends = text.as_bytes().get(at + LENGTH) == Some(&b':');
            return (ends && text[arn..at].matches(':').count() == 4).then_some(at);
        }
        if !part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return None;
        }
        at += part.len() + 1;
    }
    None
}

/// Whether `number` was made up: it has few different digits, or counts up or down.
fn is_placeholder(number: &str) -> bool {
    const RUN: usize = 5;
    let mut digits: Vec<u8> = number.bytes().collect();
    let counts = digits.windows(RUN).any(|run| {
        let steps = |step: u8| run.windows(2).all(|pair| pair[0].wrapping_add(step) == pair[1]);
        steps(1) || steps(u8::MAX)
    });
    digits.sort_unstable();
    digits.dedup();
    digits.len() <= 4 || counts
}
