//! The commands and options of the tools of clouds.
//!
//! A table is compressed in pieces, one for each first word of a command (a service of AWS, a group of Azure), because
//! nobody's notes are about all of them. The format is described in `rules/catalog/generate.py`.

use std::ops::Range;
use std::sync::OnceLock;

use super::origin::Origin;

/// A program whose commands are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// `aws`
    Aws,
    /// `az`
    Az,
    /// `gcloud`
    Gcloud,
    /// `kubectl`
    Kubectl,
}

impl Program {
    /// All programs.
    pub const ALL: [Self; 4] = [Self::Aws, Self::Az, Self::Gcloud, Self::Kubectl];

    /// The program with this name. Windows needs the ending of the file at times.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "aws" | "aws.exe" => Some(Self::Aws),
            "az" | "az.cmd" => Some(Self::Az),
            "gcloud" => Some(Self::Gcloud),
            "kubectl" | "kubectl.exe" => Some(Self::Kubectl),
            _ => None,
        }
    }

    /// Its commands. Empty if they were not provided (feature `slim`).
    pub fn table(self) -> &'static CommandTable {
        static TABLES: [OnceLock<CommandTable>; 4] = [const { OnceLock::new() }; 4];
        static EMPTY: CommandTable = CommandTable::EMPTY;
        let Some(bytes) = self.bytes() else { return &EMPTY };
        TABLES[self as usize].get_or_init(|| CommandTable::read(bytes).unwrap_or_default())
    }

    #[cfg(not(all(feature = "slim", not(feature = "cli"))))]
    #[expect(clippy::unnecessary_wraps, reason = "with the feature `slim`, it may be missing")]
    fn bytes(self) -> Option<&'static [u8]> {
        Some(match self {
            Self::Aws => include_bytes!("../../rules/catalog/aws_cli.bin"),
            Self::Az => include_bytes!("../../rules/catalog/az_cli.bin"),
            Self::Gcloud => include_bytes!("../../rules/catalog/gcloud_cli.bin"),
            Self::Kubectl => include_bytes!("../../rules/catalog/kubectl_cli.bin"),
        })
    }

    #[cfg(all(feature = "slim", not(feature = "cli")))]
    fn bytes(self) -> Option<&'static [u8]> {
        use crate::text::provided::{DataFile, entry};
        let name = match self {
            Self::Aws => "aws_cli.bin",
            Self::Az => "az_cli.bin",
            Self::Gcloud => "gcloud_cli.bin",
            Self::Kubectl => "kubectl_cli.bin",
        };
        entry(DataFile::Commands, name)
    }
}

/// A command of a program: the words after the first one, and its options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The words after the first one, separated by spaces. Empty for a command of one word.
    pub rest: &'static str,
    /// The options, separated by spaces: `name` for `--name`, and `-n`.
    options: &'static str,
}

impl Row {
    /// The options: `name` for `--name`, and `-n`.
    pub fn options(&self) -> impl Iterator<Item = &'static str> {
        self.options.split(' ').filter(|option| !option.is_empty())
    }
}

/// The commands of a program.
#[derive(Debug, Default)]
pub struct CommandTable {
    origin: Option<Origin>,
    packed: &'static [u8],
    pieces: Vec<Piece>,
}

/// The commands that begin with one word.
#[derive(Debug)]
struct Piece {
    name: &'static str,
    packed: Range<usize>,
    length: usize,
    rows: OnceLock<Vec<Row>>,
}

impl CommandTable {
    const EMPTY: Self = Self { origin: None, packed: &[], pieces: Vec::new() };

    fn read(bytes: &'static [u8]) -> Option<Self> {
        let end = bytes.windows(2).position(|pair| pair == b"\n\n")?;
        let (head, packed) = bytes.split_at(end + 2);
        let mut lines = std::str::from_utf8(head).ok()?.split('\n');
        let origin = Some(Origin::read(lines.next()?));
        let mut pieces = Vec::new();
        let mut at = 0;
        for line in lines.filter(|line| !line.is_empty()) {
            let mut columns = line.split('\t');
            let name = columns.next()?;
            let packed: usize = columns.next()?.parse().ok()?;
            let length = columns.next()?.parse().ok()?;
            pieces.push(Piece { name, packed: at..at + packed, length, rows: OnceLock::new() });
            at += packed;
        }
        Some(Self { origin, packed, pieces })
    }

    /// Where the table comes from.
    pub fn origin(&self) -> Origin {
        self.origin.unwrap_or(Origin::EMPTY)
    }

    /// The first words of all commands.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.pieces.iter().map(|piece| piece.name).filter(|name| !name.is_empty())
    }

    /// The commands that begin with the word `name`, sorted. `None` if there are none.
    pub fn rows(&self, name: &str) -> Option<&[Row]> {
        let at = self.pieces.binary_search_by_key(&name, |piece| piece.name).ok()?;
        let piece = self.pieces.get(at)?;
        Some(piece.rows.get_or_init(|| self.unpack(piece)))
    }

    /// The options that every command takes.
    pub fn global_options(&self) -> impl Iterator<Item = &'static str> {
        self.rows("").unwrap_or_default().iter().flat_map(Row::options)
    }

    /// The rows of `piece`. Their texts are kept until the program ends.
    fn unpack(&self, piece: &Piece) -> Vec<Row> {
        let packed = self.packed.get(piece.packed.clone()).unwrap_or_default();
        // Unpacking can't fail: a test unpacks every piece.
        let bytes = miniz_oxide::inflate::decompress_to_vec_with_limit(packed, piece.length).unwrap_or_default();
        let text: &'static str = String::from_utf8(bytes).unwrap_or_default().leak();
        let row = |line: &'static str| {
            let (rest, options) = line.split_once('\t').unwrap_or((line, ""));
            Row { rest, options }
        };
        text.split('\n').map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_can_be_unpacked() {
        for program in Program::ALL {
            let table = program.table();
            assert!(table.pieces.len() > 30, "{program:?}");
            for piece in &table.pieces {
                let rows = table.rows(piece.name).unwrap();
                assert!(rows.is_sorted_by_key(|row| row.rest), "{program:?} {}", piece.name);
                let length: usize = rows.iter().map(|row| row.rest.len() + row.options.len() + 2).sum();
                assert_eq!(length, piece.length + 1, "{program:?} {}", piece.name);
            }
        }
    }

    #[test]
    fn commands_have_their_options() {
        let options = |program: Program, name: &str, rest: &str| -> Vec<&str> {
            let rows = program.table().rows(name).unwrap();
            rows.iter().find(|row| row.rest == rest).unwrap().options().collect()
        };
        assert!(options(Program::Aws, "ec2", "describe-instances").contains(&"instance-ids"));
        assert!(options(Program::Az, "group", "create").contains(&"location"));
        assert!(options(Program::Az, "group", "create").contains(&"-l"));
        assert!(options(Program::Kubectl, "get", "").contains(&"all-namespaces"));
        assert!(options(Program::Gcloud, "compute", "instances create").contains(&"machine-type"));
        assert!(Program::Aws.table().global_options().any(|option| option == "region"));
        assert!(Program::Kubectl.table().rows("rolling-update").is_none());
    }
}
