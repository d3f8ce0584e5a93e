//! "Did you mean …?": the existing names that are most similar to a missing one.

use unicode_normalization::UnicodeNormalization;

/// Limits on the number of names compared and their length in characters, so that suggestions stay cheap.
const MAX_NAMES: usize = 4096;
const MAX_LENGTH: usize = 128;

/// The file names most similar to `name`: those with the same stem, otherwise those one or two edits away, otherwise those
/// that differ by one part. Several names are equally similar.
pub fn names<'n>(name: &str, names: impl Iterator<Item = &'n str> + Clone) -> Vec<&'n str> {
    let stem = stem(name);
    let same = |other: &&str| self::stem(other).eq_ignore_ascii_case(stem) && !other.starts_with('.');
    let limit = (stem.chars().count() / 6).clamp(1, 2);
    let mut same: Vec<_> = names.clone().take(MAX_NAMES).filter(same).collect();
    same.sort_unstable();
    if !same.is_empty() {
        return same;
    }
    let near = closest(name, names.clone(), limit);
    if near.is_empty() { with_another_part(name, names) } else { near }
}

/// The names with the same extension that `name` has one part more or less than: those with a doubled part if there are any.
fn with_another_part<'n>(name: &str, names: impl Iterator<Item = &'n str> + Clone) -> Vec<&'n str> {
    let extension = |name: &str| name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    let alike = names.take(MAX_NAMES).filter(|near| extension(near) == extension(name));
    let mut found: Vec<_> = alike.filter_map(|near| Some((extra_part(stem(name), stem(near))?, near))).collect();
    found.sort_unstable();
    let best = found.first().map(|(extra, _)| *extra);
    found.into_iter().filter(|(extra, _)| Some(*extra) == best).map(|(_, near)| near).collect()
}

/// How one of two names differs that has one part more than the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExtraPart {
    /// The part before it is the same word: `lab3-lab3-vnet` and `lab3-vnet`.
    Doubled,
    /// The part before it is the same number, which may count something else: `step-2-2` and `step-2`.
    DoubledNumber,
    /// It is another part: `vnet-peering-old` and `vnet-peering`.
    Added,
}

/// How `name` and `other` differ, if one has one part more than the other, and the other has at least two. Parts are separated by
/// `-`, `_`, spaces and dots.
pub fn extra_part(name: &str, other: &str) -> Option<ExtraPart> {
    let parts = |name: &'_ str| name.split(['-', '_', '.', ' ']).map(str::to_lowercase).collect::<Vec<_>>();
    let (a, b) = (parts(name), parts(other));
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    if long.len() != short.len() + 1 || short.len() < 2 {
        return None;
    }
    let at = long.iter().zip(&short).take_while(|(a, b)| a == b).count();
    if long[at + 1..] != short[at..] {
        return None;
    }
    let is_number = long[at].chars().all(char::is_numeric);
    Some(match at.checked_sub(1).is_some_and(|before| long[before] == long[at]) {
        true if is_number => ExtraPart::DoubledNumber,
        true => ExtraPart::Doubled,
        false => ExtraPart::Added,
    })
}

/// Whether `name` and `other` differ only in the first character of an abbreviation, which gives it another meaning: `P2S` and
/// `S2S`, `alb` and `nlb`. An abbreviation is a run of at least two capital letters and digits, or a part of up to three
/// characters.
pub fn is_other_abbreviation(name: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (name.chars().collect(), other.chars().collect());
    let mut different = (0..a.len().min(b.len())).filter(|&at| a[at] != b[at]);
    let (Some(at), None) = (different.next(), different.next()) else { return false };
    let before = at.checked_sub(1).map(|before| a[before]);
    let is_capital = |char: &char| char.is_ascii_uppercase() || char.is_ascii_digit();
    let capitals = |chars: &[char]| chars[at].is_ascii_uppercase() && chars.get(at + 1).is_some_and(is_capital);
    let part = a[at..].iter().take_while(|char| char.is_alphanumeric()).count();
    let begins = !before.is_some_and(char::is_alphanumeric);
    let short = begins && (2..4).contains(&part) && [a[at], b[at]].iter().all(char::is_ascii_alphabetic);
    a.len() == b.len() && (short || capitals(&a) && capitals(&b) && !before.as_ref().is_some_and(is_capital))
}

/// `name` without its extension.
pub fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The anchors most similar to `fragment`, at most four edits away. Several anchors are equally similar. Their digits
/// have to be the same (`step-2` is not a misspelling of `step-1`), except for a number at the beginning, which is for
/// sorting.
pub fn anchors<'n>(fragment: &str, anchors: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let counted = |name: &str| -> String {
        name.trim_start_matches(|char: char| char.is_numeric()).chars().filter(|char| char.is_numeric()).collect()
    };
    let numbers = counted(fragment);
    let same = anchors.filter(|name| counted(name) == numbers);
    closest(fragment, same, (fragment.chars().count() / 4).clamp(1, 4))
}

/// `text` reduced to lower-case half-width letters and digits, which is what renderers agree on for anchors.
pub fn letters(text: &str) -> String {
    text.nfkc().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether `needle` is `there` with one typing error: in a word of at least eight letters with the same first and last
/// letter, a letter is missing, added or swapped with the next. Other similar words may be different words: `inbound`
/// and `outbound`, `ec2` and `ecs`, 送信 and 受信. Example: `instalation` for `installation`.
pub fn is_slip(needle: &str, there: &str) -> bool {
    let words = |name: &'_ str| name.split(['-', '_', '.', ' ']).map(str::to_lowercase).collect::<Vec<_>>();
    let (needle, there) = (words(needle), words(there));
    let mut other = needle.iter().zip(&there).filter(|(a, b)| a != b);
    let (Some((a, b)), None) = (other.next(), other.next()) else { return false };
    let is_word = |word: &str| word.len() >= MIN_LETTERS && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let sorted = |word: &str| {
        let mut letters = word.as_bytes().to_vec();
        letters.sort_unstable();
        letters
    };
    let is_swapped = || sorted(a) == sorted(b);
    needle.len() == there.len()
        && is_word(a)
        && is_word(b)
        && a.as_bytes().first() == b.as_bytes().first()
        && a.as_bytes().last() == b.as_bytes().last()
        && strsim::osa_distance(a, b) == 1
        && (a.len() != b.len() || is_swapped())
}

/// The minimum length of a word in which a typing error can be told from another word.
const MIN_LETTERS: usize = 8;

/// Whether the link text `text` equals `name`, ignoring case, width and punctuation.
pub fn matches_name(text: &str, name: &str) -> bool {
    let letters = self::letters(text);
    !letters.is_empty() && letters == self::letters(name)
}

/// The names with the fewest edits to `needle`, at most `limit`, sorted.
fn closest<'n>(needle: &str, names: impl Iterator<Item = &'n str>, limit: usize) -> Vec<&'n str> {
    let length = needle.chars().count();
    let near = names.take(MAX_NAMES).filter_map(|name| {
        let is_near = length <= MAX_LENGTH
            && name.chars().count().abs_diff(length) <= limit
            && may_be_near(needle.as_bytes(), name.as_bytes(), limit);
        let distance = is_near.then(|| strsim::osa_distance(needle, name))?;
        (distance > 0 && distance <= limit).then_some((distance, name))
    });
    let mut near: Vec<_> = near.collect();
    near.sort_unstable();
    let fewest = near.first().map_or(0, |(distance, _)| *distance);
    near.into_iter().take_while(|(distance, _)| *distance == fewest).map(|(_, name)| name).collect()
}

/// Whether `limit` edits may be enough to turn one text into the other, judging by how often each byte occurs: an edit
/// adds at most one character and removes at most one. This rules out most names about a hundred times faster than
/// computing the distance.
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
        let names = ["ec2.md", "ecs.md", "last-pane.md", "list-panes.md", "route53.md", "vpc.png", "s3.md", "s3.png"];
        let near = |name| super::names(name, names.into_iter());
        assert_eq!(near("routes53.md"), ["route53.md"]);
        assert_eq!(near("list-pane.md"), ["last-pane.md", "list-panes.md"]);
        assert_eq!(near("vpc.jpg"), ["vpc.png"]);
        assert_eq!(near("Route53.md"), ["route53.md"]);
        assert_eq!(near("lambda.md"), [""; 0]);
        assert_eq!(near("ec.md"), ["ec2.md", "ecs.md"], "ambiguous");
        assert_eq!(near("s3.jpg"), ["s3.md", "s3.png"]);
    }

    #[test]
    fn parts() {
        use super::{ExtraPart, extra_part};

        assert_eq!(extra_part("lab3-lab3-vnet", "lab3-vnet"), Some(ExtraPart::Doubled));
        assert_eq!(extra_part("setup-02-02-cli", "setup-02-cli"), Some(ExtraPart::DoubledNumber));
        assert_eq!(extra_part("setup-cli", "setup-aws-cli"), Some(ExtraPart::Added));
        assert_eq!(extra_part("vpc", "vpc-vpc"), None, "one part");
        assert_eq!(extra_part("aws-vpc", "vpc-peering-old"), None);
        let names = ["lab3-vnet.md", "lab3-vnet.png", "lab3-vnet-peering.md"];
        assert_eq!(super::names("lab3-lab3-vnet.md", names.into_iter()), ["lab3-vnet.md"]);
    }

    #[test]
    fn abbreviations() {
        for (name, other) in
            [("tryP2SGateway.md", "tryS2SGateway.md"), ("alb.md", "nlb.md"), ("my-alb", "my-nlb"), ("EC2", "AC2")]
        {
            assert!(super::is_other_abbreviation(name, other), "{name}");
        }
        for (name, other) in
            [("ecs.md", "eks.md"), ("price", "brice"), ("Price", "Brice"), ("alb", "albs"), ("a.md", "b.md")]
        {
            assert!(!super::is_other_abbreviation(name, other), "{name}");
        }
    }

    #[test]
    fn slips() {
        for (needle, there) in [
            ("instalation", "installation"),
            ("system-requirments", "system-requirements"),
            ("confgiuration.md", "configuration.md"),
        ] {
            assert!(super::is_slip(needle, there), "{needle}");
        }
        for (needle, there) in [
            ("alb", "nlb"),
            ("ec2.md", "ecs.md"),
            ("encrypted", "unencrypted"),
            ("supported", "unsupported"),
            ("inbound-rules", "outbound-rules"),
            ("internal", "interval"),
            ("supporter", "supported"),
            ("contact", "contract"),
            ("送信設定", "受信設定"),
            ("インストール手順", "アンインストール手順"),
            ("installation", "installations"),
        ] {
            assert!(!super::is_slip(needle, there) && !super::is_slip(there, needle), "{needle}");
        }
    }

    #[test]
    fn anchors() {
        let names = ["概要", "s3-simple-storage-service", "step-1", "2-setup", "price", "prize"];
        let near = |name| super::anchors(name, names.into_iter());
        assert_eq!(near("s3-simple-storage-servce"), ["s3-simple-storage-service"]);
        assert_eq!(near("まとめ"), [""; 0]);
        assert_eq!(near("step-2"), [""; 0], "another step");
        assert_eq!(near("3-setup"), ["2-setup"]);
        assert_eq!(near("prixe"), ["price", "prize"]);
        assert_eq!(super::letters("Ｗhat's-new?"), "whatsnew");
    }
}
