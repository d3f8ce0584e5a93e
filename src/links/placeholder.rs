//! Placeholder and reserved URLs: `https://example.com`, `https://<region>.…`, `http://localhost`.

use core::net::IpAddr;

use url::{Host, Url};

use super::public_ip::{is_documentation, is_public};

/// Whether `destination`, as written, contains a placeholder. Example: `https://<id>.example.com`.
pub fn in_text(destination: &str) -> bool {
    const MARKS: [&str; 15] = ["{", "}", "<", ">", "$(", "[", "]", "...", "…", "＜", "＞", "%7B", "%7b", "%3C", "XXXX"];
    let is_variable = |at: usize| destination[at + 1..].starts_with(|char: char| char.is_ascii_uppercase());
    MARKS.iter().any(|mark| destination.contains(mark))
        || destination.match_indices('$').any(|(at, _)| is_variable(at))
        || destination.split(['/', '.', ':', '?', '=', '&']).any(is_filler)
}

/// Whether a placeholder begins in `after`, the text right after a bare URL, so that the URL is only a part of one.
/// Example: `.<region>.amazonaws.com`
pub fn begins(after: &str) -> bool {
    let after = after.trim_start_matches('.');
    let is_tag = ["<br", "</"].iter().any(|tag| after.starts_with(tag));
    after.starts_with(['<', '{', '$', '[', '…', '＜']) && !is_tag
}

/// Whether `url` is the URL of a page that every reader can open: it has no placeholder, and its host is neither
/// reserved for examples nor local.
pub fn is_page(url: &str) -> bool {
    let is_public = |url: &Url| !is_reserved(url) && !is_local(url);
    !in_text(url) && Url::parse(url).is_ok_and(|url| is_public(&url))
}

/// Whether `part` stands for a real value: `xxx`, `YOUR_ID`, `your-domain`, `***`.
fn is_filler(part: &str) -> bool {
    let lower = part.to_ascii_lowercase();
    let xs = lower.len() > 2 && lower.bytes().all(|byte| matches!(byte, b'x' | b'-'));
    let stars = !lower.is_empty() && lower.bytes().all(|byte| byte == b'*');
    let yours = ["your-", "your_", "my-domain", "yourdomain", "mydomain"].iter().any(|start| lower.starts_with(start));
    xs || stars || yours
}

/// Reserved names: RFC 2606 and RFC 6761, RFC 6762 (`local`), RFC 7686 (`onion`), RFC 8375 (`home.arpa`), and ICANN's
/// `internal`.
const RESERVED: [&str; 9] =
    ["example", "test", "invalid", "localhost", "local", "onion", "internal", "lan", "home.arpa"];

/// Whether the host of `url` is reserved for examples or documentation, so that there is nothing to check. Loopback and
/// private addresses are not reserved; see [`is_local`].
pub fn is_reserved(url: &Url) -> bool {
    match url.host() {
        None => true,
        Some(Host::Domain(name)) => is_reserved_name(name) && !is_loopback_name(name),
        Some(Host::Ipv4(address)) => is_documentation(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => is_documentation(IpAddr::V6(address)),
    }
}

/// Whether `url` leads to the local machine or network, judging by its host name or IP address.
pub fn is_local(url: &Url) -> bool {
    match url.host() {
        None => false,
        Some(Host::Domain(name)) => is_loopback_name(name) || !name.trim_end_matches('.').contains('.'),
        Some(Host::Ipv4(address)) => !is_public(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => !is_public(IpAddr::V6(address)),
    }
}

fn is_loopback_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name == "localhost" || name.ends_with(".localhost")
}

fn is_reserved_name(name: &str) -> bool {
    // Below these, a name of three labels is a registered domain.
    const SECOND: [&str; 7] = ["co", "or", "ne", "ac", "go", "com", "org"];
    let name = name.trim_end_matches('.');
    let is_below = |top: &&str| name.strip_suffix(*top).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    if RESERVED.iter().any(is_below) {
        return true;
    }
    let mut labels = name.rsplit('.').skip(1);
    match labels.next() {
        Some("example") => true,
        Some(second) => SECOND.contains(&second) && labels.next() == Some("example"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(url: &str) -> Url {
        Url::parse(url).unwrap()
    }

    #[test]
    fn reserved_names_cannot_be_registered() {
        for reserved in
            ["example.com", "www.example.co.jp", "example.jp", "a.test", "b.example", "printer.local", "x.internal"]
        {
            assert!(is_reserved(&url(&format!("https://{reserved}/"))), "{reserved}");
        }
        for real in ["examples.com", "example.github.io", "go.dev", "test.co.jp", "localhost", "docs.aws.amazon.com"] {
            assert!(!is_reserved(&url(&format!("https://{real}/"))), "{real}");
        }
        assert!(is_reserved(&url("http://192.0.2.1/")) && is_reserved(&url("http://[2001:db8::1]/")));
    }

    #[test]
    fn local_hosts() {
        for local in ["localhost:8080", "a.localhost", "nginx", "10.0.0.1", "169.254.169.254", "[::1]", "2130706433"] {
            assert!(is_local(&url(&format!("http://{local}/"))), "{local}");
        }
        for far in ["8.8.8.8", "a.io", "[2606:4700::1111]"] {
            assert!(!is_local(&url(&format!("http://{far}/"))), "{far}");
        }
    }

    #[test]
    fn placeholders() {
        for gap in
            ["https://a.io/<id>", "https://${HOST}/", "https://$HOST/", "https://xxxx.a.io", "https://a.io/YOUR_ID"]
        {
            assert!(in_text(gap), "{gap}");
        }
        for whole in ["https://a.io/$metadata", "https://a.io/xx", "https://a.io/a*b", "https://xxl.a.io/x"] {
            assert!(!in_text(whole), "{whole}");
        }
    }
}
