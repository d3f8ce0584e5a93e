//! The title and the ids of an HTML page.

use percent_encoding::percent_decode_str;
use rustc_hash::FxHashSet;
use url::Url;

use crate::finding::excerpt;
use crate::links::html::{self, Tag};

/// The title of `page`, on one line; `None` if the part that was read has none.
pub(super) fn title(page: &str) -> Option<String> {
    let start = page.find("<title").or_else(|| page.find("<TITLE"))?;
    let text = &page[start + page[start..].find('>')? + 1..];
    let end = text.find("</").unwrap_or(text.len());
    Some(excerpt(&html::decode_text(&text[..end])))
}

/// Whether the title says that the page at `url` does not exist, despite a success status. Example: `404 Not Found`.
pub(super) fn says_not_found(title: &str, url: &Url) -> bool {
    const PHRASES: [&str; 8] = [
        "page not found",
        "page cannot be found",
        "page could not be found",
        "page doesn't exist",
        "page does not exist",
        "ページが見つかりません",
        "ページは見つかりません",
        "ページが存在しません",
    ];
    let title = title.to_lowercase();
    let rest = title.strip_prefix("404");
    let is_number = rest.is_some_and(|rest| !rest.starts_with(|char: char| char.is_alphanumeric() || char == '.'));
    let says = is_number || title == "not found" || PHRASES.iter().any(|phrase| title.contains(phrase));
    // A page about this error mentions it in its URL.
    let path = url.path().to_lowercase();
    says && !["404", "not-found", "notfound", "not_found"].iter().any(|about| path.contains(about))
}

/// The ids in a page.
#[derive(Debug, Default)]
pub(super) struct PageIds {
    names: FxHashSet<String>,
    /// Whether headings, sections or links have ids. Otherwise the page may be an empty shell whose content is added by
    /// a script.
    parts: bool,
}

impl PageIds {
    pub(super) fn of(page: &str) -> Self {
        const PARTS: [&str; 9] = ["h1", "h2", "h3", "h4", "h5", "h6", "section", "dt", "a"];
        let mut ids = Self::default();
        for tag in html::tags(page).filter(|tag| !tag.end) {
            for name in names(&tag) {
                ids.parts |= tag.is(&PARTS);
                ids.names.insert(name.to_lowercase());
            }
        }
        ids
    }

    /// Whether the page has the id `fragment` (percent-decoded); `None` if unknown. Case is ignored, as many scripts
    /// do, and GitHub's prefix is optional.
    pub(super) fn has(&self, fragment: &str, complete: bool) -> Option<bool> {
        let name = fragment.to_lowercase();
        let bare = name.strip_prefix("user-content-").unwrap_or(&name);
        let forms = [name.clone(), bare.to_owned(), format!("user-content-{bare}")];
        if forms.iter().any(|form| self.names.contains(form)) {
            return Some(true);
        }
        (complete && self.parts && !is_made_by_script(fragment)).then_some(false)
    }
}

/// The value of `id`, and of `name` on `<a>`, percent-decoded.
fn names<'h>(tag: &'h Tag<'h>) -> impl Iterator<Item = String> + 'h {
    let named = tag.attributes.iter().filter(|attribute| {
        attribute.name.eq_ignore_ascii_case("id") || tag.is(&["a"]) && attribute.name.eq_ignore_ascii_case("name")
    });
    named.map(|attribute| {
        let value = html::decode_attribute(attribute.value);
        percent_decode_str(&value).decode_utf8().map_or_else(|_| value.to_string(), std::borrow::Cow::into_owned)
    })
}

/// Whether the id belongs to content that scripts add: comments and diffs on GitHub, notes on Gerrit and GitLab.
fn is_made_by_script(fragment: &str) -> bool {
    ["issue", "discussion", "pullrequest", "diff-", "note_", "commitcomment", "comment", "r", "event-"]
        .iter()
        .any(|start| fragment.strip_prefix(start).is_some_and(|rest| rest.bytes().any(|byte| byte.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        assert_eq!(title("<head><title>\n A &amp; B\n</title>").as_deref(), Some("A & B"));
        assert_eq!(title("<head>"), None);
    }

    #[test]
    fn titles_that_say_not_found() {
        let url = |path: &str| Url::parse(&format!("https://a.io/{path}")).unwrap();
        for title in ["404", "404 Not Found", "Page Not Found | A", "ページが見つかりません - A", "Not Found"]
        {
            assert!(says_not_found(title, &url("b")), "{title}");
        }
        for title in ["4040 tips", "How to handle HTTP 404 errors", "404.html in Jekyll", "A"] {
            assert!(!says_not_found(title, &url("b")), "{title}");
        }
        assert!(!says_not_found("404 Not Found - HTTP | MDN", &url("docs/Web/HTTP/Status/404")));
    }

    #[test]
    fn ids_in_all_forms() {
        let ids = PageIds::of("<h2 id=\"user-content-Usage\">U</h2><a name='b'></a><p id=%E6%A6%82%E8%A6%81>");
        for there in ["usage", "user-content-usage", "Usage", "b", "概要"] {
            assert_eq!(ids.has(there, true), Some(true), "{there}");
        }
        assert_eq!((ids.has("c", true), ids.has("c", false)), (Some(false), None));
        assert_eq!(ids.has("issuecomment-12", true), None);
    }

    #[test]
    fn ids_of_a_page_filled_by_a_script_are_unknown() {
        assert_eq!(PageIds::of("<body><div id=root></div><script src=a.js></script>").has("a", true), None);
    }
}
