//! "Did you mean …?": the name most like one that is not there.

use std::cmp::Reverse;

use unicode_normalization::UnicodeNormalization;

/// So many names are looked at, and names of so many characters: a guess may not cost more than the search.
const NAMES: usize = 4096;
const LENGTH: usize = 128;

/// The file name most like `name`: of the same stem, else a character or two away.
pub fn name<'n>(name: &str, names: impl Iterator<Item = &'n str> + Clone) -> Option<&'n str> {
    let stem = stem(name);
    let same = |other: &&str| self::stem(other).eq_ignore_ascii_case(stem) && !other.starts_with('.');
    let limit = (stem.chars().count() / 6).clamp(1, 2);
    names.clone().take(NAMES).find(same).or_else(|| closest(name, names, limit))
}

/// `name` without its extension.
pub fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The anchor some few characters away from `fragment`.
pub fn anchor<'n>(fragment: &str, anchors: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    closest(fragment, anchors, (fragment.chars().count() / 4).clamp(1, 4))
}

/// What is left of an anchor where renderers disagree about the rest: letters and digits, half-width and lower-case.
pub fn letters(text: &str) -> String {
    text.nfkc().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The name with the fewest edits to `wanted`, `limit` at most; of several the one that begins most like it.
fn closest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>, limit: usize) -> Option<&'n str> {
    let length = wanted.chars().count();
    let near = names.take(NAMES).filter_map(|name| {
        let is_near = length <= LENGTH
            && name.chars().count().abs_diff(length) <= limit
            && may_be_near(wanted.as_bytes(), name.as_bytes(), limit);
        let distance = is_near.then(|| strsim::osa_distance(wanted, name))?;
        let same = wanted.bytes().zip(name.bytes()).take_while(|(wanted, name)| wanted == name).count();
        (distance > 0 && distance <= limit).then_some((distance, Reverse(same), name))
    });
    near.min().map(|(_, _, name)| name)
}

/// Whether the bytes of the two leave it open that `limit` edits make one of the other: each edit puts one character in and
/// takes one out at most. Most names are told apart by this in a hundredth of the time that the edits take to be counted.
fn may_be_near(a: &[u8], b: &[u8], limit: usize) -> bool {
    let mut counts = [0_i32; 64];
    for byte in a {
        counts[usize::from(byte & 63)] += 1;
    }
    for byte in b {
        counts[usize::from(byte & 63)] -= 1;
    }
    let bytes = if a.is_ascii() && b.is_ascii() { limit } else { limit * 4 };
    let sum = |sign: i32| counts.iter().map(|count| (count * sign).max(0).unsigned_abs() as usize).sum::<usize>();
    sum(1) <= bytes && sum(-1) <= bytes
}

#[cfg(test)]
mod tests {
    #[test]
    fn names() {
        let names = ["ec2.md", "ecs.md", "last-pane.md", "list-panes.md", "route53.md", "vpc.png"];
        let near = |name| super::name(name, names.into_iter());
        assert_eq!(near("routes53.md"), Some("route53.md"));
        assert_eq!(near("list-pane.md"), Some("list-panes.md"));
        assert_eq!(near("vpc.jpg"), Some("vpc.png"));
        assert_eq!(near("Route53.md"), Some("route53.md"));
        assert_eq!(near("lambda.md"), None);
    }

    #[test]
    fn anchors() {
        let names = ["概要", "s3-simple-storage-service"];
        let near = |name| super::anchor(name, names.into_iter());
        assert_eq!(near("s3-simple-storage-servce"), Some("s3-simple-storage-service"));
        assert_eq!(near("まとめ"), None);
        assert_eq!(super::letters("Ｗhat's-new?"), "whatsnew");
    }
}
