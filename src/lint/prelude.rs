//! The imports of nearly every rule: `use crate::lint::prelude::*;`.

pub use schemars::JsonSchema;
pub use serde::{Deserialize, Serialize};

pub use crate::finding::{Applicability, Edit, Effect, FindingKind, Preset, Severity, Text, excerpt};
pub use crate::lint::note::{Note, ProjectView};
pub use crate::lint::rule::{Check, FindingBuilder, Needs, NoOptions, Sink};
pub use crate::markdown::document::{Kind, Kinds, Node};
pub use crate::message;
pub use crate::text::source::Span;
pub use crate::text::whitespace::Whitespace as _;

pub(crate) use crate::lint::rule::rule;
