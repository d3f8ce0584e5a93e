//! The maker's name before the name of a product: `Microsoft Azure Sentinel`, `分析/Amazon QuickSight`.

/// Makers that people put before the names of their products.
const MAKERS: [&str; 5] = ["AWS", "Amazon", "Microsoft", "Google Cloud", "Google"];

/// The length in bytes of the maker's name directly before byte `at`, including the space after it. 0 if there is none.
pub(super) fn width(text: &str, at: usize) -> usize {
    let Some(before) = text[..at].strip_suffix(' ') else { return 0 };
    let ends = |maker: &&&str| {
        let rest = before.strip_suffix(**maker);
        rest.is_some_and(|rest| {
            !rest.ends_with(|char: char| char.is_alphanumeric() && char.is_ascii() || "-_.@".contains(char))
        })
    };
    MAKERS.iter().find(ends).map_or(0, |maker| maker.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_maker_directly_before_a_name_is_part_of_it() {
        let maker = |before: &'static str| &before[before.len() - width(before, before.len())..];
        assert_eq!(maker("use Microsoft "), "Microsoft ");
        assert_eq!(maker("分析/Amazon "), "Amazon ");
        assert_eq!(maker("の Google Cloud "), "Google Cloud ");
        for other in ["", "Microsoft", "Microsoft, ", "on-AWS ", "my.AWS ", "XAWS ", "aws "] {
            assert_eq!(maker(other), "", "{other}");
        }
    }
}
