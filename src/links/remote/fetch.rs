//! One attempt at a URL: follows redirects, and reads as much of the final page as is needed.

use std::time::{Duration, Instant, SystemTime};

use reqwest::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};
use reqwest::{Method, Response};
use url::Url;

use super::charset;
use super::client::Client;
use super::page::{self, PageIds};
use super::rate_limit::{Host, RateLimiter, retry_after};
use crate::links::link_status::FailureReason;

/// The maximum number of redirects to follow.
const MAX_REDIRECTS: usize = 10;

/// How much of a page is read to find its title, in bytes.
const TITLE_LIMIT: usize = 64 * 1024;

/// The maximum size of a body that is read only to keep the connection reusable, in bytes.
const DRAIN_LIMIT: u64 = 16 * 1024;

/// The settings of an attempt.
pub(super) struct Fetcher<'a> {
    pub(super) client: &'a Client,
    pub(super) rate_limiter: &'a RateLimiter,
    /// The time for all requests of the attempt, not counting the wait for the rate limit.
    pub(super) timeout: Duration,
    /// How much of a page is read at most, in bytes after decompression.
    pub(super) body_limit: usize,
    /// Hosts that respond to HEAD as they do to GET.
    pub(super) head: &'a [String],
    /// Returns whether the attempt is no longer needed.
    pub(super) superseded: &'a (dyn Fn() -> bool + Send + Sync),
}

/// The final response of an attempt.
#[derive(Debug)]
pub(super) struct FetchedPage {
    pub(super) url: Url,
    pub(super) status: u16,
    /// Each redirect: whether it was permanent, and its target.
    pub(super) hops: Vec<(bool, Url)>,
    /// The title of an HTML page.
    pub(super) title: Option<String>,
    pub(super) ids: Option<PageIds>,
    /// Whether the whole page was read.
    pub(super) complete: bool,
}

/// Why an attempt failed.
#[derive(Debug)]
pub(super) enum FetchFailure {
    /// The attempt failed; another one may succeed.
    Reason(FailureReason),
    /// The host asked to retry later (status 429 or 503), and the pause has been scheduled.
    Paused(u16),
    /// No more requests are sent to the host, for this reason.
    GivenUp(FailureReason),
    /// The attempt became unnecessary while it waited for its turn.
    Superseded,
}

impl From<FailureReason> for FetchFailure {
    fn from(reason: FailureReason) -> Self {
        Self::Reason(reason)
    }
}

impl Fetcher<'_> {
    /// Fetches `start`, following redirects. Reads the whole page if `ids` are needed.
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
            // Any other response may be specific to HEAD.
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

    /// Reads the needed part of the page. A timeout here is not a failure: the page exists.
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
    /// Reads to the end of the body, up to `limit` bytes, or if `title`, up to the end of the title.
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

/// The target of a redirect; `None` if `response` is not a redirect.
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

/// Reads the rest of a short body so that the connection can be reused.
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

/// The key for rate limiting: host name and port.
pub(super) fn host_name(url: &Url) -> String {
    let port = url.port_or_known_default().unwrap_or(0);
    format!("{}:{port}", url.host_str().unwrap_or(""))
}
