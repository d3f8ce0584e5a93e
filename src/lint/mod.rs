//! Rules and the engine that runs them, including suppression, fixes, and the project as rules see it.

pub mod config;
pub mod consistency;
pub mod enclosed_url;
pub mod engine;
pub mod external_links;
pub mod fix;
pub mod moves;
pub mod note;
pub mod option_value;
pub mod options;
pub mod panics;
pub mod prelude;
pub mod project;
pub mod rename;
pub mod required_headings;
pub mod rule;
pub mod rule_set;
pub mod suppression;
