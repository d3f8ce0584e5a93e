//! URLs to skip.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use regex::RegexSet;
use url::Url;

use crate::text::whitespace::Whitespace as _;

/// Patterns for URLs. `/…/` is a regular expression; a pattern without `/` and `*` is a host name that also matches its
/// subdomains; any other is a glob, in which `*` matches any characters: for the whole URL if it contains `/`, otherwise for
/// the host.
#[derive(Clone, Debug, Default)]
pub struct Ignore {
    globs: GlobSet,
    hosts: Vec<String>,
    regexes: RegexSet,
}

impl Ignore {
    /// Compiles `patterns`.
    ///
    /// # Errors
    /// The index of the first pattern that can't be compiled, and the reason.
    pub fn new(patterns: &[&str]) -> Result<Self, (usize, String)> {
        let mut globs = GlobSetBuilder::new();
        let (mut hosts, mut regexes) = (Vec::new(), Vec::new());
        for (index, pattern) in patterns.iter().enumerate() {
            let regex = pattern.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
            if let Some(regex) = regex.filter(|regex| !regex.is_empty()) {
                regex::Regex::new(regex).map_err(|error| (index, last_line(&error.to_string())))?;
                regexes.push(regex);
            } else if !pattern.contains(['/', '*']) {
                hosts.push(pattern.to_lowercase());
            } else {
                let form = if pattern.contains('/') { (*pattern).to_owned() } else { format!("*://{pattern}/*") };
                let glob = GlobBuilder::new(&form).literal_separator(false).build();
                globs.add(glob.map_err(|error| (index, error.kind().to_string()))?);
            }
        }
        let whole = |error: &dyn std::fmt::Display| (0, last_line(&error.to_string()));
        Ok(Self {
            globs: globs.build().map_err(|error| whole(&error))?,
            hosts,
            regexes: RegexSet::new(regexes).map_err(|error| whole(&error))?,
        })
    }

    /// Whether to skip `url`.
    pub fn matches(&self, url: &Url) -> bool {
        let below = |name: &str, host: &String| {
            name.strip_suffix(host.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        url.host_str().is_some_and(|name| self.hosts.iter().any(|host| below(name, host)))
            || self.globs.is_match(url.as_str())
            || self.regexes.is_match(url.as_str())
    }
}

fn last_line(text: &str) -> String {
    let line = text.printed_lines().last().unwrap_or("");
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_globs_and_regular_expressions() {
        let ignore = Ignore::new(&["a.io", "*.b.io", "https://c.io/x/*", "/[?&]token=/"]).unwrap();
        let matches = |url: &str| ignore.matches(&Url::parse(url).unwrap());
        for url in
            ["https://a.io/y", "http://www.a.io/", "https://x.b.io/", "https://c.io/x/y/z", "https://d.io/?token=1"]
        {
            assert!(matches(url), "{url}");
        }
        for url in ["https://aa.io/", "https://b.io/", "https://c.io/y", "https://d.io/token"] {
            assert!(!matches(url), "{url}");
        }
        assert_eq!(Ignore::new(&["a.io", "/(/"]).unwrap_err(), (1, "unclosed group".to_owned()));
    }
}
