//! The arguments of each command. Their docstrings are the help texts; `help_ja` has them in Japanese.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{ArgAction, Args, Parser, Subcommand};
use clap_complete::Shell;

#[cfg(feature = "lsp")]
use super::lsp_args::LspArgs;
use crate::report::Format;

pub(crate) use super::arg_values::{ColorArg, FailOn, LangArg, OutputFile};
use super::edit_args::{MoveArgs, RenameArgs};
pub(crate) use super::table_format::TableFormat;

/// Finds what is wrong with Markdown cloud study notes, explains it, and fixes it
#[derive(Debug, Parser)]
#[command(name = "notelint", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
pub(crate) struct Cli {
    /// The command; without one, `check`.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) check: CheckArgs,
    #[command(flatten)]
    pub(crate) global: GlobalArgs,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct GlobalArgs {
    /// Language of messages [default: from the environment, such as LANG]
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<LangArg>,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(crate) color: ColorArg,
    /// Print help
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check notes (the default command)
    Check(CheckArgs),
    /// Check only links, including external ones
    Links(CheckArgs),
    /// Explain a rule, a group, a preset, or a name such as "Azure AD"
    Explain(ExplainArgs),
    /// List the rules
    Rules(RulesArgs),
    /// List the tables of cloud facts, with their versions and dates
    Facts(FactsArgs),
    /// Write a notelint.toml to start with
    Init(InitArgs),
    /// Rename a heading, a link label or a footnote, and update the links to it
    Rename(RenameArgs),
    /// Move a file or folder, and update the links to it and out of it
    Move(MoveArgs),
    /// Record current findings, so that runs report only new ones
    Baseline(BaselineArgs),
    /// Install or remove a git hook that checks notes before each commit
    Hook(HookArgs),
    /// Show which settings apply to a note, and where they come from
    Config(ConfigArgs),
    /// Manage accepted words
    Terms(TermsArgs),
    /// Run the language server for editors
    #[cfg(feature = "lsp")]
    Lsp(LspArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or write one page per command
    Man(ManArgs),
    /// Print help for notelint or for one command
    Help(HelpArgs),
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct CheckArgs {
    /// Files and folders to check; `-` reads standard input [default: .]
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    /// Fix what can be fixed without changing what the notes say
    #[arg(long)]
    pub(crate) fix: bool,
    /// With --fix or --diff: also apply fixes that you should review
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,
    /// Show what --fix would change, without changing it
    #[arg(long, conflicts_with = "fix")]
    pub(crate) diff: bool,
    /// Output format
    #[arg(long, value_enum, default_value = "pretty")]
    pub(crate) format: Format,
    /// Also write the findings to a file; can be repeated
    #[arg(long, value_name = "FORMAT=PATH", conflicts_with = "diff")]
    pub(crate) output_file: Vec<OutputFile>,
    /// Count findings per rule instead of listing them
    #[arg(long)]
    pub(crate) statistics: bool,
    /// Print only findings
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Exit with 1 if a finding is at least this severe
    #[arg(long, value_enum, default_value = "warning", value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,
    #[command(flatten)]
    pub(crate) scope: FilterArgs,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    #[command(flatten)]
    pub(crate) web: WebArgs,
    /// Treat standard input as this file: its project and configuration apply
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// Number of notes to check in parallel [default: number of processors]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
}

impl CheckArgs {
    /// The number of notes to check in parallel.
    pub(crate) fn threads(&self) -> NonZeroUsize {
        self.threads.unwrap_or_else(processors)
    }

    /// The same arguments for `notelint links`.
    pub(crate) fn for_links(mut self) -> Self {
        self.web.online = true;
        self.rules.group = Some("links");
        self
    }
}

/// The number of processors.
pub(crate) fn processors() -> NonZeroUsize {
    // On Linux, counting the processors reads files: do it once.
    static PROCESSORS: LazyLock<NonZeroUsize> =
        LazyLock::new(|| std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN));
    *PROCESSORS
}

/// Whether and how external links are checked.
#[derive(Debug, Args)]
pub(crate) struct WebArgs {
    /// Also check external links
    #[arg(long)]
    pub(crate) online: bool,
    /// Recheck external links that worked recently
    #[arg(long)]
    pub(crate) refresh: bool,
    /// Also check links to this machine and the local network
    #[arg(long)]
    pub(crate) allow_private: bool,
    /// Seconds to wait for one link [default: 20]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=24 * 60 * 60))]
    pub(crate) link_timeout: Option<u64>,
    /// Seconds to spend on all links [default: no limit]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=7 * 24 * 60 * 60))]
    pub(crate) budget: Option<u64>,
}

/// Which findings a run reports.
#[derive(Debug, Default, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct FilterArgs {
    /// Report only findings on lines that changed since the branch left this git revision
    #[arg(long, value_name = "REV", conflicts_with = "changed")]
    pub(crate) since: Option<String>,
    /// Report only findings on lines that changed since the last commit
    #[arg(long)]
    pub(crate) changed: bool,
    /// Check staged notes, as they are staged
    #[arg(long, conflicts_with_all = ["fix", "diff", "stdin_filename"])]
    pub(crate) staged: bool,
    /// Also report findings that are in the baseline (.notelint/baseline.json)
    #[arg(long)]
    pub(crate) no_baseline: bool,
    /// Remove findings that no longer occur from the baseline
    #[arg(long, conflicts_with_all = ["no_baseline", "staged", "diff", "preset", "select", "ignore", "no_config"])]
    pub(crate) baseline_prune: bool,
    /// Neither read nor write the cache of unchanged notes
    #[arg(long)]
    pub(crate) no_cache: bool,
}

/// Which rules are on.
#[derive(Debug, Default, Args)]
pub(crate) struct RuleArgs {
    /// Use these presets instead of those in notelint.toml; can be repeated
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) preset: Vec<String>,
    /// Run only these rules: names, aliases such as MD001, or groups such as headings
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// Skip these rules: names, aliases or groups
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    /// Use this configuration for all notes instead of notelint.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Do not read notelint.toml
    #[arg(long, conflicts_with = "config")]
    pub(crate) no_config: bool,
    /// Run only the rules of this group, because the command is about them.
    #[arg(skip)]
    pub(crate) group: Option<&'static str>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A rule, group, preset, flavour or dictionary, or a name such as "Azure AD"
    #[arg(value_name = "NAME", required = true, num_args = 1..)]
    pub(crate) name: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    /// Only the rules of this preset
    #[arg(long, value_name = "NAME")]
    pub(crate) preset: Option<String>,
    /// Only the rules of this group, such as headings
    #[arg(long, value_name = "NAME")]
    pub(crate) group: Option<String>,
    /// Only rules whose findings --fix can fix, at least with --unsafe-fixes
    #[arg(long)]
    pub(crate) fixable: bool,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TableFormat,
}

#[derive(Debug, Args)]
pub(crate) struct FactsArgs {
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TableFormat,
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// Folder to write it to
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// Convert the markdownlint configuration of that folder
    #[arg(long)]
    pub(crate) from_markdownlint: bool,
}

#[derive(Debug, Args)]
pub(crate) struct BaselineArgs {
    /// Folder in the project
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

#[derive(Debug, Args)]
pub(crate) struct HookArgs {
    #[command(subcommand)]
    pub(crate) command: HookCommand,
}

#[derive(Clone, Copy, Debug, Subcommand)]
pub(crate) enum HookCommand {
    /// Install the hook
    Install {
        /// Move an existing hook aside, and install even into a shared hooks folder
        #[arg(long)]
        force: bool,
    },
    /// Remove the hook, and restore the one that was moved aside
    Uninstall,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// Note or folder
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) path: PathBuf,
    /// Also list the rules that are off
    #[arg(long)]
    pub(crate) all: bool,
    /// Print the JSON schema of notelint.toml, for editors
    #[arg(long)]
    pub(crate) schema: bool,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TableFormat,
}

#[derive(Debug, Args)]
pub(crate) struct TermsArgs {
    #[command(subcommand)]
    pub(crate) command: TermsCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TermsCommand {
    /// Accept words, exactly as written: the rules about terms no longer report them
    Add(AddArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// Words to accept
    #[arg(value_name = "WORD", required = true)]
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// Shell
    #[arg(value_name = "SHELL", value_enum)]
    pub(crate) shell: Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// Folder to write one page per command to
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct HelpArgs {
    /// Command, such as `check` or `hook install`
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Vec<String>,
}
