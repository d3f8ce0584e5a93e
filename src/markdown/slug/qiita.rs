//! Qiita: GitHub's algorithm in Ruby (`heading_anchor.rb` of qiita-markdown 1.8).

use super::github;

/// The id of a heading.
pub(super) fn slug(heading: &str) -> String {
    github::kept(lower(heading))
}

/// `text` in lower case as Ruby's `downcase` makes it. A sigma at the end of a word is no exception.
pub(super) fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}
