//! The wrong spacings of a name, computed from the right one; wrong casing needs no list.

/// All ways to write `name` with other separators between its parts: `Route 53`, `Route53`, `Route-53`. The name
/// itself is among them. A name of many parts has the ways with one and the same separator throughout.
pub(crate) fn spacings(name: &str) -> Vec<String> {
    const SEPARATORS: [&str; 3] = ["", " ", "-"];
    const MANY: u32 = 3;
    let parts = parts(name);
    let gaps = u32::try_from(parts.len() - 1).unwrap_or(u32::MAX);
    let mut forms = vec![name.to_owned()];
    if gaps > MANY {
        let joined = SEPARATORS.map(|separator| join(&parts, |_| separator));
        forms.extend(joined);
    } else {
        for choice in 0..3_usize.pow(gaps) {
            forms.push(join(&parts, |gap| SEPARATORS[choice / 3_usize.pow(gap) % 3]));
        }
    }
    forms.sort();
    forms.dedup();
    forms
}

/// Joins `parts`; the gaps are counted from 0.
fn join<'a>(parts: &[&str], separator: impl Fn(u32) -> &'a str) -> String {
    let mut joined = String::new();
    for (part, gap) in parts.iter().zip(0_u32..) {
        if gap > 0 {
            joined.push_str(separator(gap - 1));
        }
        joined.push_str(part);
    }
    joined
}

/// Splits a name at spaces, hyphens, slashes and dots, at camel humps and before digits: `Cloud|Watch`, `VS|Code`,
/// `Route|53`.
fn parts(name: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for word in name.split([' ', '-', '/', '.']) {
        let bytes = word.as_bytes();
        let mut start = 0;
        for at in 1..bytes.len() {
            let (before, here) = (bytes[at - 1], bytes[at]);
            let hump = before.is_ascii_lowercase() && here.is_ascii_uppercase();
            if hump || before.is_ascii_alphabetic() && here.is_ascii_digit() {
                parts.push(&word[start..at]);
                start = at;
            }
        }
        parts.push(&word[start..]);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_apart_where_they_are_seen_to() {
        assert_eq!(parts("CloudWatch"), ["Cloud", "Watch"]);
        assert_eq!(parts("DynamoDB"), ["Dynamo", "DB"]);
        assert_eq!(parts("VS Code"), ["VS", "Code"]);
        assert_eq!(parts("Route 53"), ["Route", "53"]);
        assert_eq!(parts("Node.js"), ["Node", "js"]);
        assert_eq!(parts("Redshift"), ["Redshift"]);
    }

    #[test]
    fn spacings_hold_the_name_itself() {
        assert_eq!(spacings("Route 53"), ["Route 53", "Route-53", "Route53"]);
        assert_eq!(spacings("Redshift"), ["Redshift"]);
        assert_eq!(spacings("Node.js"), ["Node js", "Node-js", "Node.js", "Nodejs"]);
        assert_eq!(spacings("Site-to-Site VPN").len(), 27);
    }
}
