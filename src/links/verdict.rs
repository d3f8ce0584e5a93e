//! What is known of a link to the web, once somebody has looked.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use url::Url;

/// Looks at addresses of the web: over the network, or in a test from a list.
pub trait Web: Sync {
    /// Whether `url` is to be looked at at all.
    fn wants(&self, url: &Url) -> bool;

    /// Told of each URL in a note that is not looked at, because its name is reserved or it is not wanted.
    fn skipped(&self, _url: &Url) {}

    /// Looks at each of `wanted`. One that could not be looked at has no verdict.
    fn look(&self, wanted: &[Wanted]) -> Verdicts;
}

/// An address to look at, and what to look for on its page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wanted {
    /// See [`FarLink::url`](crate::facts::FarLink::url).
    pub url: Box<str>,
    /// The ids that links name, sorted.
    pub fragments: Vec<Box<str>>,
}

/// The verdicts of a run, by address.
pub type Verdicts = FxHashMap<Box<str>, Verdict>;

/// What is known of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it lives.
    pub state: State,
    /// Where it has moved for good: 301 or 308 (RFC 9110 §15.4) all the way.
    pub moved: Option<Box<str>>,
    /// The same by `https:`, where that gives the same page.
    pub secure: Option<Box<str>>,
    /// Whether the page has the ids asked for. One that is not in here may be there or not.
    pub fragments: BTreeMap<Box<str>, bool>,
}

/// Whether an address lives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It gave its page.
    #[default]
    Alive,
    /// It is gone.
    Dead(Reason),
    /// Nobody can tell.
    Unsure(Reason),
}

impl State {
    /// Why it is not known to live.
    pub fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Alive => None,
            Self::Dead(reason) | Self::Unsure(reason) => Some(reason),
        }
    }
}

/// Why an address did not give its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
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

impl Reason {
    /// In English, to stand behind a colon.
    pub fn en(&self) -> String {
        match self {
            Self::Status(status) => match status_text(*status) {
                Some((text, _)) => format!("{status} {text}"),
                None => format!("status {status}"),
            },
            Self::NoName { times: 1, .. } => "the name of its host does not resolve".to_owned(),
            Self::NoName { times, days } => {
                format!("the name of its host does not resolve, {times} times over {days} days")
            }
            Self::LookupFailed => "the name of its host could not be looked up".to_owned(),
            Self::TimedOut => "no answer in time".to_owned(),
            Self::Refused => "its host takes no connection".to_owned(),
            Self::Broken => "the connection broke".to_owned(),
            Self::Tls(wrong) => format!("no safe connection: {wrong}"),
            Self::Busy(seconds) => format!("its host asks to come back in {seconds} s"),
            Self::Circle => "it redirects in a circle".to_owned(),
            Self::TooManyRedirects => "it redirects more than ten times".to_owned(),
            Self::BadRedirect => "it redirects to no address of the web".to_owned(),
            Self::Private(to) => format!("it leads to `{to}`, which is no address of the Internet"),
            Self::SaysNotFound(title) => format!("its page is titled `{title}`"),
            Self::FrontPage => "it redirects to the front page".to_owned(),
            Self::NotHttp => "its answer is not HTTP".to_owned(),
        }
    }

    /// In Japanese, to stand behind a colon.
    pub fn ja(&self) -> String {
        match self {
            Self::Status(status) => match status_text(*status) {
                Some((en, ja)) => format!("{status} {en} ({ja})"),
                None => format!("ステータス {status}"),
            },
            Self::NoName { times: 1, .. } => "ホスト名を解決できない".to_owned(),
            Self::NoName { times, days } => format!("ホスト名を解決できない ({days} 日間に {times} 回)"),
            Self::LookupFailed => "ホスト名の問い合わせに失敗した".to_owned(),
            Self::TimedOut => "時間内に応答がない".to_owned(),
            Self::Refused => "ホストが接続を受け付けない".to_owned(),
            Self::Broken => "接続が途中で切れた".to_owned(),
            Self::Tls(wrong) => format!("安全に接続できない: {wrong}"),
            Self::Busy(seconds) => format!("{seconds} 秒待つよう求められた"),
            Self::Circle => "リダイレクトが循環している".to_owned(),
            Self::TooManyRedirects => "リダイレクトが 10 回を超えた".to_owned(),
            Self::BadRedirect => "リダイレクト先が Web のアドレスではない".to_owned(),
            Self::Private(to) => format!("インターネットのアドレスではない `{to}` を指している"),
            Self::SaysNotFound(title) => format!("ページの題名が `{title}`"),
            Self::FrontPage => "トップページへリダイレクトされる".to_owned(),
            Self::NotHttp => "応答が HTTP ではない".to_owned(),
        }
    }
}

/// What the commoner status codes (RFC 9110 §15) mean.
fn status_text(status: u16) -> Option<(&'static str, &'static str)> {
    Some(match status {
        400 => ("Bad Request", "不正な要求"),
        401 => ("Unauthorized", "ログインが必要"),
        403 => ("Forbidden", "アクセス拒否"),
        404 => ("Not Found", "存在しない"),
        405 => ("Method Not Allowed", "許可されない方法"),
        406 => ("Not Acceptable", "受け入れられない"),
        410 => ("Gone", "削除済み"),
        429 => ("Too Many Requests", "要求が多すぎる"),
        451 => ("Unavailable For Legal Reasons", "法的理由により閲覧不可"),
        500 => ("Internal Server Error", "サーバーのエラー"),
        502 => ("Bad Gateway", "ゲートウェイのエラー"),
        503 => ("Service Unavailable", "一時的に利用不可"),
        504 => ("Gateway Timeout", "ゲートウェイの応答なし"),
        _ => return None,
    })
}
