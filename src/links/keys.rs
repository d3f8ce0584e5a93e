//! What fragments and the places that they name are compared by.

use unicode_normalization::UnicodeNormalization;

use crate::facts::LocalLink;
use crate::facts::heading::heading_key;

/// What GitHub puts before every anchor in the page's HTML; a link may have it.
pub(super) const PREFIX: &str = "user-content-";

/// What two anchors have in common that differ in letter case or in Unicode normalization (UAX #15) alone.
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// What `link` may name a place by: the same for all fragments that can mean one place. A link without a fragment
/// names none.
pub fn keys(link: &LocalLink) -> Vec<String> {
    let Some(fragment) = link.fragment.as_deref() else { return Vec::new() };
    let mut keys = vec![fold(fragment)];
    keys.extend(fragment.strip_prefix(PREFIX).map(fold));
    keys.extend(fragment.split('#').map(heading_key));
    keys.sort_unstable();
    keys.dedup();
    keys
}
