//! What redirects mean for the URL at which they start.

use url::Url;

/// The permanent new location of `url`, if every redirect in `hops` (permanent, target) is permanent and the target is
/// worth writing into the note: not another language of the same page, a login page or the front page.
pub(super) fn permanent_target(url: &Url, hops: &[(bool, Url)]) -> Option<Url> {
    let (_, last) = hops.last().filter(|_| hops.iter().all(|(permanent, _)| *permanent))?;
    let trivial = is_login_or_consent(last) || is_same_page(url, last) || leads_to_front_page(url, last);
    (!trivial).then(|| last.clone())
}

/// Whether two URLs differ only in scheme, trailing slash and language.
pub(super) fn is_same_page(url: &Url, other: &Url) -> bool {
    let path = |url: &Url| without_locale(url).trim_end_matches('/').to_owned();
    url.host_str() == other.host_str() && path(url) == path(other) && url.query() == other.query()
}

/// Whether `hops` lead from a page inside a site to a front page, of the same site or another.
pub(super) fn is_redirected_to_front_page(url: &Url, hops: &[(bool, Url)]) -> bool {
    hops.last().is_some_and(|(_, last)| leads_to_front_page(url, last))
}

fn leads_to_front_page(url: &Url, last: &Url) -> bool {
    let names = |url: &Url| url.path_segments().into_iter().flatten().filter(|name| !name.is_empty()).count();
    let is_home = |path: &str| matches!(path, "/" | "/index.html" | "/index.htm" | "/index.php");
    names(url) > 1 && is_home(&without_locale(last)) && last.query().is_none()
}

/// Whether `url` is a login or consent page.
fn is_login_or_consent(url: &Url) -> bool {
    const WORDS: [&str; 9] = ["login", "log-in", "signin", "sign-in", "sso", "auth", "oauth", "consent", "session"];
    let parts = url.path().split(['/', '.', '_', '?']).chain(url.host_str().unwrap_or("").split('.'));
    parts.into_iter().any(|part| WORDS.iter().any(|word| part.eq_ignore_ascii_case(word)))
}

/// The path without a language segment at its beginning, such as `ja`, `en-us` or `ja_jp`.
fn without_locale(url: &Url) -> String {
    let path = url.path();
    let (first, rest) = path.trim_start_matches('/').split_once('/').unwrap_or((path.trim_start_matches('/'), ""));
    if is_locale(first) { format!("/{rest}") } else { path.to_owned() }
}

fn is_locale(name: &str) -> bool {
    let letters = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    match name.split_once(['-', '_']) {
        Some((language, region)) => letters(language) && letters(region),
        None => ["en", "ja", "de", "fr", "es", "ko", "zh", "pt", "it"].contains(&name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(from: &str, hops: &[(bool, &str)]) -> Option<String> {
        let url = |url: &str| Url::parse(url).unwrap();
        let hops: Vec<_> = hops.iter().map(|(permanent, to)| (*permanent, url(to))).collect();
        permanent_target(&url(from), &hops).map(String::from)
    }

    #[test]
    fn only_permanent_redirects_count() {
        assert_eq!(moved("https://a.io/b", &[(true, "https://a.io/c")]).as_deref(), Some("https://a.io/c"));
        assert_eq!(moved("https://a.io/b", &[(true, "https://a.io/c"), (false, "https://a.io/d")]), None);
        assert_eq!(moved("https://a.io/b", &[]), None);
    }

    #[test]
    fn languages_logins_and_front_pages_are_not_new_locations() {
        assert_eq!(moved("https://a.io/b/c", &[(true, "https://a.io/en-us/b/c")]), None);
        assert_eq!(moved("https://a.io/b/c", &[(true, "https://a.io/login?to=c")]), None);
        assert_eq!(moved("https://a.io/b/c", &[(true, "https://a.io/")]), None);
        assert_eq!(moved("https://a.io/b/c", &[(true, "https://b.io/ja/")]), None);
        assert_eq!(moved("https://a.io/b", &[(true, "https://a.io/ja/c")]).as_deref(), Some("https://a.io/ja/c"));
        assert_eq!(moved("https://a.io/b", &[(true, "https://a.io/b/")]), None);
        assert_eq!(moved("https://b.io/ja/c", &[(true, "https://a.io/ja/c")]).as_deref(), Some("https://a.io/ja/c"));
        assert_eq!(moved("https://a.io", &[(true, "https://b.io/")]).as_deref(), Some("https://b.io/"));
    }
}
