//! `unknown-instance-type`: an instance type of Amazon EC2 that does not exist.

use memchr::memchr_iter;

use crate::catalog::instance_types;
use crate::lint::prelude::*;
use crate::markdown::info_string;

pub(crate) struct UnknownInstanceType;

rule!(UnknownInstanceType {
    summary: Text {
        en: "an EC2 instance type that does not exist, such as `t3.4xlarge`",
        ja: "存在しない EC2 のインスタンスタイプ（`t3.4xlarge` など）",
    },
    presets: &[Preset::Recommended.member()],
});

impl Check for UnknownInstanceType {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        const SHOWN: Kinds = Kinds::of(&[Kind::Text, Kind::Code]);
        let text = note.source.text();
        for dot in memchr_iter(b'.', text.as_bytes()) {
            let Some((start, end)) = unknown_type(text, dot) else { continue };
            let node = note.document.node_at(start);
            if !SHOWN.contains(node.kind()) || info_string::is_skipped(node) {
                continue;
            }
            let (name, family) = (&text[start..end], &text[start..dot]);
            let sizes: Vec<_> = instance_types::sizes(family).into_iter().flatten().collect();
            let (sizes, origin) = (excerpt(&sizes.join(", ")), instance_types::origin());
            sink.report(
                Span::new(start, end),
                message!("`{name}` is not an EC2 instance type", "`{name}` という EC2 のインスタンスタイプはない"),
            )
            .note(message!("the sizes of {family} are {sizes}", "{family} のサイズは {sizes}"))
            .note(message!("checked against {origin}", "{origin} で確認"));
        }
    }
}

/// The start and the end of the instance type around the dot at byte `dot`, if its family has no such size.
fn unknown_type(text: &str, dot: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 24;
    let is_part = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-';
    let bytes = text.as_bytes();
    // Most dots end a sentence or begin a domain or an extension.
    let begins_size = |byte: &u8| byte.is_ascii_digit() || b"lmnsx".contains(byte);
    let ends_family = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if !bytes.get(dot + 1).is_some_and(begins_size) || !bytes[..dot].last().is_some_and(ends_family) {
        return None;
    }
    let start = dot - bytes[..dot].iter().rev().take(LONGEST).take_while(|byte| is_part(byte)).count();
    let end = dot + 1 + bytes[dot + 1..].iter().take(LONGEST).take_while(|byte| is_part(byte)).count();
    let (family, size) = (text.get(start..dot)?, text.get(dot + 1..end)?);
    // `cache.t3.micro`, `m5.large.search`: other services have other types.
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(*byte, b'.' | b'_' | b'/' | b'@');
    let before = start.checked_sub(1).and_then(|before| bytes.get(before));
    let continues = bytes.get(end).is_some_and(|byte| {
        let after = bytes.get(end + 1);
        byte.is_ascii_alphanumeric()
            || matches!(*byte, b'_' | b'/')
            || *byte == b'.' && after.is_some_and(u8::is_ascii_alphanumeric)
    });
    if before.is_some_and(is_word) || continues || !is_size(size) {
        return None;
    }
    let mut sizes = instance_types::sizes(family)?;
    (!sizes.any(|known| known == size)).then_some((start, end))
}

/// Whether `size` is written like a size: `micro`, `4xlarge`, `metal-24xl`.
fn is_size(size: &str) -> bool {
    const SIZES: [&str; 7] = ["nano", "micro", "small", "medium", "large", "xlarge", "metal"];
    let name = size.trim_start_matches(|char: char| char.is_ascii_digit());
    SIZES.contains(&size) || name == "xlarge" || size.starts_with("metal-")
}
