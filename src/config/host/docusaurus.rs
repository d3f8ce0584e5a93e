//! Docusaurus: the key `markdown` and the remark plugins of its configuration.

use crate::text::profile::Profile;

pub(super) const NAMES: [&str; 12] = [
    "docusaurus.config.ts",
    "docusaurus.config.js",
    "docusaurus.config.mjs",
    "docusaurus.config.cjs",
    "docusaurus.config.mts",
    "docusaurus.config.cts",
    "website/docusaurus.config.ts",
    "website/docusaurus.config.js",
    "website/docusaurus.config.mjs",
    "website/docusaurus.config.cjs",
    "website/docusaurus.config.mts",
    "website/docusaurus.config.cts",
];

pub(super) fn apply(program: &str, profile: &mut Profile) {
    // The usual way to load the plugin is `import remarkMath from "remark-math"` or `require("remark-math")`.
    profile.math.dollars |= program.contains("remark-math");
    profile.breaks_lines |= program.contains("remark-breaks");
}
