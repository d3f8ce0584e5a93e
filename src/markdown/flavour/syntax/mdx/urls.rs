//! URLs: where bare ones end, and which can't be parsed.

/// The length of the bare URL at the start of `text`. What is in it is not syntax.
pub(super) fn bare(before: &str, text: &str) -> Option<usize> {
    let previous = before.chars().next_back();
    let lower = |prefix: &str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let start = match () {
        () if lower("http://") => 7,
        () if lower("https://") => 8,
        () if lower("www.") => 0,
        () => return None,
    };
    let allowed = match previous {
        None => true,
        Some(char) if start > 0 => !char.is_ascii_alphabetic(),
        Some(char) => char.is_whitespace() || matches!(char, '(' | '*' | '_' | '[' | ']' | '~'),
    };
    let host = &text[start..];
    let is_host =
        |char: char| char.is_alphanumeric() || matches!(char, '.' | '-' | '_') || !char.is_ascii() && !is_mark(char);
    let end = host.find(|char| !is_host(char)).unwrap_or(host.len());
    let named = host[..end].trim_end_matches('.');
    let last: Vec<&str> = named.rsplit('.').take(2).collect();
    if !allowed || named.is_empty() || last.iter().any(|label| label.contains('_')) {
        return None;
    }
    let path = start + end;
    let end = text[path..].find(|char: char| char.is_whitespace() || char == '<').map_or(text.len(), |end| path + end);
    // Punctuation at the end is not part of it.
    Some(text[..end].trim_end_matches(['!', '"', '\'', ')', '*', ',', '.', ':', ';', '?', '_', '~', ']']).len().max(1))
}

/// Whether a non-ASCII character is punctuation or white space.
fn is_mark(char: char) -> bool {
    char.is_whitespace()
        || matches!(char, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{30fb}' | '\u{ff01}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff3d}' | '\u{ff5b}' | '\u{ff5d}' | '\u{ff5f}'..='\u{ff65}')
}

/// Whether `url` has a host, but can't be parsed (WHATWG URL Standard §4.4). Only what is certain.
pub(super) fn is_invalid(url: &str) -> bool {
    let lower = |prefix: &str| url.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let Some(scheme) = ["http://", "https://", "ftp://"].into_iter().find(|scheme| lower(scheme)) else { return false };
    let rest = url[scheme.len()..].trim_start_matches(['/', '\\']);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    if host.starts_with('[') || authority.contains('@') {
        return false;
    }
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    let numbers: Vec<&str> = host.trim_end_matches('.').split('.').collect();
    let is_number = |number: &&str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let address = numbers.len() == 4 && numbers.iter().all(is_number);
    host.is_empty()
        || host.contains(['|', '^', ' '])
        || address && numbers.iter().any(|number| number.parse::<u32>().is_ok_and(|number| number > 255))
        || !port.is_empty() && port.parse::<u16>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_urls() {
        for url in ["http://", "http://localhost:3000に", "http://x:99999/", "http://1.2.3.256/", "https://a|b/c"] {
            assert!(is_invalid(url), "{url}");
        }
        for url in [
            "http://localhost:3000/に",
            "http://x",
            "http://x:/",
            "http://[::1]:80/",
            "http://a:b@c/",
            "http://1.2.3.x/",
            "mailto:a b",
            "a:b",
            "https://{b}.c/",
        ] {
            assert!(!is_invalid(url), "{url}");
        }
    }
}
