//! Nesting depth of the braces in a glob.

use crate::text::whitespace::Whitespace as _;

/// Maximum nesting depth of braces in a glob. The glob compiler recurses once per level, so deeper ones could overflow
/// the stack.
pub const DEEPEST: usize = 50;

/// Whether a glob in a `.gitignore` with this text nests braces deeper than [`DEEPEST`].
pub fn is_too_deep(text: &[u8]) -> bool {
    String::from_utf8_lossy(text).printed_lines().any(|line| depth(line) > DEEPEST)
}

/// The maximum nesting depth of braces in `glob`. Example: 2 for `{a,{b,c}}`.
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
