//! The instance types of Amazon EC2.

use std::sync::OnceLock;

use super::origin::Origin;

const TABLE: &str = include_str!("../../rules/catalog/ec2_instance_types.tsv");

/// Where the table comes from.
pub fn origin() -> Origin {
    Origin::read(TABLE.split('\n').next().unwrap_or_default())
}

/// The sizes of the instance family `family`, such as `t3`. Retired families are known, too.
pub fn sizes(family: &str) -> Option<impl Iterator<Item = &'static str>> {
    static FAMILIES: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    let families = FAMILIES.get_or_init(|| {
        let mut families: Vec<_> = TABLE.split('\n').skip(1).filter_map(|line| line.split_once('\t')).collect();
        families.sort_unstable();
        families
    });
    let at = families.binary_search_by_key(&family, |(name, _)| name).ok()?;
    families.get(at).map(|(_, sizes)| sizes.split(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_have_sizes() {
        let t3: Vec<_> = sizes("t3").unwrap().collect();
        assert!(t3.contains(&"2xlarge") && !t3.contains(&"4xlarge"), "{t3:?}");
        assert!(sizes("t99").is_none());
    }
}
