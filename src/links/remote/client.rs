//! Sends one request, and classifies the errors of the HTTP client.

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Certificate, Method, Response, redirect};
use rustc_hash::FxHashMap;
use url::Url;

use super::options::CheckerOptions;
use super::resolver::{NameError, Resolver};
use crate::links::link_status::FailureReason;

/// The `User-Agent` header.
const USER_AGENT: &str = concat!(
    "Mozilla/5.0 (compatible; notelint/",
    env!("CARGO_PKG_VERSION"),
    "; +https://github.com/notelint/notelint)"
);

/// The maximum size of the response headers, in bytes.
const HEADER_LIMIT: u32 = 64 * 1024;

/// Sends requests without following redirects.
pub(super) struct Client {
    http: reqwest::Client,
    resolver: Arc<Resolver>,
    proxies: Option<Matcher>,
    /// Extra headers, by host.
    headers: FxHashMap<String, HeaderMap>,
    token: Option<HeaderValue>,
}

impl Client {
    /// # Errors
    /// TLS can't be initialised; the text is the library's.
    pub(super) fn new(options: &CheckerOptions) -> Result<Self, String> {
        // Another part of the process may have installed a provider already; then this fails, which does not matter.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let resolver = Arc::new(Resolver::new(options));
        let mut general = HeaderMap::new();
        general.insert(ACCEPT, HeaderValue::from_static("text/html,application/xhtml+xml,*/*;q=0.8"));
        general.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("en,ja;q=0.9,*;q=0.5"));
        let mut http = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .default_headers(general)
            .redirect(redirect::Policy::none())
            .referer(false)
            .dns_resolver(resolver.clone())
            .connect_timeout(options.link_timeout)
            .pool_idle_timeout(Duration::from_secs(15))
            .http2_max_header_list_size(HEADER_LIMIT);
        if !options.proxies {
            http = http.no_proxy();
        }
        let roots = options.roots.iter().map(|pem| Certificate::from_pem(pem));
        let roots = roots.collect::<Result<Vec<_>, _>>().map_err(|error| chain(&error))?;
        if !roots.is_empty() {
            http = http.tls_certs_merge(roots);
        }
        let token = options.token.as_ref().and_then(|token| secret(&format!("Bearer {token}")));
        Ok(Self {
            http: http.build().map_err(|error| chain(&error))?,
            resolver,
            proxies: options.proxies.then(Matcher::from_system),
            headers: options.headers.iter().map(|(host, headers)| (host.clone(), header_map(headers))).collect(),
            token,
        })
    }

    /// Sends a request for `url`, and waits for the response headers.
    ///
    /// # Errors
    /// Why there is no response.
    pub(super) async fn request(&self, method: Method, url: &Url) -> Result<Response, FailureReason> {
        self.resolver.check(url)?;
        if let Some(proxy) = self.proxy(url) {
            self.resolver.check_through_proxy(url, &proxy).await?;
        }
        let request = self.http.request(method, url.clone()).headers(self.headers_for(url));
        request.send().await.map_err(|error| reason(&error))
    }

    /// The host name of the proxy that the environment sets for `url`.
    fn proxy(&self, url: &Url) -> Option<String> {
        let uri = url.as_str().parse().ok()?;
        Some(self.proxies.as_ref()?.intercept(&uri)?.uri().host()?.to_owned())
    }

    /// The headers for this host only: those of the configuration, and GitHub's token over `https:`.
    fn headers_for(&self, url: &Url) -> HeaderMap {
        let host = url.host_str().unwrap_or("");
        let mut headers = self.headers.get(host).cloned().unwrap_or_default();
        if let Some(token) = &self.token
            && url.scheme() == "https"
            && matches!(host, "github.com" | "api.github.com")
        {
            headers.entry(AUTHORIZATION).or_insert_with(|| token.clone());
        }
        headers
    }
}

/// The valid headers. The configuration has rejected the others already.
fn header_map(headers: &[(String, String)]) -> HeaderMap {
    let pairs = headers.iter().filter_map(|(name, value)| Some((name.parse::<HeaderName>().ok()?, secret(value)?)));
    pairs.collect()
}

/// A header value that is never logged.
fn secret(value: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(value).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// The reason for an error of the HTTP client.
pub(super) fn reason(error: &reqwest::Error) -> FailureReason {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(current) = cause {
        if let Some(name) = current.downcast_ref::<NameError>() {
            return name.reason();
        }
        if let Some(tls) = current.downcast_ref::<rustls::Error>() {
            return FailureReason::Tls(tls_text(tls));
        }
        if let Some(io) = current.downcast_ref::<io::Error>()
            && let Some(reason) = io_reason(io)
        {
            return reason;
        }
        cause = current.source();
    }
    if error.is_timeout() {
        return FailureReason::TimedOut;
    }
    let text = chain(error);
    let malformed = ["invalid HTTP", "invalid header", "message head is too large", "invalid URI"];
    if malformed.iter().any(|sign| text.contains(sign)) { FailureReason::NotHttp } else { FailureReason::Broken }
}

fn io_reason(error: &io::Error) -> Option<FailureReason> {
    // Errors wrapped in an I/O error are not among its sources.
    if let Some(inner) = error.get_ref() {
        if let Some(tls) = inner.downcast_ref::<rustls::Error>() {
            return Some(FailureReason::Tls(tls_text(tls)));
        }
        if let Some(name) = inner.downcast_ref::<NameError>() {
            return Some(name.reason());
        }
        if let Some(reason) = inner.downcast_ref::<io::Error>().and_then(io_reason) {
            return Some(reason);
        }
    }
    Some(match error.kind() {
        io::ErrorKind::ConnectionRefused
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::AddrNotAvailable => FailureReason::Refused,
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => FailureReason::Broken,
        io::ErrorKind::TimedOut => FailureReason::TimedOut,
        _ => return None,
    })
}

/// The TLS error on one line, in the library's words.
fn tls_text(error: &rustls::Error) -> Box<str> {
    let text = error.to_string();
    crate::finding::excerpt(text.strip_prefix("invalid peer certificate: ").unwrap_or(&text)).into()
}

/// The messages of an error and its causes, on one line.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(current) = cause {
        text.push_str(": ");
        text.push_str(&current.to_string());
        cause = current.source();
    }
    text
}
