//! Looking at links from a test.

use notelint::links::remote::clock::Clock;
use notelint::links::remote::{Alive, Options, Remote};
use notelint::links::verdict::{Reason, State, Verdict, Wanted, Web};

/// For servers on loopback, with waits a hundred times shorter and nothing kept.
pub fn options() -> Options {
    Options {
        root: tempfile::tempdir().unwrap().keep(),
        allow_private: true,
        proxies: false,
        clock: Clock::times(100),
        ..Options::default()
    }
}

pub fn remote(options: Options) -> Remote {
    Remote::new(options, Box::new(|_, _| {}), Alive::default())
}

pub fn wanted(url: &str, fragments: &[&str]) -> Wanted {
    let mut fragments: Vec<Box<str>> = fragments.iter().map(|fragment| (*fragment).into()).collect();
    fragments.sort();
    Wanted { url: url.into(), fragments }
}

/// The verdict on one link.
pub fn look(url: &str, fragments: &[&str]) -> Verdict {
    remote(options()).look(&[wanted(url, fragments)])[url].clone()
}

/// The verdicts on links, in their order.
pub fn look_at(remote: &Remote, urls: &[String]) -> Vec<Verdict> {
    let wanted: Vec<_> = urls.iter().map(|url| wanted(url, &[])).collect();
    let verdicts = remote.look(&wanted);
    urls.iter().map(|url| verdicts[&**url].clone()).collect()
}

/// Why the verdict is unsure.
pub fn reason(verdict: &Verdict) -> Reason {
    match &verdict.state {
        State::Unsure(reason) => reason.clone(),
        state => panic!("{state:?}"),
    }
}
