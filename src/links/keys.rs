//! Keys for looking up fragments and the targets they name.

use unicode_normalization::UnicodeNormalization;

use crate::facts::LocalLink;
use crate::facts::heading::heading_key;

/// The prefix that GitHub adds to every anchor in HTML. Links may include it.
pub(super) const PREFIX: &str = "user-content-";

/// `name` in lower case and Unicode normalization form C (UAX #15), for comparing anchors.
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// The keys under which `link` can name a target. Fragments that can mean the same target share a key. Empty for a link
/// without a fragment.
pub fn keys(link: &LocalLink) -> Vec<String> {
    let Some(fragment) = link.fragment.as_deref() else { return Vec::new() };
    let mut keys = vec![fold(fragment)];
    keys.extend(fragment.strip_prefix(PREFIX).map(fold));
    keys.extend(fragment.split('#').map(heading_key));
    keys.sort_unstable();
    keys.dedup();
    keys
}
