//! How deep the braces of a glob are nested.

use crate::text::whitespace::Whitespace as _;

/// So deep braces may stand within each other: compiling takes a piece of the stack for each.
pub const DEEPEST: usize = 50;

/// Whether a `.gitignore` with this text has braces too deep within each other to be read.
pub fn is_too_deep(text: &[u8]) -> bool {
    String::from_utf8_lossy(text).printed_lines().any(|line| depth(line) > DEEPEST)
}

/// How deep braces stand within each other in `glob`, at most.
pub fn depth(glob: &str) -> usize {
    let mut open = 0_usize;
    let depths = glob.bytes().map(|byte| {
        match byte {
            b'{' => open += 1,
            b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open
    });
    depths.max().unwrap_or(0)
}
