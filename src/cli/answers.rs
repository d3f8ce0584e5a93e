//! The answers of servers in the examples of a page: a web to check links against.

use std::collections::BTreeMap;

use url::Url;

use crate::links::placeholder;
use crate::links::verdict::{Reason, State, Verdict, Verdicts, Wanted, Web};
use crate::text::whitespace::Whitespace as _;

/// What is known about each URL.
#[derive(Clone, Debug, Default)]
pub struct Answers(BTreeMap<String, Verdict>);

impl Answers {
    /// Reads lines such as `https://a.io/b dead 404`: a URL, and `alive`, `alive` with the ids on its page (`#id`),
    /// `moved URL`, `secure URL`, `dead STATUS`, `unsure STATUS`, or a reason that [`verdict`] knows. Returns whether every
    /// line has this form.
    #[must_use]
    pub fn add(&mut self, lines: &str) -> bool {
        lines.printed_lines().all(|line| {
            let answer = || {
                let (url, answer) = line.split_once(' ')?;
                Some((Url::parse(url).ok()?, verdict(answer)?))
            };
            let Some((url, verdict)) = answer() else { return false };
            self.0.insert(url.to_string(), verdict);
            true
        })
    }
}

fn verdict(answer: &str) -> Option<Verdict> {
    let words: Vec<&str> = answer.unicode_words().collect();
    let failed = |reason: &str| match reason {
        "timeout" => Some(Reason::TimedOut),
        "no-name" => Some(Reason::NoName { times: 4, days: 9 }),
        status => status.parse().ok().map(Reason::Status),
    };
    let mut verdict = Verdict::default();
    match words[..] {
        ["alive", ref ids @ ..] => {
            verdict.fragments = ids.iter().map(|id| (id.trim_start_matches('#').into(), true)).collect();
        }
        ["moved", to] => verdict.moved = Some(to.into()),
        ["secure", to] => verdict.secure = Some(to.into()),
        ["dead", reason] => verdict.state = State::Dead(failed(reason)?),
        ["unsure", reason] => verdict.state = State::Unsure(failed(reason)?),
        _ => return None,
    }
    Some(verdict)
}

impl Web for Answers {
    fn wants(&self, url: &Url) -> bool {
        !placeholder::is_local(url)
    }

    fn look(&self, wanted: &[Wanted]) -> Verdicts {
        let look = |wanted: &Wanted| {
            let mut verdict = self.0.get(&*wanted.url)?.clone();
            let names_parts = !verdict.fragments.is_empty();
            for id in wanted.fragments.iter().filter(|_| names_parts) {
                verdict.fragments.entry(id.clone()).or_insert(false);
            }
            Some((wanted.url.clone(), verdict))
        };
        wanted.iter().filter_map(look).collect()
    }
}
