//! Docusaurus: github-slugger, which keeps the same characters as GitHub. What differs is the text of the heading.

use super::github;

/// The id of a heading.
pub(super) fn slug(heading: &str) -> String {
    github::slug(heading)
}
