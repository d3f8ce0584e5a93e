//! Documentation that has moved: the dictionary `rules/dictionaries/moved_docs.toml`, and addresses held against it.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use memchr::memmem;
use serde::Deserialize;

/// The dictionary's text.
const TEXT: &str = include_str!("../../rules/dictionaries/moved_docs.toml");

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct MovedDocsFile {
    moved: Vec<MovedPages>,
}

/// Pages that have moved together.
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
    #[allow(dead_code, reason = "for whoever reads the dictionary")]
    source: String,
}

struct MovedDocsTable {
    entries: Vec<MovedPages>,
    /// Finds the hosts in a text.
    hosts: Option<AhoCorasick>,
}

static TABLE: LazyLock<MovedDocsTable> = LazyLock::new(|| {
    let file: MovedDocsFile = toml::from_str(TEXT).unwrap_or_default();
    let hosts = file.moved.iter().map(|entry| host_of(&entry.from).trim_start_matches('*'));
    // The kind that is built fastest: it is asked for hosts alone, and most runs are short.
    let kind = Some(AhoCorasickKind::NoncontiguousNFA);
    let hosts = AhoCorasick::builder().ascii_case_insensitive(true).kind(kind).build(hosts).ok();
    MovedDocsTable { entries: file.moved, hosts }
});

/// Where a page has moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedPage {
    /// The part of its address that changed, as it was.
    pub from: String,
    /// The same as it is now.
    pub to: String,
    /// The whole address now; query and fragment included.
    pub url: String,
    /// Whether the page is there for sure.
    pub exact: bool,
}

/// Whether `text` may hold such an address: a quick look that spares most texts the search.
pub fn possible(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), "://").any(|scheme| {
        let host =
            text[scheme..].bytes().skip(3).take_while(|byte| !byte.is_ascii_whitespace() && !b"/?#".contains(byte));
        let address = &text.as_bytes()[scheme..scheme + 3 + host.count()];
        // A note without addresses does not ask for the table.
        TABLE.hosts.as_ref().is_some_and(|hosts| hosts.is_match(address))
    })
}

/// Where the page at `url`, as written, has moved, if it is known to have.
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
    /// `rest` is the address without its scheme.
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
        // The front page of a part may be anywhere.
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
    fn the_dictionary_is_sound() {
        let file: MovedDocsFile = toml::from_str(TEXT).unwrap();
        for entry in &file.moved {
            assert!(entry.source.starts_with("https://"), "{} has no source", entry.from);
            assert_eq!(entry.from.contains('*'), entry.to.contains('*'), "{}", entry.from);
            assert_eq!(entry.from.ends_with('/'), entry.to.ends_with('/'), "{}", entry.from);
            assert!(moved(&format!("https://{}x", entry.to.replace('*', "a"))).is_none(), "{} moves twice", entry.to);
        }
    }

    #[test]
    fn what_stands_behind_stays() {
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
    fn what_is_elsewhere_stays_too() {
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
