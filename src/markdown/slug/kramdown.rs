//! Jekyll: kramdown's GFM parser, which has GitHub's algorithm in Ruby. A tab becomes a hyphen, too.

use super::{github, qiita};

/// The id of a heading.
pub(super) fn slug(heading: &str) -> String {
    github::kept(qiita::lower(heading).replace('\t', " "))
}
