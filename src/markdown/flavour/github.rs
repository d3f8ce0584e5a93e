//! GitHub: the tree is its reading, so nothing has to be replaced before parsing.

use crate::text::syntax_reader::SyntaxReader;

pub(super) const READER: SyntaxReader = SyntaxReader::GITHUB;
