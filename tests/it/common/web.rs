//! A web that answers from a list.

use std::collections::BTreeMap;

use notelint::links::placeholder;
use notelint::links::verdict::{Reason, State, Verdict, Verdicts, Wanted, Web};
use url::Url;

/// What is known of each address.
#[derive(Clone, Debug, Default)]
pub struct Told(BTreeMap<String, Verdict>);

impl Told {
    /// Reads lines such as `https://a.io/b dead 404`: an address, and `alive`, `alive` with the ids on its page (`#id`),
    /// `moved URL`, `secure URL`, `dead STATUS`, `unsure STATUS` or `unsure timeout`.
    pub fn add(&mut self, lines: &str) {
        for line in lines.lines() {
            let (url, answer) = line.split_once(' ').unwrap();
            let url = Url::parse(url).unwrap();
            self.0.insert(url.to_string(), verdict(answer));
        }
    }
}

fn verdict(answer: &str) -> Verdict {
    let words: Vec<&str> = answer.split_whitespace().collect();
    let failed = |reason: &str| match reason {
        "timeout" => Reason::TimedOut,
        "no-name" => Reason::NoName { times: 4, days: 9 },
        status => Reason::Status(status.parse().unwrap()),
    };
    let mut verdict = Verdict::default();
    match words[..] {
        ["alive", ref ids @ ..] => {
            verdict.fragments = ids.iter().map(|id| (id.trim_start_matches('#').into(), true)).collect();
        }
        ["moved", to] => verdict.moved = Some(to.into()),
        ["secure", to] => verdict.secure = Some(to.into()),
        ["dead", reason] => verdict.state = State::Dead(failed(reason)),
        ["unsure", reason] => verdict.state = State::Unsure(failed(reason)),
        _ => panic!("no answer: {answer}"),
    }
    verdict
}

impl Web for Told {
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
