//! What the last check found at a URL, from the link cache.

use crate::finding::Lang;
use crate::links::link_status::FailureReason;
use crate::message;

/// What the last check found at a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastResult {
    /// The date on which it last worked.
    pub alive: Option<String>,
    /// The URL that it redirects to permanently.
    pub moved: Option<String>,
    /// How it has failed since.
    pub failure: Option<LastFailure>,
}

/// How a URL has failed since it last worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastFailure {
    /// The number of checks that failed.
    pub times: u32,
    /// The date of the first of them.
    pub since: String,
    /// The reason, as the cache names it.
    pub(super) name: String,
}

impl LastFailure {
    /// The reason in `lang`, as the text after a colon. Details that the cache does not keep are left out.
    pub fn reason(&self, lang: Lang) -> String {
        let reason = match &*self.name {
            "no-name" => FailureReason::NoName { times: 1, days: 0 },
            "lookup-failed" => FailureReason::LookupFailed,
            "timed-out" => FailureReason::TimedOut,
            "refused" => FailureReason::Refused,
            "broken" => FailureReason::Broken,
            "redirect-circle" => FailureReason::Circle,
            "too-many-redirects" => FailureReason::TooManyRedirects,
            "bad-redirect" => FailureReason::BadRedirect,
            "front-page" => FailureReason::FrontPage,
            "not-http" => FailureReason::NotHttp,
            "tls" => return message!("TLS error", "TLS エラー").text(lang),
            "busy" => return message!("host asks to retry later", "後で再試行するよう求められた").text(lang),
            "private" => {
                return message!("not on the public internet", "インターネットに公開されていない").text(lang);
            }
            "says-not-found" => {
                return message!("the page says that it does not exist", "ページが存在しないとタイトルに書かれている")
                    .text(lang);
            }
            name => match name.parse() {
                Ok(status) => FailureReason::Status(status),
                Err(_) => return name.to_owned(),
            },
        };
        match lang {
            Lang::En => reason.en(),
            Lang::Ja => reason.ja(),
        }
    }
}
