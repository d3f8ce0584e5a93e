//! VitePress: the key `markdown` of its configuration.

use super::host_config::HostConfig;
use super::script;
use crate::text::profile::{BareUrls, ExplicitIds, FlankingRules, Footnotes, HeadingIds, TaskLists};

pub(super) const NAMES: [&str; 4] =
    [".vitepress/config.ts", ".vitepress/config.mts", ".vitepress/config.js", ".vitepress/config.mjs"];

pub(super) fn apply(program: &str, config: &mut HostConfig) {
    let profile = &mut config.profile;
    // Plugins are passed to `md.use`.
    if program.contains("plugin-footnote") || program.contains("markdown-it-footnote") {
        profile.footnotes = Footnotes::Any;
    }
    if program.contains("plugin-tasklist") || program.contains("markdown-it-task") {
        profile.task_lists = TaskLists::Any;
    }
    if program.contains("markdown-it-cjk-friendly") {
        profile.emphasis = FlankingRules::CjkFriendly;
    }
    let Some(markdown) = script::object(program, "markdown") else { return };
    profile.math.dollars = script::flag(markdown, "math").unwrap_or(profile.math.dollars);
    profile.breaks_lines = script::flag(markdown, "breaks").unwrap_or(profile.breaks_lines);
    if script::flag(markdown, "linkify") == Some(false) {
        profile.bare_urls = BareUrls::Never;
    }
    if script::value(markdown, "slugify").is_some() {
        profile.heading_ids = HeadingIds::Unknown;
    }
    if script::object(markdown, "attrs").and_then(|attributes| script::flag(attributes, "disable")) == Some(true) {
        profile.explicit_ids = ExplicitIds::None;
    }
}
