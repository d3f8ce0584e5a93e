//! The arguments of `notelint rename` and `notelint move`.

use std::path::PathBuf;

use clap::Args;

use super::table_format::TableFormat;

#[derive(Debug, Args)]
pub(crate) struct RenameArgs {
    /// The note; `NOTE:LINE` if several headings have the same title
    #[arg(value_name = "NOTE")]
    pub(crate) note: PathBuf,
    /// The title of a heading, its `#anchor`, a `[label]`, or a `[^footnote]`
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// The new title (Markdown) or label
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
    #[command(flatten)]
    pub(crate) edit: EditArgs,
}

#[derive(Debug, Args)]
pub(crate) struct MoveArgs {
    /// The file or folder
    #[arg(value_name = "FROM")]
    pub(crate) from: PathBuf,
    /// Its new path, or an existing folder to move it into
    #[arg(value_name = "TO")]
    pub(crate) to: PathBuf,
    /// Move it even if a link can't be updated
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) edit: EditArgs,
}

/// How an edit is reported.
#[derive(Debug, Args)]
pub(crate) struct EditArgs {
    /// Show what would change, without changing it
    #[arg(long = "diff", id = "show")]
    pub(crate) diff: bool,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: TableFormat,
}
