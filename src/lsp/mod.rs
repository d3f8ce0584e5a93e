//! The language server: the same project, facts and rules as the command line, over the buffers of an editor.
//!
//! [`server`] has the loop: it answers requests from one state of the [`workspace`], and applies changes between two
//! states, so that there is one writer and no answer mixes two states. [`client`] is what the server knows of the editor.
//! There is a file for each group of requests. Files are never written: every change is an edit that the client applies.

mod check;
mod client;
mod code_actions;
mod completion;
mod config_errors;
mod diagnostics;
mod dispatch;
mod documents;
mod edits;
mod encoding;
mod formatting;
mod hover;
mod idle;
mod initialize;
mod linked_editing;
mod names;
mod navigation;
mod on_save;
mod paste;
mod project;
mod publish;
mod refusal;
mod rename;
mod server;
mod settings;
mod startup;
mod structure;
mod suppress;
mod targets;
mod uri;
mod views;
mod workspace;

pub(crate) use check::describe;
pub(crate) use server::{Start, serve};
