//! Links: what a note links to, what can be linked to, and whether links work.

pub mod anchor_targets;
pub mod anchors;
pub mod bare_urls;
pub mod candidates;
pub mod contents;
pub mod definitions;
pub mod destinations;
pub mod external;
pub mod fragment;
pub mod heading_rename;
pub mod heading_text;
pub mod home_folder;
pub mod html;
pub mod ignore;
pub mod keys;
pub mod link_counts;
pub mod link_status;
pub mod linked_notes;
pub mod local;
pub mod moved_docs;
pub mod nearest;
pub mod path;
pub mod placeholder;
pub mod project;
pub mod pseudo_link;
pub mod public_ip;
#[cfg(feature = "online")]
pub mod remote;
pub mod reversed_link;
pub mod rewrite;
pub mod suggestion;
pub mod tags;

pub mod target;
pub mod vault;
pub mod wikilink;
