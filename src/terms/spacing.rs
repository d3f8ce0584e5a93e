//! Alternative spacings of a name, derived from the right one: `Route 53`, `Route53`, `Route-53`.

/// Whether a part of `name` ends before byte `at`: at a character other than an ASCII letter or digit, at a camel-case
/// hump and before digits. Examples: `Cloud|Watch`, `VS| |Code`, `Route| |53`.
pub(super) fn is_border(name: &[u8], at: usize) -> bool {
    let (Some(before), Some(here)) = (at.checked_sub(1).and_then(|at| name.get(at)), name.get(at)) else { return true };
    let joined = before.is_ascii_alphanumeric() && here.is_ascii_alphanumeric();
    let hump = before.is_ascii_lowercase() && here.is_ascii_uppercase();
    !joined || hump || before.is_ascii_alphabetic() && here.is_ascii_digit()
}

/// Whether `written` is `name` in any case and spacing: its parts joined, or separated by a space, a hyphen or the
/// separator of the name.
pub(super) fn is_spacing_of(name: &str, written: &str) -> bool {
    let (name, written) = (name.as_bytes(), written.as_bytes());
    let (mut at, mut here) = (0, 0);
    loop {
        let (gap, own) = (gap(written, here), gap(name, at));
        let apart = matches!(gap, b" " | b"-") && is_border(name, at);
        if !(gap.is_empty() || apart || gap == own) {
            return false;
        }
        (here, at) = (here + gap.len(), at + own.len());
        match (written.get(here), name.get(at)) {
            (None, None) => return true,
            (Some(letter), Some(right)) if letter.eq_ignore_ascii_case(right) => (here, at) = (here + 1, at + 1),
            _ => return false,
        }
    }
}

/// The bytes from `at` to the next ASCII letter or digit.
fn gap(text: &[u8], at: usize) -> &[u8] {
    let rest = text.get(at..).unwrap_or_default();
    let end = rest.iter().position(u8::is_ascii_alphanumeric).unwrap_or(rest.len());
    &rest[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_name_may_be_joined_or_separated() {
        for written in ["route53", "Route 53", "Route-53", "ROUTE 53"] {
            assert!(is_spacing_of("Route 53", written), "{written}");
        }
        for written in ["Node js", "nodejs", "Node-JS", "Node.js"] {
            assert!(is_spacing_of("Node.js", written), "{written}");
        }
        assert!(is_spacing_of("CloudWatch", "cloud watch"));
        assert!(is_spacing_of("Site-to-Site VPN", "Site to Site VPN"));
        for (name, written) in
            [("Redshift", "Red shift"), ("Route 53", "Route/53"), ("Pub/Sub", "Pub.Sub"), ("S3", "S3s")]
        {
            assert!(!is_spacing_of(name, written), "{written}");
        }
    }
}
