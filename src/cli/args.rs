//! The command line as it is typed.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::LazyLock;

use clap::builder::PossibleValue;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::finding::{Lang, Severity};
use crate::report::Format;

/// Finds what is wrong with Markdown cloud study notes, explains it, and mends it
#[derive(Debug, Parser)]
#[command(name = "notelint", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
pub(crate) struct Cli {
    /// What to do; `check` where nothing is said.
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
    /// Language of messages [default: that of the environment, such as LANG]
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<LangArg>,
    /// Whether to use colours
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(crate) color: ColorArg,
    /// Print help
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check notes (what notelint does where no command is named)
    Check(CheckArgs),
    /// Check links and nothing else, those to the web too
    Links(CheckArgs),
    /// Explain a rule (what it finds, why it matters, how to mend it) or a name that notelint knows
    Explain(ExplainArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Write a notelint.toml to begin with
    Init(InitArgs),
    /// Take down what is found now, so that runs report only what is new
    Baseline(BaselineArgs),
    /// Have git check what is staged before each commit
    Hook(HookArgs),
    /// Show what applies to a note, and where that is said
    Config(ConfigArgs),
    /// Say which words the rules about terms accept
    Terms(TermsArgs),
    /// Print a script that completes notelint's command line
    Completions(CompletionsArgs),
    /// Print the manual page, or write one for each command
    Man(ManArgs),
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct CheckArgs {
    /// Files and folders to check; `-` reads standard input [default: .]
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    /// Mend what can be mended without changing what the note says
    #[arg(long)]
    pub(crate) fix: bool,
    /// With --fix or --diff: also make the fixes that their author has to agree with
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long, conflicts_with = "fix")]
    pub(crate) diff: bool,
    /// How findings are written
    #[arg(long, value_enum, default_value = "pretty")]
    pub(crate) format: Format,
    /// Also write the findings to a file, as FORMAT=PATH; may be repeated
    #[arg(long, value_name = "FORMAT=PATH", conflicts_with = "diff")]
    pub(crate) output_file: Vec<OutputFile>,
    /// How often each rule found something, instead of where
    #[arg(long)]
    pub(crate) statistics: bool,
    /// Print findings and nothing else
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// The least severity of which a finding fails the run (exit code 1)
    #[arg(long, value_enum, default_value = "warning", value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,
    #[command(flatten)]
    pub(crate) scope: ScopeArgs,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    #[command(flatten)]
    pub(crate) web: WebArgs,
    /// The file that standard input stands for: its project and configuration apply
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// How many notes to check at a time [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
}

impl CheckArgs {
    /// How many notes are looked at at a time.
    pub(crate) fn threads(&self) -> NonZeroUsize {
        // Linux reads files to tell, so it is asked once.
        static PROCESSORS: LazyLock<NonZeroUsize> =
            LazyLock::new(|| std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN));
        self.threads.unwrap_or_else(|| *PROCESSORS)
    }

    /// The same for links alone.
    pub(crate) fn for_links(mut self) -> Self {
        self.web.online = true;
        self.rules.group = Some("links");
        self
    }
}

/// Whether and how links to the web are looked at.
#[derive(Debug, Args)]
pub(crate) struct WebArgs {
    /// Look at links to the web too
    #[arg(long)]
    pub(crate) online: bool,
    /// Look again at links that lived a short while ago
    #[arg(long)]
    pub(crate) refresh: bool,
    /// Also look at links into one's own machine and network
    #[arg(long)]
    pub(crate) allow_private: bool,
    /// How long to wait for one link [default: 20]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=24 * 60 * 60))]
    pub(crate) link_timeout: Option<u64>,
    /// How long to look at links in all [default: until they are done]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=7 * 24 * 60 * 60))]
    pub(crate) budget: Option<u64>,
}

/// Which findings a run is about.
#[derive(Debug, Default, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct ScopeArgs {
    /// Report only what lies on lines that changed since the present commit left this git revision
    #[arg(long, value_name = "REV", conflicts_with = "changed")]
    pub(crate) since: Option<String>,
    /// Report only what lies on lines that changed since the last commit
    #[arg(long)]
    pub(crate) changed: bool,
    /// Check what is staged for the next commit, as it is staged
    #[arg(long, conflicts_with_all = ["fix", "diff", "stdin_filename"])]
    pub(crate) staged: bool,
    /// Report also what the baseline (.notelint/baseline.json) knows
    #[arg(long)]
    pub(crate) no_baseline: bool,
    /// Take out of the baseline what is no longer found
    #[arg(long, conflicts_with_all = ["no_baseline", "staged", "diff", "preset", "select", "ignore", "no_config"])]
    pub(crate) baseline_prune: bool,
    /// Neither use nor write what is remembered of notes that did not change
    #[arg(long)]
    pub(crate) no_cache: bool,
}

/// Which rules are on.
#[derive(Debug, Args)]
pub(crate) struct RuleArgs {
    /// Use these presets in the place of those in notelint.toml; may be repeated, and they add up
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) preset: Vec<String>,
    /// Run these rules and no others: names, aliases such as MD001, or groups such as headings
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// Leave these rules out: names, aliases or groups
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    /// Use this configuration for every note, and no notelint.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Read no notelint.toml
    #[arg(long, conflicts_with = "config")]
    pub(crate) no_config: bool,
    /// The command's own: the rules of this group alone.
    #[arg(skip)]
    pub(crate) group: Option<&'static str>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A rule, by its name or an alias such as MD001; or a name such as "Azure AD"
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    /// How the list is written
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TableFormat,
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The folder to write it to
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// Take over what markdownlint's configuration there says
    #[arg(long)]
    pub(crate) from_markdownlint: bool,
}

#[derive(Debug, Args)]
pub(crate) struct BaselineArgs {
    /// A folder of the project
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
    /// Write the hook
    Install {
        /// Put a hook of others aside, and write where several repositories share a folder
        #[arg(long)]
        force: bool,
    },
    /// Take the hook away, and put back what stood there before
    Uninstall,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// A note or a folder
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) path: PathBuf,
    /// Print the JSON schema of notelint.toml, for editors
    #[arg(long)]
    pub(crate) schema: bool,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    /// How it is written
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
    /// Accept words, as they are written: no rule about terms reports them any more
    Add(AddArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// The words
    #[arg(value_name = "WORD", required = true)]
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell to write it for
    #[arg(value_name = "SHELL", value_enum)]
    pub(crate) shell: Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// Write the pages of all commands into this folder
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    En,
    Ja,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::En => Self::En,
            LangArg::Ja => Self::Ja,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorArg {
    Auto,
    Always,
    Never,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(self.name().into())
    }
}

/// A value of `--output-file`.
#[derive(Clone, Debug)]
pub(crate) struct OutputFile {
    pub(crate) format: Format,
    pub(crate) path: PathBuf,
}

impl FromStr for OutputFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = || Format::ALL.map(Format::name).join(", ");
        let (name, path) = text.split_once('=').ok_or("it takes FORMAT=PATH, such as sarif=notelint.sarif")?;
        let format =
            <Format as ValueEnum>::from_str(name, false).map_err(|_| format!("the formats are: {}", names()))?;
        if path.is_empty() {
            return Err("the path is empty".into());
        }
        Ok(Self { format, path: path.into() })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Advice,
    Never,
}

impl FailOn {
    /// Whether a finding of this severity fails the run.
    pub(crate) fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Never => false,
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Advice => severity >= Severity::Advice,
        }
    }
}
