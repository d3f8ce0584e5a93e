//! The first subcommands of tools that anyone may extend: git, Docker, Terraform. The table is kept by hand.

use super::origin::Origin;

const TABLE: &str = include_str!("../../rules/catalog/subcommands.tsv");

/// The programs in the table.
const PROGRAMS: [&str; 3] = ["docker", "git", "terraform"];

/// Where the list of each tool comes from.
pub fn origins() -> impl Iterator<Item = Origin> {
    TABLE.split('\n').filter(|line| !line.is_empty()).map(Origin::read)
}

/// The subcommands of `program`, and where they come from. `None` if the program is not in the table.
pub fn of(program: &str) -> Option<(Origin, impl Iterator<Item = &'static str>)> {
    // Asked for the first word of every command.
    if !PROGRAMS.contains(&program) {
        return None;
    }
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
        assert_eq!(origins().count(), PROGRAMS.len());
        assert!(PROGRAMS.iter().all(|program| of(program).is_some()));
    }
}
