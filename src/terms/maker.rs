//! The maker's name before the name of a product: `Microsoft Azure Sentinel`, `分析/Amazon QuickSight`.

use std::ops::Range;

use super::window;

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

/// The short names of providers whose products are listed side by side.
const PROVIDERS: [&str; 9] = ["AWS", "GCE", "GCP", "Google", "Azure", "OpenStack", "OCI", "Oracle", "Alibaba"];

/// Whether the words at `range` are in a list on their line whose other items begin with other providers: `AWS EBS、GCE PD、
/// Azure Disk`. There, the provider is meant, not the brand of the service.
pub(super) fn is_one_of_several(text: &str, range: &Range<usize>) -> bool {
    const SIGNS: [char; 6] = ['、', ',', '/', '，', '・', '|'];
    let provider = |item: &str| {
        let word = item.trim_start_matches([' ', '(', '（', ':', '：']).split(' ').next().unwrap_or_default();
        PROVIDERS.iter().position(|known| *known == word)
    };
    let own = provider(&text[range.clone()]);
    let (before, after) = (window::before(text, range.start), window::after(text, range.end));
    let next = after.split(SIGNS).skip(1);
    let earlier = before.split(SIGNS).rev().skip(1).chain(std::iter::once(before)).take(4);
    let others = next.take(3).chain(earlier).filter_map(provider).filter(|other| Some(*other) != own);
    others.count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_several_providers() {
        let listed = |text: &str, name: &str| {
            let start = text.find(name).unwrap();
            is_one_of_several(text, &(start..start + name.len()))
        };
        assert!(listed("支持 AWS EBS、GCE PD、Azure Disk 和 OpenStack Cinder", "AWS EBS"));
        assert!(listed("GCE PD, Azure Disk, AWS EBS", "AWS EBS"));
        assert!(!listed("AWS EBS、EC2、Azure", "AWS EBS"));
        assert!(!listed("AWS EBS と Azure Disk", "AWS EBS"));
    }

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
