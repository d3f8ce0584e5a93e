//! Docusaurus: the key `markdown` and the remark plugins of its configuration.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::profile::{FlankingRules, Profile};

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

/// A plugin of the project itself: `import tabs from "./src/remark/tabs.mjs"`.
static OWN_PLUGIN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"["']\.{1,2}/[^"'\n]*(?:remark|rehype)"#).expect("constant patterns are valid"));

pub(super) fn apply(program: &str, profile: &mut Profile) {
    // The usual way to load the plugin is `import remarkMath from "remark-math"` or `require("remark-math")`.
    profile.math |= program.contains("remark-math");
    profile.breaks_lines |= program.contains("remark-breaks");
    if program.contains("remark-cjk-friendly") {
        profile.emphasis = FlankingRules::CjkFriendly;
    }
    profile.preprocessed |= OWN_PLUGIN.is_match(program);
}
