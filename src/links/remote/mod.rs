//! Looks at addresses over the network. Only this folder names the HTTP client and its runtime, which starts when there
//! is something to look at.
//!
//! The [`checker`] takes the addresses from the notes' Facts and leaves out what the [`cache`] still knows. [`look`]
//! makes the attempts at an address; each is a [`trip`] of hops, which [`pace`] spaces out and [`guard`] keeps on public
//! addresses.

mod cache;
mod charset;
mod checker;
mod client;
pub mod clock;
mod guard;
mod host;
mod look;
mod moved;
mod options;
pub mod pace;
mod page;
mod tasks;
mod trip;

pub use cache::FILE_NAME as CACHE_FILE;
pub use checker::{Alive, Progress, Remote};
pub use host::host_name;
pub use options::Options;
