//! What a note points at, and what can be pointed at.

pub mod address;
pub mod anchors;
pub mod autolink;
pub mod definitions;
mod email;
pub mod far;
pub mod far_report;
pub mod html;
pub mod ignore;
pub mod linked;
pub mod local;
pub mod moved_docs;
pub mod nearest;
pub mod placeholder;
pub mod reading;
pub mod remote;
pub mod reversed;
pub mod slug;
pub mod tags;
pub mod target;
pub mod verdict;
