//! Files and folders that links lead to.

use super::place::Place;
use crate::links::wikilink::is_image;
use crate::lsp::targets::Target;
use crate::message;

/// The kind and the size of the file `target`. Images are shown.
pub(super) fn file(place: &Place<'_, '_, '_>, target: &Target<'_, '_>) -> Option<String> {
    let lang = place.client.lang();
    let path = &*target.path;
    let metadata = std::fs::metadata(place.note.view.project().root.join(path)).ok()?;
    let mut writer = place.writer();
    writer.strong(if path.is_empty() { "." } else { path }).paragraph();
    if target.is_folder {
        writer.raw(&message!("folder", "フォルダー").text(lang));
        return Some(writer.finish());
    }
    let kind = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, kind)| kind.to_uppercase());
    let kind = kind.unwrap_or_else(|| message!("file", "ファイル").text(lang));
    writer.plain(&format!("{kind}, {}", size(metadata.len())));
    if writer.is_markdown() && is_image(path) {
        writer.paragraph().raw(&format!("![]({})", target.uri.as_str()));
    }
    Some(writer.finish())
}

/// A number of bytes, as file managers show it.
fn size(bytes: u64) -> String {
    const UNITS: [&str; 3] = ["kB", "MB", "GB"];
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    // In tenths, so that no number is a fraction.
    let mut tenths = bytes / 100;
    let mut unit = 0;
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_a_unit() {
        let sizes = [0, 999, 1000, 12_345, 999_999, 1_000_000, 5_600_000_000].map(size);
        assert_eq!(sizes, ["0 B", "999 B", "1.0 kB", "12.3 kB", "999.9 kB", "1.0 MB", "5.6 GB"]);
    }
}
