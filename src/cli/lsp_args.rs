//! The arguments of `notelint lsp`.

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct LspArgs {
    /// Say what the server would do in this folder, and exit
    #[arg(long)]
    pub(crate) check: bool,
    /// Use standard input and output (the default; editors pass it)
    #[arg(long, hide = true)]
    stdio: bool,
}
