//! One attempt at an address: hop by hop to where its redirects lead, and as much of the page there as is needed.

use std::time::{Duration, Instant, SystemTime};

use reqwest::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};
use reqwest::{Method, Response};
use url::Url;

use super::charset;
use super::client::Client;
use super::page::{self, PageIds};
use super::rate_limit::{Host, RateLimiter, retry_after};
use crate::links::link_status::FailureReason;

/// How many redirects are followed.
const MAX_REDIRECTS: usize = 10;

/// How much of a page is read for its title, in bytes.
const TITLE_LIMIT: usize = 64 * 1024;

/// How much of a body is read for no other reason than to keep the connection, in bytes.
const DRAIN_LIMIT: u64 = 16 * 1024;

/// How one attempt is made.
pub(super) struct Fetcher<'a> {
    pub(super) client: &'a Client,
    pub(super) rate_limiter: &'a RateLimiter,
    /// For all hops of an attempt, waiting for a turn left out.
    pub(super) timeout: Duration,
    /// The most that is read of a page, in bytes after decompression.
    pub(super) body_limit: usize,
    /// Hosts that answer HEAD as they answer GET.
    pub(super) head: &'a [String],
    /// Whether the attempt has become needless.
    pub(super) superseded: &'a (dyn Fn() -> bool + Send + Sync),
}

/// Where an attempt came to.
#[derive(Debug)]
pub(super) struct FetchedPage {
    pub(super) url: Url,
    pub(super) status: u16,
    /// Each hop on the way: whether it was permanent, and where it led.
    pub(super) hops: Vec<(bool, Url)>,
    /// Of a page of HTML.
    pub(super) title: Option<String>,
    pub(super) ids: Option<PageIds>,
    /// Whether all of the page was read.
    pub(super) complete: bool,
}

/// Why an attempt came to nothing.
#[derive(Debug)]
pub(super) enum FetchFailure {
    /// For good, or until the next attempt.
    Reason(FailureReason),
    /// The host asked for a pause, which it has been granted.
    Paused(u16),
    /// Nothing more is asked of the host, for this reason.
    GivenUp(FailureReason),
    /// While it waited for its turn, it became needless.
    Superseded,
}

impl From<FailureReason> for FetchFailure {
    fn from(reason: FailureReason) -> Self {
        Self::Reason(reason)
    }
}

impl Fetcher<'_> {
    /// Goes from `start` to where it leads; reads the whole page where `ids` are wanted.
    pub(super) async fn fetch(&self, start: &Url, ids: bool) -> Result<FetchedPage, FetchFailure> {
        let mut url = start.clone();
        let mut hops: Vec<(bool, Url)> = Vec::new();
        let mut left = self.timeout;
        loop {
            let host = self.rate_limiter.host(&host_name(&url));
            let permit = self.rate_limiter.acquire(&host).await.map_err(FetchFailure::GivenUp)?;
            if hops.is_empty() && (self.superseded)() {
                return Err(FetchFailure::Superseded);
            }
            let since = Instant::now();
            let response = self.request(&url, ids, left).await?;
            let status = response.status().as_u16();
            if matches!(status, 429 | 503) {
                self.grant_pause(&host, &response);
                return Err(FetchFailure::Paused(status));
            }
            host.record_answer(response.status().is_success());
            let Some(next) = location(&response, &url) else {
                let mut fetched = FetchedPage { url, status, hops, title: None, ids: None, complete: false };
                left = left.saturating_sub(since.elapsed());
                self.read(response, ids, left, &mut fetched).await;
                return Ok(fetched);
            };
            let permanent = matches!(status, 301 | 308);
            drain(response, left).await;
            drop(permit);
            left = left.saturating_sub(since.elapsed());
            let next = next?;
            if next == *start || next == url || hops.iter().any(|(_, hop)| *hop == next) {
                return Err(FailureReason::Circle.into());
            }
            if hops.len() == MAX_REDIRECTS {
                return Err(FailureReason::TooManyRedirects.into());
            }
            hops.push((permanent, next.clone()));
            url = next;
        }
    }

    async fn request(&self, url: &Url, ids: bool, left: Duration) -> Result<Response, FailureReason> {
        let within = |method| async {
            in_time(left, self.client.request(method, url)).await.unwrap_or(Err(FailureReason::TimedOut))
        };
        let takes_head = url.host_str().is_some_and(|host| self.head.iter().any(|name| name == host));
        if takes_head && !ids {
            // Whatever but the page itself may be about HEAD.
            if let Ok(response) = within(Method::HEAD).await
                && response.status().is_success()
            {
                return Ok(response);
            }
        }
        within(Method::GET).await
    }

    fn grant_pause(&self, host: &Host, response: &Response) {
        let value = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        self.rate_limiter.pause(host, value.and_then(|value| retry_after(value, SystemTime::now())));
    }

    /// Reads of the page what is needed. What it can't read in time is left unread: the page lives all the same.
    async fn read(&self, response: Response, ids: bool, left: Duration, fetched: &mut FetchedPage) {
        let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("").to_owned();
        let mime = kind.split(';').next().unwrap_or(&kind);
        let is_html =
            ["text/html", "application/xhtml+xml"].iter().any(|html| mime.trim_ascii().eq_ignore_ascii_case(html));
        if !is_html || fetched.status != 200 {
            drain(response, left).await;
            return;
        }
        let limit = if ids { self.body_limit } else { TITLE_LIMIT.min(self.body_limit) };
        let mut body = Body { response, bytes: Vec::new(), complete: false };
        let _ = in_time(left, body.read(limit, !ids)).await;
        let text = charset::decode(&body.bytes, &kind);
        fetched.title = page::title(&text);
        fetched.complete = body.complete;
        fetched.ids = ids.then(|| PageIds::of(&text));
        if !ids && !body.complete {
            drain(body.response, left).await;
        }
    }
}

struct Body {
    response: Response,
    bytes: Vec<u8>,
    complete: bool,
}

impl Body {
    /// Reads to the end, or to `limit` bytes, or as far as the title.
    async fn read(&mut self, limit: usize, title: bool) {
        while self.bytes.len() < limit {
            match self.response.chunk().await {
                Ok(Some(chunk)) => {
                    let from = self.bytes.len().saturating_sub("</title".len());
                    self.bytes.extend_from_slice(&chunk[..chunk.len().min(limit - self.bytes.len())]);
                    let new = &self.bytes[from..];
                    if title && [&b"</title"[..], b"</TITLE"].iter().any(|end| memchr::memmem::find(new, end).is_some())
                    {
                        return;
                    }
                }
                Ok(None) => {
                    self.complete = true;
                    return;
                }
                Err(_) => return,
            }
        }
    }
}

/// Where a redirect leads; `None` where `response` is none.
fn location(response: &Response, url: &Url) -> Option<Result<Url, FailureReason>> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let target = response.headers().get(LOCATION)?;
    let next = std::str::from_utf8(target.as_bytes()).ok().and_then(|target| url.join(target).ok());
    let Some(mut next) = next.filter(|next| matches!(next.scheme(), "http" | "https") && next.host().is_some()) else {
        return Some(Err(FailureReason::BadRedirect));
    };
    let _ = next.set_username("");
    let _ = next.set_password(None);
    Some(Ok(next))
}

/// Reads what is left of a short body, so that the connection can be used again.
async fn drain(mut response: Response, left: Duration) {
    if response.content_length().is_some_and(|length| length <= DRAIN_LIMIT) {
        let mut read = 0;
        let rest = async {
            while let Ok(Some(chunk)) = response.chunk().await {
                read += chunk.len() as u64;
                if read > DRAIN_LIMIT {
                    break;
                }
            }
        };
        let _ = in_time(left.min(Duration::from_secs(1)), rest).await;
    }
}

async fn in_time<T>(left: Duration, work: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(left, work).await.ok()
}

/// What is paced as one: name and port.
pub(super) fn host_name(url: &Url) -> String {
    let port = url.port_or_known_default().unwrap_or(0);
    format!("{}:{port}", url.host_str().unwrap_or(""))
}
