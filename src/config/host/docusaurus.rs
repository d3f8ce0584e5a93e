//! Docusaurus: the key `markdown` and the remark plugins of its configuration.

use std::sync::LazyLock;

use regex::Regex;

use super::host_config::HostConfig;
use super::script;
use crate::text::profile::FlankingRules;

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

pub(super) fn apply(program: &str, config: &mut HostConfig) {
    // The usual way to load the plugin is `import remarkMath from "remark-math"` or `require("remark-math")`.
    config.profile.math.dollars |= program.contains("remark-math");
    config.profile.breaks_lines |= program.contains("remark-breaks");
    if program.contains("remark-cjk-friendly") {
        config.profile.emphasis = FlankingRules::CjkFriendly;
    }
    config.profile.preprocessed |= OWN_PLUGIN.is_match(program);
    let format = script::object(program, "markdown").and_then(|markdown| script::string(markdown, "format"));
    match format {
        Some("md") => config.profile = config.profile.without_mdx(),
        Some("detect") => config.mdx_by_extension = true,
        _ => {}
    }
}
