//! `--online` in a build without network access: an error.

use std::sync::Arc;

use url::Url;

use super::Exit;
use super::args::WebArgs;
use super::context::Context;
use crate::config::Configs;
use crate::links::link_counts::LinkCounts;
use crate::links::link_status::{LinkChecker, LinkRequest, LinkStatuses};
use crate::message;
use crate::project::run::Project;

/// What is known about external links: nothing.
#[derive(Default)]
pub(super) struct LiveLinks {}

/// Checks no link.
pub(crate) struct NoNetwork;

impl LinkChecker for NoNetwork {
    fn should_check(&self, _url: &Url) -> bool {
        false
    }

    fn check(&self, _wanted: &[LinkRequest]) -> LinkStatuses {
        LinkStatuses::default()
    }
}

/// [`NoNetwork`], if external links are to be checked.
pub(crate) fn remote(
    args: &WebArgs,
    configs: &Arc<Configs>,
    project: &Project,
    _alive: &LiveLinks,
    _context: &Context<'_>,
) -> Option<NoNetwork> {
    let links = configs.nearest(&project.root, &project.root).web();
    (args.online || links.online.unwrap_or(false)).then_some(NoNetwork)
}

/// The name of this machine: unknown.
pub(crate) fn host_name() -> Option<String> {
    None
}

/// Prints that external links were not checked.
pub(crate) fn finish(_remote: NoNetwork, context: &Context<'_>) -> (Exit, LinkCounts) {
    context.error(&message!(
        "can't check external links: this notelint was built without the feature `online`",
        "外部リンクを検査できない: この notelint は feature `online` なしでビルドされている"
    ));
    (Exit::Error, LinkCounts::default())
}
