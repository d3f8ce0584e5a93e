//! `--online` in a build without the network: it says so.

use std::sync::Arc;

use url::Url;

use super::Exit;
use super::args::WebArgs;
use super::context::Context;
use crate::config::Configs;
use crate::links::verdict::{Verdicts, Wanted, Web};
use crate::message;
use crate::project::run::Project;

/// What is known of links to the web: nothing.
#[derive(Default)]
pub(super) struct Alive {}

/// Looks at no link.
pub(crate) struct NoNetwork;

impl Web for NoNetwork {
    fn wants(&self, _url: &Url) -> bool {
        false
    }

    fn look(&self, _wanted: &[Wanted]) -> Verdicts {
        Verdicts::default()
    }
}

/// [`NoNetwork`], if links to the web are to be looked at.
pub(crate) fn remote(
    args: &WebArgs,
    configs: &Arc<Configs>,
    project: &Project,
    _alive: &Alive,
    _context: &Context<'_>,
) -> Option<NoNetwork> {
    let links = configs.nearest(&project.root, &project.root).web();
    (args.online || links.online.unwrap_or(false)).then_some(NoNetwork)
}

/// The name of this machine: unknown.
pub(crate) fn host_name() -> Option<String> {
    None
}

/// Says that links to the web were not looked at.
pub(crate) fn finish(_remote: NoNetwork, context: &Context<'_>) -> Exit {
    context.say(&message!(
        "links to the web are not checked: this build of notelint has no network (feature `online`)",
        "Web へのリンクは検査しない: この notelint はネットワークなしでビルドされている (feature `online`)"
    ));
    Exit::Trouble
}
