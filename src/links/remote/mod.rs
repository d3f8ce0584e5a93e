//! Checks URLs over the network. Only this folder uses the HTTP client and its async runtime, which starts when there
//! is something to check.
//!
//! The [`checker`] takes the URLs from the notes' `Facts` and skips those with a recent result in the [`cache`].
//! [`check`] makes the attempts at a URL. Each attempt is a [`fetch`], which follows redirects; [`rate_limit`] limits
//! the requests, and [`resolver`] allows only public IP addresses.

mod cache;
mod charset;
mod check;
mod checker;
mod client;
pub mod clock;
mod fetch;
mod host;
mod last_result;
mod options;
mod page;
pub mod rate_limit;
mod redirect;
mod resolver;
mod tasks;

pub use cache::{FILE_NAME as CACHE_FILE, last_result};
pub use checker::{LiveLinks, Progress, RemoteChecker};
pub use host::host_name;
pub use last_result::{LastFailure, LastResult};
pub use options::CheckerOptions;
