//! The instance types of Amazon EC2.

use super::origin::Origin;

const TABLE: &str = include_str!("../../rules/catalog/ec2_instance_types.tsv");

/// Where the table comes from.
pub fn origin() -> Origin {
    Origin::read(TABLE.split('\n').next().unwrap_or_default())
}

/// The sizes of the instance family `family`, such as `t3`. Retired families are known, too.
pub fn sizes(family: &str) -> Option<impl Iterator<Item = &'static str>> {
    let row = |line: &'static str| line.split_once('\t').filter(|(name, _)| *name == family).map(|(_, sizes)| sizes);
    TABLE.split('\n').skip(1).find_map(row).map(|sizes| sizes.split(' '))
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
