//! What keeps a request from being answered.

use notelint::{ConfigErrors, error_place};
use serde_json::{Value, json};

/// What keeps a request from being answered.
#[derive(Debug)]
pub(crate) struct RequestError {
    kind: &'static str,
    message: String,
    places: Vec<Value>,
}

impl RequestError {
    /// The request is wrong.
    pub(crate) fn request(message: impl Into<String>) -> Self {
        Self { kind: "request", message: message.into(), places: Vec::new() }
    }

    /// The answer can't be written, which is a mistake in this program.
    pub(crate) fn internal(error: &impl ToString) -> Self {
        Self { kind: "internal", message: error.to_string(), places: Vec::new() }
    }

    /// The error as the answer to the request.
    pub(crate) fn into_json(self) -> Value {
        json!({ "error": { "kind": self.kind, "message": self.message, "places": self.places } })
    }
}

impl From<ConfigErrors> for RequestError {
    fn from(errors: ConfigErrors) -> Self {
        let places = errors.0.iter().filter_map(error_place).map(|place| {
            json!({
                "path": place.path,
                "line": place.start.0,
                "column": place.start.1,
                "end_line": place.end.0,
                "end_column": place.end.1,
                "message": place.message,
                "help": place.help,
            })
        });
        Self { kind: "configuration", message: errors.to_string(), places: places.collect() }
    }
}
