//! What is known of a link to the web, once somebody has looked.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use url::Url;

/// Looks at addresses of the web: over the network, or in a test from a list.
pub trait LinkChecker: Sync {
    /// Whether `url` is to be looked at at all.
    fn should_check(&self, url: &Url) -> bool;

    /// Looks at each of `requests`. One that could not be looked at has no verdict.
    fn check(&self, requests: &[LinkRequest]) -> LinkStatuses;
}

/// An address to look at, and what to look for on its page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkRequest {
    /// See [`ExternalLink::url`](crate::facts::ExternalLink::url).
    pub url: Box<str>,
    /// The ids that links name, sorted.
    pub fragments: Vec<Box<str>>,
}

/// The verdicts of a run, by address.
pub type LinkStatuses = FxHashMap<Box<str>, LinkStatus>;

/// What is known of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkStatus {
    /// Whether it lives.
    pub state: LinkState,
    /// Where it has moved for good: 301 or 308 (RFC 9110 §15.4) all the way.
    pub moved: Option<Box<str>>,
    /// The same by `https:`, where that gives the same page.
    pub secure: Option<Box<str>>,
    /// Whether the page has the ids asked for. One that is not in here may be there or not.
    pub fragments: BTreeMap<Box<str>, bool>,
}

/// Whether an address lives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LinkState {
    /// It gave its page.
    #[default]
    Alive,
    /// It is gone.
    Dead(FailureReason),
    /// Nobody can tell.
    Unsure(FailureReason),
}

impl LinkState {
    /// Why it is not known to live.
    pub fn reason(&self) -> Option<&FailureReason> {
        match self {
            Self::Alive => None,
            Self::Dead(reason) | Self::Unsure(reason) => Some(reason),
        }
    }
}

/// Why an address did not give its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailureReason {
    /// Its answer has this status code.
    Status(u16),
    /// The name of its host does not resolve; how often in a row, and for how many days.
    NoName {
        /// Runs that failed, this one included.
        times: u32,
        /// Days since the first of them.
        days: u64,
    },
    /// Its host's name could not be looked up now.
    LookupFailed,
    /// No answer came in time.
    TimedOut,
    /// The host takes no connection.
    Refused,
    /// The connection broke.
    Broken,
    /// No connection that is safe: what is wrong, as the TLS library says it.
    Tls(Box<str>),
    /// The host asks to come back after so many seconds, which is too long to wait.
    Busy(u64),
    /// It redirects in a circle.
    Circle,
    /// It redirects more often than anybody follows.
    TooManyRedirects,
    /// It redirects to what is no address of the web.
    BadRedirect,
    /// It leads, or redirects, to an address that is not of the Internet.
    Private(Box<str>),
    /// Its page says by its title that there is none.
    SaysNotFound(Box<str>),
    /// It redirects to the front page.
    FrontPage,
    /// Its answer is not HTTP.
    NotHttp,
}

impl FailureReason {
    /// In English, to stand behind a colon.
    pub fn en(&self) -> String {
        match self {
            Self::Status(status) => match status_text(*status) {
                Some((text, _)) => format!("{status} {text}"),
                None => format!("status {status}"),
            },
            Self::NoName { times: 1, .. } => "host name does not resolve".to_owned(),
            Self::NoName { times, days } => {
                let unit = if *days == 1 { "day" } else { "days" };
                format!("host name does not resolve ({times} failures over {days} {unit})")
            }
            Self::LookupFailed => "host name lookup failed".to_owned(),
            Self::TimedOut => "timed out".to_owned(),
            Self::Refused => "connection refused".to_owned(),
            Self::Broken => "connection lost".to_owned(),
            Self::Tls(wrong) => format!("TLS error: {wrong}"),
            Self::Busy(seconds) => format!("host asks to retry after {seconds} s"),
            Self::Circle => "redirect loop".to_owned(),
            Self::TooManyRedirects => "more than ten redirects".to_owned(),
            Self::BadRedirect => "redirects to a URL that is not `http:` or `https:`".to_owned(),
            Self::Private(to) => format!("points to `{to}`, which is not on the public internet"),
            Self::SaysNotFound(title) => format!("the page title is `{title}`"),
            Self::FrontPage => "redirects to the front page".to_owned(),
            Self::NotHttp => "the response is not HTTP".to_owned(),
        }
    }

    /// In Japanese, to stand behind a colon.
    pub fn ja(&self) -> String {
        match self {
            Self::Status(status) => match status_text(*status) {
                Some((en, ja)) => format!("{status} {en}（{ja}）"),
                None => format!("ステータス {status}"),
            },
            Self::NoName { times: 1, .. } => "ホスト名を解決できない".to_owned(),
            Self::NoName { times, days } => format!("ホスト名を解決できない（{days} 日間に {times} 回失敗）"),
            Self::LookupFailed => "ホスト名の問い合わせに失敗した".to_owned(),
            Self::TimedOut => "タイムアウトした".to_owned(),
            Self::Refused => "接続を拒否された".to_owned(),
            Self::Broken => "接続が途中で切れた".to_owned(),
            Self::Tls(wrong) => format!("TLS エラー: {wrong}"),
            Self::Busy(seconds) => format!("{seconds} 秒後に再試行するよう求められた"),
            Self::Circle => "リダイレクトがループしている".to_owned(),
            Self::TooManyRedirects => "リダイレクトが 10 回を超えた".to_owned(),
            Self::BadRedirect => "リダイレクト先が `http:` や `https:` の URL ではない".to_owned(),
            Self::Private(to) => format!("インターネットに公開されていない `{to}` を指している"),
            Self::SaysNotFound(title) => format!("ページのタイトルが `{title}`"),
            Self::FrontPage => "トップページへリダイレクトされる".to_owned(),
            Self::NotHttp => "応答が HTTP ではない".to_owned(),
        }
    }
}

/// What the commoner status codes (RFC 9110 §15) mean.
fn status_text(status: u16) -> Option<(&'static str, &'static str)> {
    Some(match status {
        400 => ("Bad Request", "不正なリクエスト"),
        401 => ("Unauthorized", "ログインが必要"),
        403 => ("Forbidden", "アクセス拒否"),
        404 => ("Not Found", "存在しない"),
        405 => ("Method Not Allowed", "許可されていないメソッド"),
        406 => ("Not Acceptable", "対応できない形式"),
        410 => ("Gone", "削除済み"),
        429 => ("Too Many Requests", "リクエストが多すぎる"),
        451 => ("Unavailable For Legal Reasons", "法的理由により閲覧不可"),
        500 => ("Internal Server Error", "サーバー内部エラー"),
        502 => ("Bad Gateway", "ゲートウェイのエラー"),
        503 => ("Service Unavailable", "一時的に利用不可"),
        504 => ("Gateway Timeout", "ゲートウェイのタイムアウト"),
        _ => return None,
    })
}
