//! Tables of facts about clouds and their tools: commands and options, runtimes, instance
//! types, limits, the API of Kubernetes, languages of code blocks.
//!
//! The tables are files in `rules/catalog`, written by `generate.py` there from published packages; only the limits
//! are written by hand, in `rules/words`. They hold names,
//! versions and dates only. What notelint says of a fact is true as of the version and the date of its table, never as
//! of the current date, so it says the same on every machine.
//!
//! A table is read when a note asks for something in it, and of a table of commands only the piece with the service in
//! question ([`commands`]).

pub mod commands;
pub mod instance_types;
pub mod kubernetes;
pub mod languages;
pub mod limits;
mod origin;
pub mod runtimes;
pub mod subcommands;

pub use origin::Origin;

/// The origin of every table, sorted by name.
pub fn origins() -> Vec<Origin> {
    let programs = commands::Program::ALL.iter().map(|program| program.table().origin());
    let others = [instance_types::origin(), limits::origin(), runtimes::origin(), languages::origin()].into_iter();
    let others = others.chain(kubernetes::origins()).chain(subcommands::origins());
    let mut origins: Vec<_> = programs.chain(others).collect();
    origins.sort_by_key(|origin| origin.name);
    origins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_an_origin() {
        let origins = origins();
        assert_eq!(origins.len(), 14);
        for origin in origins {
            assert!(!origin.name.is_empty() && !origin.source.is_empty(), "{origin:?}");
            assert!(origin.version.starts_with(|char: char| char.is_ascii_digit()), "{origin:?}");
            let is_date = |date: &str| date.len() == 10 && date.starts_with("20") && date.split('-').count() == 3;
            assert!(is_date(origin.date), "{origin:?}");
        }
    }
}
