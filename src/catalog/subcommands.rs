//! The first subcommands of tools that anyone may extend: git, Docker, Terraform. The table is kept by hand.

use super::origin::Origin;

const TABLE: &str = include_str!("../../rules/catalog/subcommands.tsv");

/// Where the list of each tool comes from.
pub fn origins() -> impl Iterator<Item = Origin> {
    TABLE.split('\n').filter(|line| !line.is_empty()).map(Origin::read)
}

/// The subcommands of `program`, and where they come from. `None` if the program is not in the table.
pub fn of(program: &str) -> Option<(Origin, impl Iterator<Item = &'static str>)> {
    TABLE.split('\n').find_map(|line| {
        let mut columns = line.split('\t').skip(4);
        let name = columns.next()?;
        let words = columns.next()?;
        (name == program).then(|| (Origin::read(line), words.split(' ')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_have_subcommands() {
        let (origin, mut words) = of("git").unwrap();
        assert_eq!(origin.name, "Git");
        assert!(words.any(|word| word == "checkout"));
        assert!(of("gti").is_none());
        assert_eq!(origins().count(), 3);
    }
}
