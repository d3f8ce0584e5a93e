//! The encoding of a page, as browsers determine it (HTML Living Standard §13.2.3, "Determining the character
//! encoding"): byte order mark, HTTP header, `<meta>` near the beginning, and otherwise a guess from the bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How many bytes are searched for a `<meta>`: the limit that the standard sets for authors.
const PRESCAN: usize = 1024;

/// The text of a page, from its first bytes (or all of them) and its `Content-Type` header.
pub(super) fn decode(bytes: &[u8], content_type: &str) -> String {
    // `decode` prefers a byte order mark to the encoding it is called on.
    let declared = of_header(content_type).or_else(|| prescan(&bytes[..bytes.len().min(PRESCAN)]));
    declared.unwrap_or_else(|| guess(bytes)).decode(bytes).0.into_owned()
}

/// The likely encoding of a page that declares none.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The `charset` of a `Content-Type` (WHATWG MIME Sniffing §4.4).
fn of_header(content_type: &str) -> Option<&'static Encoding> {
    let parameters = content_type.split(';').skip(1);
    let label = parameters.filter_map(|parameter| parameter.split_once('=')).find_map(|(name, value)| {
        name.trim_ascii().eq_ignore_ascii_case("charset").then(|| value.trim_ascii().trim_matches('"'))
    });
    Encoding::for_label(label?.as_bytes())
}

/// The encoding declared by a `<meta>` in `bytes`, otherwise by an XML declaration ("prescan a byte stream to determine
/// its encoding"). A declaration of UTF-16 that is readable as ASCII means UTF-8.
fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(b"<\0?\0x\0") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\0<\0?\0x") {
        return Some(UTF_16BE);
    }
    let found = MetaScanner { bytes, at: 0 }.scan().or_else(|| of_xml(bytes))?;
    Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found })
}

/// The encoding of `<?xml version="1.0" encoding="…"?>` at the very beginning ("get an XML encoding").
fn of_xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..memchr::memchr(b'>', declaration)?];
    let at = memchr::memmem::find(declaration, b"encoding")? + b"encoding".len();
    let value = declaration[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = value.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    let label = &value[..memchr::memchr(*quote, value)?];
    // `for_label` ignores surrounding white space, but within the quotes it is not allowed.
    if label.iter().any(u8::is_ascii_whitespace) { None } else { Encoding::for_label(label) }
}

struct MetaScanner<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// An attribute: name and value in lower case.
type MetaAttribute = (Vec<u8>, Vec<u8>);

impl MetaScanner<'_> {
    /// The first encoding that a `<meta>` declares; `None` if the bytes end first.
    fn scan(mut self) -> Option<&'static Encoding> {
        loop {
            self.at += memchr::memchr(b'<', self.rest())?;
            let rest = self.rest();
            if rest.starts_with(b"<!--") {
                // `<!-->` is a complete comment: the dashes may overlap.
                self.at += memchr::memmem::find(&rest[2..], b"-->")? + 2 + b"-->".len();
            } else if is_meta(rest) {
                self.at += b"<meta".len();
                if let Some(encoding) = self.meta()? {
                    return Some(encoding);
                }
            } else if rest.get(1 + usize::from(rest.get(1) == Some(&b'/')))?.is_ascii_alphabetic() {
                self.at += rest.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'>')?;
                while self.attribute()?.is_some() {}
            } else if matches!(rest[1], b'!' | b'/' | b'?') {
                self.at += memchr::memchr(b'>', rest)?;
            } else {
                self.at += 1;
            }
        }
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The encoding declared by the `<meta>` whose attributes come next. The outer `None` means that the bytes have
    /// ended.
    #[allow(clippy::option_option, reason = "the outer one is the end of the bytes")]
    fn meta(&mut self) -> Option<Option<&'static Encoding>> {
        let mut names: Vec<Vec<u8>> = Vec::new();
        let (mut is_pragma, mut needs_pragma, mut encoding) = (false, false, None);
        while let Some((name, value)) = self.attribute()? {
            if names.contains(&name) {
                continue;
            }
            match &*name {
                b"http-equiv" => is_pragma = value == b"content-type",
                b"content" if encoding.is_none() => {
                    encoding = of_content(&value);
                    needs_pragma = encoding.is_some();
                }
                b"charset" => {
                    encoding = Encoding::for_label(&value);
                    needs_pragma = false;
                }
                _ => {}
            }
            names.push(name);
        }
        let encoding = encoding.filter(|_| is_pragma || !needs_pragma);
        Some(encoding.map(|encoding| if encoding == X_USER_DEFINED { WINDOWS_1252 } else { encoding }))
    }

    /// The next attribute of a tag ("get an attribute"). The inner `None` is the end of the tag, the outer one the end
    /// of the bytes.
    #[allow(clippy::option_option, reason = "the outer one is the end of the bytes")]
    fn attribute(&mut self) -> Option<Option<MetaAttribute>> {
        self.skip(|byte| byte.is_ascii_whitespace() || byte == b'/')?;
        if self.rest()[0] == b'>' {
            return Some(None);
        }
        // An `=` at the start of a name is part of the name.
        let mut name = vec![self.rest()[0].to_ascii_lowercase()];
        self.at += 1;
        name.extend(self.take(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'='))?);
        self.skip(|byte| byte.is_ascii_whitespace())?;
        if self.rest()[0] != b'=' {
            return Some(Some((name, Vec::new())));
        }
        self.at += 1;
        self.skip(|byte| byte.is_ascii_whitespace())?;
        let value = match self.rest()[0] {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                let value = self.take(|byte| byte == quote)?;
                self.at += 1;
                value
            }
            _ => self.take(|byte| byte.is_ascii_whitespace() || byte == b'>')?,
        };
        Some(Some((name, value)))
    }

    /// Moves to the first byte that is not `skipped`; `None` if there is none.
    fn skip(&mut self, skipped: impl Fn(u8) -> bool) -> Option<()> {
        self.at += self.rest().iter().position(|byte| !skipped(*byte))?;
        Some(())
    }

    /// The bytes before the first that `stops`, in lower case; `None` if there is none.
    fn take(&mut self, stops: impl Fn(u8) -> bool) -> Option<Vec<u8>> {
        let length = self.rest().iter().position(|byte| stops(*byte))?;
        let taken = self.rest()[..length].to_ascii_lowercase();
        self.at += length;
        Some(taken)
    }
}

fn is_meta(rest: &[u8]) -> bool {
    let is_name = rest.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"<meta"));
    is_name && rest.get(5).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/')
}

/// The encoding that `text/html; charset=…`, in lower case, declares ("extracting a character encoding from a meta
/// element").
fn of_content(content: &[u8]) -> Option<&'static Encoding> {
    let mut rest = content;
    loop {
        rest = &rest[memchr::memmem::find(rest, b"charset")? + b"charset".len()..];
        let Some(value) = rest.trim_ascii_start().strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let label = match value.split_first()? {
            (quote @ (b'"' | b'\''), value) => &value[..memchr::memchr(*quote, value)?],
            _ => value.split(|byte| byte.is_ascii_whitespace() || *byte == b';').next()?,
        };
        return Encoding::for_label(label);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};

    fn named(page: &str) -> Option<&'static str> {
        prescan(page.as_bytes()).map(Encoding::name)
    }

    #[test]
    fn a_meta_names_the_encoding() {
        for label in ["shift_jis", "x-sjis", "Shift_JIS", "ms_kanji", "windows-31j", " sjis "] {
            assert_eq!(named(&format!("<html><head><META charset='{label}'>")), Some("Shift_JIS"), "{label}");
        }
        let content = |content: &str| format!("<meta http-equiv=Content-Type content='text/html; {content}'>");
        assert_eq!(named(&content("charset=EUC-JP")), Some("EUC-JP"));
        assert_eq!(named(&content("Charset = \"iso-2022-jp\"; x")), Some("ISO-2022-JP"));
        assert_eq!(named(&content("charset; charset=x-euc-jp")), Some("EUC-JP"));
        assert_eq!(named("<meta content='text/html;charset=euc-jp' http-equiv=\"CONTENT-TYPE\"/>"), Some("EUC-JP"));
        assert_eq!(named("<meta\ncharset=euc-jp\n>"), Some("EUC-JP"));
        assert_eq!(named("<meta name=a/charset=euc-jp>"), None);
        assert_eq!(named("<meta charset=utf-16>"), Some("UTF-8"));
        assert_eq!(named("<meta charset=x-user-defined>"), Some("windows-1252"));
        assert_eq!(named("<?xml version='1.0' encoding='euc-jp'?><html>"), Some("EUC-JP"));
        assert_eq!(named("<?xml version='1.0' encoding='euc-jp'?><meta charset=sjis>"), Some("Shift_JIS"));
    }

    #[test]
    fn what_only_looks_like_a_meta_does_not() {
        for page in [
            "<!-- <meta charset=euc-jp> --><p>",
            "<a title='<meta charset=euc-jp>'>",
            "<metadata charset=euc-jp>",
            "<meta name=description content='charset=euc-jp'>",
            "<meta charset=euc-jp",
            "<meta charset='euc-jp>",
            "<meta charset=no-such>",
            "<!doctype charset=euc-jp><?charset=euc-jp>",
            "<",
            "<m",
            "</",
            "",
        ] {
            assert_eq!(named(page), None, "{page}");
        }
        assert_eq!(named("<!--><meta charset=euc-jp>"), Some("EUC-JP"));
        assert_eq!(named("<meta charset=no-such><meta charset=sjis>"), Some("Shift_JIS"));
        assert_eq!(named("<meta charset=sjis charset=euc-jp>"), Some("Shift_JIS"));
    }

    #[test]
    fn mark_then_header_then_meta_then_a_guess() {
        let meta = "<meta charset=shift_jis><h1 id=概要>概要の説明です</h1>";
        let shown = |bytes: &[u8], header: &str| decode(bytes, header).contains("概要の説明です");
        let text = |encoding: &'static Encoding| encoding.encode(meta).0.into_owned();
        assert!(shown(&text(SHIFT_JIS), "text/html"));
        assert!(shown(&text(EUC_JP), "text/html; charset=\"EUC-JP\""));
        assert!(shown(&text(EUC_JP), "text/html;Charset=x-euc-jp ; a=b"));
        assert!(shown(&text(SHIFT_JIS), "text/html; charset=no-such"));
        assert!(shown(format!("\u{feff}{meta}").as_bytes(), "text/html; charset=EUC-JP"));
        let utf16: Vec<u8> = meta.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(shown(&[&b"\xFF\xFE"[..], &utf16].concat(), "text/html; charset=EUC-JP"));
        let bare = "<h1 id=概要>概要の説明です。そのとおりです。</h1>";
        for encoding in [SHIFT_JIS, EUC_JP, ISO_2022_JP, UTF_8] {
            assert!(shown(&encoding.encode(bare).0, ""), "{}", encoding.name());
        }
        // A declaration after the first 1,024 bytes is ignored.
        let late = format!("{}<meta charset=koi8-r>", " ".repeat(1024));
        assert_eq!(decode(late.as_bytes(), ""), late);
    }
}
