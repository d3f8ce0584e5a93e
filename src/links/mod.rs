//! What a note points at, and what can be pointed at.

pub mod anchors;
pub mod autolink;
pub mod definitions;
mod email;
pub mod html;
pub mod linked;
pub mod local;
pub mod nearest;
pub mod proposal;
pub mod pseudo;
pub mod reading;
pub mod reversed;
pub mod rewrite;
pub mod settings;
pub mod slug;
pub mod tags;
pub mod target;
pub mod vault;
pub mod wikilink;
pub mod written;
