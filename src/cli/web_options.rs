//! The options of the link checker, from the configuration.

use std::time::Duration;

use crate::config::web::WebSettings;
use crate::finding::{Lang, Localized};
use crate::links::remote::CheckerOptions;
use crate::message;

/// Applies the settings `web` to `options`. Environment variables in headers are read with `env`. Returns those that can't be
/// used: their headers are not sent.
pub(super) fn apply(
    web: &WebSettings,
    options: &mut CheckerOptions,
    env: impl Fn(&str) -> Option<String>,
) -> Vec<UnsetVariable> {
    let set = |to: &mut Duration, seconds: Option<u64>| *to = seconds.map_or(*to, Duration::from_secs);
    let count = |to: &mut usize, number: Option<u64>| *to = number.map_or(*to, |number| narrow(number) as usize);
    let small = |to: &mut u32, number: Option<u64>| *to = number.map_or(*to, narrow);
    options.ignore = web.ignore.clone().unwrap_or_default();
    set(&mut options.link_timeout, web.timeout);
    options.budget = web.budget.map(Duration::from_secs);
    count(&mut options.limits.concurrency, web.concurrency);
    count(&mut options.limits.per_host, web.per_host);
    small(&mut options.limits.rate, web.rate);
    small(&mut options.failures, web.failures);
    small(&mut options.days, web.days);
    set(&mut options.fresh, web.fresh.map(|hours| hours.saturating_mul(60 * 60)));
    options.head = web.head.clone().unwrap_or_default();
    let mut unfilled = Vec::new();
    for (host, headers) in &web.headers {
        let mut filled = Vec::new();
        for (name, value) in headers {
            match fill(value, &env) {
                Ok(value) => filled.push((name.clone(), value)),
                Err(variable) => unfilled.push(variable),
            }
        }
        options.headers.push((host.clone(), filled));
    }
    unfilled
}

fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The prefix of the variables that headers may use: a configuration may come from somebody else, and must not send other
/// secrets of the environment to its hosts.
const OWN_PREFIX: &str = "NOTELINT_";

/// Why a header is not sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum UnsetVariable {
    /// The variable of this name is not set.
    Unset(String),
    /// The name of the variable does not have the prefix.
    Foreign(String),
}

impl Localized for UnsetVariable {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unset(name) => message!(
                "the environment variable `{name}` is not set, so its header is not sent",
                "環境変数 `{name}` が設定されていないため、そのヘッダーを送らない"
            )
            .text(lang),
            Self::Foreign(name) => message!(
                "the header with `${name}` is not sent: only variables that begin with `{OWN_PREFIX}` may be used",
                "`${name}` を含むヘッダーは送らない。使えるのは `{OWN_PREFIX}` で始まる環境変数だけ"
            )
            .text(lang),
        }
    }
}

/// `value` with each `$NAME` replaced by the variable.
fn fill(value: &str, env: impl Fn(&str) -> Option<String>) -> Result<String, UnsetVariable> {
    let mut filled = String::new();
    let mut rest = value;
    while let Some(at) = rest.find('$') {
        filled.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let is_part = |char: char| char.is_ascii_alphanumeric() || char == '_';
        let name = &after[..after.find(|char| !is_part(char)).unwrap_or(after.len())];
        if name.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_') {
            if !name.starts_with(OWN_PREFIX) {
                return Err(UnsetVariable::Foreign(name.to_owned()));
            }
            filled.push_str(&env(name).ok_or_else(|| UnsetVariable::Unset(name.to_owned()))?);
        } else {
            filled.push('$');
            filled.push_str(name);
        }
        rest = &after[name.len()..];
    }
    Ok(filled + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_filled_in() {
        let env = |name: &str| name.contains("TOKEN").then(|| "abc".to_owned());
        assert_eq!(fill("Bearer $NOTELINT_TOKEN", env).as_deref(), Ok("Bearer abc"));
        assert_eq!(fill("$NOTELINT_TOKEN-x $5 $", env).as_deref(), Ok("abc-x $5 $"));
        assert_eq!(fill("$NOTELINT_OTHER", env), Err(UnsetVariable::Unset("NOTELINT_OTHER".to_owned())));
        assert_eq!(fill("$TOKEN", env), Err(UnsetVariable::Foreign("TOKEN".to_owned())));
    }
}
