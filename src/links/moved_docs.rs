//! Documentation pages that have moved: the dictionary `rules/dictionaries/moved_docs.toml`, and the lookup of URLs in
//! it.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use memchr::memmem;
use serde::Deserialize;

/// The dictionary's text.
const TEXT: &str = include_str!("../../rules/dictionaries/moved_docs.toml");

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct MovedDocsFile {
    /// The date on which the moves were checked, as in the dictionaries of names.
    #[allow(dead_code, reason = "documents the dictionary for its readers")]
    as_of: String,
    moved: Vec<MovedPages>,
}

/// Pages that moved together, by prefix of their URLs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MovedPages {
    from: String,
    to: String,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    except_names: Vec<String>,
    exact: bool,
    #[allow(dead_code, reason = "documents the entry for readers of the dictionary")]
    source: String,
}

struct MovedDocsTable {
    entries: Vec<MovedPages>,
    /// Matches any host name of `entries`.
    hosts: Option<AhoCorasick>,
}

static TABLE: LazyLock<MovedDocsTable> = LazyLock::new(|| {
    let file: MovedDocsFile = toml::from_str(TEXT).unwrap_or_default();
    let hosts = file.moved.iter().map(|entry| host_of(&entry.from).trim_start_matches('*'));
    // The automaton kind that is fastest to build: it only searches host names, and most runs are short.
    let kind = Some(AhoCorasickKind::NoncontiguousNFA);
    let hosts = AhoCorasick::builder().ascii_case_insensitive(true).kind(kind).build(hosts).ok();
    MovedDocsTable { entries: file.moved, hosts }
});

/// The new location of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedPage {
    /// The part of the old URL that changed, without the scheme.
    pub from: String,
    /// The part of the new URL that replaces it.
    pub to: String,
    /// The whole new URL, including query and fragment.
    pub url: String,
    /// Whether the page is known to exist at the new URL.
    pub exact: bool,
}

/// Whether `text` may contain the URL of a moved page. A fast check, so that most texts are not searched.
pub fn possible(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), "://").any(|scheme| {
        let host =
            text[scheme..].bytes().skip(3).take_while(|byte| !byte.is_ascii_whitespace() && !b"/?#".contains(byte));
        let address = &text.as_bytes()[scheme..scheme + 3 + host.count()];
        // The table is only built if a note contains a URL.
        TABLE.hosts.as_ref().is_some_and(|hosts| hosts.is_match(address))
    })
}

/// The new location of the page at `url`, as written, if the page is known to have moved.
pub fn moved(url: &str) -> Option<MovedPage> {
    let (scheme, rest) = url.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..host_end].to_ascii_lowercase();
    let rest = format!("{host}{}", &rest[host_end..]);
    TABLE.entries.iter().find_map(|entry| entry.apply(&host, &rest))
}

impl MovedPages {
    /// The new location for the URL `rest`, which has no scheme.
    fn apply(&self, host: &str, rest: &str) -> Option<MovedPage> {
        let (from, to) = match self.from.strip_prefix('*') {
            Some(below) => {
                let name = host.strip_suffix(below)?;
                if name.is_empty() || name.contains(['.', '@']) || self.except_names.iter().any(|except| except == name)
                {
                    return None;
                }
                (format!("{name}{below}"), self.to.replacen('*', name, 1))
            }
            None => (self.from.clone(), self.to.clone()),
        };
        let after = rest.strip_prefix(&*from)?;
        let address = after.split('#').next().unwrap_or(after);
        let at_border = from.ends_with(['/', '-'])
            || from.ends_with("rfc")
            || after.is_empty()
            || after.starts_with(['/', '?', '#']);
        let is_whole = from.contains('/') && from.ends_with('/') && address.trim_matches('/').is_empty();
        let excepted = self.except.iter().any(|except| address.contains(&**except));
        // The front page of a section may have moved anywhere.
        (at_border && !is_whole && !excepted).then(|| MovedPage {
            url: format!("https://{to}{after}"),
            from,
            to,
            exact: self.exact,
        })
    }
}

fn host_of(address: &str) -> &str {
    address.split('/').next().unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(url: &str) -> Option<String> {
        moved(url).map(|moved| moved.url)
    }

    #[test]
    fn the_dictionary_is_valid() {
        let file: MovedDocsFile = toml::from_str(TEXT).unwrap();
        for entry in &file.moved {
            assert!(entry.source.starts_with("https://"), "{} has no source", entry.from);
            assert_eq!(entry.from.contains('*'), entry.to.contains('*'), "{}", entry.from);
            assert_eq!(entry.from.ends_with('/'), entry.to.ends_with('/'), "{}", entry.from);
            assert!(moved(&format!("https://{}x", entry.to.replace('*', "a"))).is_none(), "{} moves twice", entry.to);
        }
    }

    #[test]
    fn the_rest_of_the_url_is_kept() {
        assert_eq!(
            to("http://Docs.Microsoft.com/ja-jp/azure/aks/?view=a#b").as_deref(),
            Some("https://learn.microsoft.com/ja-jp/azure/aks/?view=a#b")
        );
        assert_eq!(
            to("https://tools.ietf.org/html/rfc6749#section-4.3").as_deref(),
            Some("https://datatracker.ietf.org/doc/html/rfc6749#section-4.3")
        );
        assert_eq!(
            to("http://boto.readthedocs.org/en/latest/").as_deref(),
            Some("https://boto.readthedocs.io/en/latest/")
        );
        assert_eq!(to("https://golang.org/pkg/time/#Sleep").as_deref(), Some("https://pkg.go.dev/time/#Sleep"));
    }

    #[test]
    fn other_pages_have_not_moved() {
        for url in [
            "https://learn.microsoft.com/ja-jp/azure/",
            "https://docs.microsoft.com.evil.io/",
            "https://me@docs.microsoft.com/",
            "https://docs.microsoft.com/ja-jp/learn/modules/x",
            "https://tools.ietf.org/html/rfc3394.html",
            "https://golang.org/x/net",
            "https://golang.org/pkg/",
            "https://godoc.org/a?status.svg",
            "https://readthedocs.org/",
            "https://www.terraform.io/cloud",
            "https://pypi.python.org/packages/source/p/pip",
        ] {
            assert_eq!(to(url), None, "{url}");
        }
    }
}
