//! Docusaurus: the key `markdown` and the remark plugins of its configuration.

use super::host_config::HostConfig;
use super::script;

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

pub(super) fn apply(program: &str, config: &mut HostConfig) {
    // The usual way to load the plugin is `import remarkMath from "remark-math"` or `require("remark-math")`.
    config.profile.math |= program.contains("remark-math");
    config.profile.breaks_lines |= program.contains("remark-breaks");
    let format = script::object(program, "markdown").and_then(|markdown| script::string(markdown, "format"));
    match format {
        Some("md") => config.profile = config.profile.without_mdx(),
        Some("detect") => config.mdx_by_extension = true,
        _ => {}
    }
}
