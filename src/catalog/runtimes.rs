//! The runtimes of AWS Lambda, and when each is deprecated.

use memchr::memmem;

use super::origin::Origin;
use crate::text::slice::Slice as _;

const TABLE: &str = include_str!("../../rules/catalog/lambda_runtimes.tsv");

/// A runtime of AWS Lambda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Runtime {
    /// The identifier. Example: `nodejs8.10`.
    pub name: &'static str,
    /// The day from which on it is deprecated: `2020-03-06`.
    pub deprecated: &'static str,
    /// The newest runtime of the same language.
    pub successor: Option<&'static str>,
}

impl Runtime {
    /// Whether it was deprecated on the day of the table.
    pub fn is_deprecated(&self) -> bool {
        self.deprecated <= origin().date
    }
}

/// Where the table comes from.
pub fn origin() -> Origin {
    Origin::read(TABLE.split('\n').next().unwrap_or_default())
}

/// All runtimes.
pub fn all() -> impl Iterator<Item = Runtime> {
    TABLE.split('\n').skip(1).filter_map(of_line)
}

/// The runtime in a line of the table.
fn of_line(line: &'static str) -> Option<Runtime> {
    let mut columns = line.split('\t');
    let (name, deprecated) = (columns.next()?, columns.next()?);
    Some(Runtime { name, deprecated, successor: columns.next().filter(|name| !name.is_empty()) })
}

/// The runtime with the identifier `name`.
pub fn named(name: &str) -> Option<Runtime> {
    let at = memmem::find(TABLE.as_bytes(), format!("\n{name}\t").as_bytes())?;
    TABLE.tail(at + 1).split('\n').next().and_then(of_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runtime_is_deprecated_as_of_the_date_of_the_table() {
        let old = named("nodejs8.10").unwrap();
        assert!(old.is_deprecated());
        assert_eq!((old.deprecated, old.successor), ("2020-03-06", Some("nodejs24.x")));
        assert!(!named("python3.14").unwrap().is_deprecated());
        assert_eq!(named("python3.99"), None);
    }
}
