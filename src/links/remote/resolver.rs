//! Restricts requests to the public internet: resolves every host name itself, and drops loopback, private and similar
//! IP addresses before a connection is made.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use dns_lookup::LookupErrorKind;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use rustc_hash::{FxHashMap, FxHashSet};
use thiserror::Error;
use url::{Host, Url};

use super::options::CheckerOptions;
use crate::links::link_status::FailureReason;
use crate::links::public_ip::is_public;
use crate::text::sync::lock;

/// Why a host name has no usable IP address.
#[derive(Clone, Copy, Debug, Error)]
pub(super) enum NameError {
    #[error("host name does not resolve")]
    NoName,
    #[error("host name lookup failed")]
    Failed,
    #[error("{0} is not on the public internet")]
    Private(IpAddr),
}

impl NameError {
    pub(super) fn reason(self) -> FailureReason {
        match self {
            Self::NoName => FailureReason::NoName { times: 1, days: 0 },
            Self::Failed => FailureReason::LookupFailed,
            Self::Private(address) => FailureReason::Private(address.to_string().into()),
        }
    }
}

/// Which IP addresses may be connected to.
#[derive(Clone, Debug)]
struct Allowed {
    private: bool,
    trusted: Arc<[IpAddr]>,
}

impl Allowed {
    fn has(&self, address: IpAddr) -> bool {
        self.private || is_public(address) || self.trusted.contains(&address)
    }
}

/// The resolver of a run.
#[derive(Debug)]
pub(super) struct Resolver {
    allowed: Allowed,
    /// Fixed addresses of host names, which take precedence over the system's resolver.
    hosts: FxHashMap<String, SocketAddr>,
    /// Host names of proxies, which may be private.
    proxies: Mutex<FxHashSet<String>>,
}

impl Resolver {
    pub(super) fn new(options: &CheckerOptions) -> Self {
        let allowed = Allowed { private: options.allow_private, trusted: options.trusted.clone().into() };
        Self { allowed, hosts: options.hosts.clone(), proxies: Mutex::default() }
    }

    /// Checks a URL as far as possible without resolving its host name.
    ///
    /// # Errors
    /// The scheme is not HTTP, or the host is an IP address that is not allowed.
    pub(super) fn check(&self, url: &Url) -> Result<(), FailureReason> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FailureReason::BadRedirect);
        }
        let address = match url.host() {
            None => return Err(FailureReason::BadRedirect),
            Some(Host::Domain(_)) => return Ok(()),
            Some(Host::Ipv4(address)) => IpAddr::V4(address),
            Some(Host::Ipv6(address)) => IpAddr::V6(address),
        };
        if self.allowed.has(address) { Ok(()) } else { Err(NameError::Private(address).reason()) }
    }

    /// Checks a URL that is requested through `proxy`. The proxy itself is trusted, but the target must not be private.
    /// A host name that does not resolve here is accepted, because the proxy may know it.
    pub(super) async fn check_through_proxy(&self, url: &Url, proxy: &str) -> Result<(), FailureReason> {
        if let Some(Host::Domain(name)) = url.host()
            && let Err(NameError::Private(address)) = self.addresses(name.to_owned()).await
        {
            return Err(NameError::Private(address).reason());
        }
        lock(&self.proxies).insert(proxy.to_owned());
        Ok(())
    }

    /// The IP addresses of `name` that may be connected to.
    fn addresses(&self, name: String) -> impl Future<Output = Result<Vec<SocketAddr>, NameError>> + Send + 'static {
        let known = self.hosts.get(&name).map(|address| vec![*address]).or_else(|| loopback(&name));
        let allowed = self.allowed.clone();
        async move {
            let all = match known {
                Some(known) => known,
                None => match tokio::task::spawn_blocking(move || look_up(&name)).await {
                    Ok(found) => found?,
                    Err(_) => return Err(NameError::Failed),
                },
            };
            let refused = all.iter().map(SocketAddr::ip).find(|address| !allowed.has(*address));
            let left: Vec<_> = all.into_iter().filter(|to| allowed.has(to.ip())).collect();
            match refused {
                Some(address) if left.is_empty() => Err(NameError::Private(address)),
                _ if left.is_empty() => Err(NameError::NoName),
                _ => Ok(left),
            }
        }
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().to_owned();
        if lock(&self.proxies).contains(&name) {
            return Box::pin(async move {
                let found = tokio::task::spawn_blocking(move || look_up(&name)).await??;
                Ok(Box::new(found.into_iter()) as Addrs)
            });
        }
        let addresses = self.addresses(name);
        Box::pin(async move { Ok(Box::new(addresses.await?.into_iter()) as Addrs) })
    }
}

/// RFC 6761 §6.3: names below `localhost` are loopback and must not be looked up.
fn loopback(name: &str) -> Option<Vec<SocketAddr>> {
    let is_local = name == "localhost" || name.ends_with(".localhost");
    is_local.then(|| vec![SocketAddr::from((Ipv4Addr::LOCALHOST, 0))])
}

fn look_up(name: &str) -> Result<Vec<SocketAddr>, NameError> {
    let hints = dns_lookup::AddrInfoHints { socktype: dns_lookup::SockType::Stream.into(), ..Default::default() };
    let found = dns_lookup::getaddrinfo(Some(name), None, Some(hints)).map_err(|error| match error.kind() {
        LookupErrorKind::NoName | LookupErrorKind::NoData => NameError::NoName,
        _ => NameError::Failed,
    })?;
    Ok(found.flatten().map(|info| SocketAddr::new(info.sockaddr.ip(), 0)).collect())
}
