//! Looks at addresses over the network. Only this folder names the HTTP client and its runtime, which starts when there
//! is something to look at.
//!
//! The [`checker`] takes the addresses from the notes' Facts and leaves out what the [`cache`] still knows. [`check`]
//! makes the attempts at an address; each is a [`fetch`] of hops, which [`rate_limit`] spaces out and [`resolver`] keeps on public
//! addresses.

mod cache;
mod charset;
mod check;
mod checker;
mod client;
pub mod clock;
mod fetch;
mod options;
mod page;
pub mod rate_limit;
mod redirect;
mod resolver;
mod tasks;

pub use cache::FILE_NAME as CACHE_FILE;
pub use checker::{LiveLinks, Progress, RemoteChecker};
pub use options::CheckerOptions;
