//! The result of checking an external link.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use url::Url;

/// Checks URLs: over the network, or from a fixed list in tests.
pub trait LinkChecker: Sync {
    /// Whether `url` should be checked.
    fn should_check(&self, url: &Url) -> bool;

    /// Called for each URL in a note that is not checked because its name is reserved or [`LinkChecker::should_check`]
    /// declined it.
    fn skipped(&self, _url: &Url) {}

    /// Checks each of `requests`. A URL that was not reached has no status in the result.
    fn check(&self, requests: &[LinkRequest]) -> LinkStatuses;
}

/// A URL to check, and the ids to look for on its page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkRequest {
    /// See [`ExternalLink::url`](crate::facts::ExternalLink::url).
    pub url: Box<str>,
    /// The ids that links to it name, sorted.
    pub fragments: Vec<Box<str>>,
}

/// The statuses of a run, by URL.
pub type LinkStatuses = FxHashMap<Box<str>, LinkStatus>;

/// The status of a URL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkStatus {
    /// Whether the URL works.
    pub state: LinkState,
    /// The URL that it redirects to permanently: every redirect is 301 or 308 (RFC 9110 §15.4).
    pub moved: Option<Box<str>>,
    /// The `https:` URL of the same page, for an `http:` URL.
    pub secure: Option<Box<str>>,
    /// Whether the page has each of the requested ids. An id that is missing from the map is unknown.
    pub fragments: BTreeMap<Box<str>, bool>,
}

/// Whether a URL works.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LinkState {
    /// It returned its page.
    #[default]
    Alive,
    /// The page no longer exists.
    Dead(FailureReason),
    /// It could not be checked.
    Unsure(FailureReason),
}

impl LinkState {
    /// Why it does not work or could not be checked.
    pub fn reason(&self) -> Option<&FailureReason> {
        match self {
            Self::Alive => None,
            Self::Dead(reason) | Self::Unsure(reason) => Some(reason),
        }
    }
}

/// Why a URL did not return its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailureReason {
    /// The response has this status code.
    Status(u16),
    /// The host name does not resolve.
    NoName {
        /// Consecutive runs that failed, including this one.
        times: u32,
        /// Days since the first of them.
        days: u64,
    },
    /// Looking up the host name failed, which may be temporary.
    LookupFailed,
    /// No response in time.
    TimedOut,
    /// The host refuses connections.
    Refused,
    /// The connection was lost.
    Broken,
    /// TLS error, in the words of the TLS library.
    Tls(Box<str>),
    /// The host asks to retry after this many seconds, which is too long to wait.
    Busy(u64),
    /// The redirects form a loop.
    Circle,
    /// More than ten redirects.
    TooManyRedirects,
    /// It redirects to something other than an `http:` or `https:` URL.
    BadRedirect,
    /// It is, or redirects to, an IP address that is not public.
    Private(Box<str>),
    /// The title of the page says that the page does not exist.
    SaysNotFound(Box<str>),
    /// It redirects to the front page.
    FrontPage,
    /// The response is not HTTP.
    NotHttp,
}

impl FailureReason {
    /// The reason in English, as the text after a colon.
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

    /// The reason in Japanese, as the text after a colon.
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

/// The reason phrases of common status codes (RFC 9110 §15).
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
