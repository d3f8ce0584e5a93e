//! A note as HTML, about as its host renders it, for web pages: a request in, an answer out, both JSON. `README.md` of the
//! playground says what is approximate.

#[cfg(target_family = "wasm")]
#[path = "../../abi.rs"]
mod abi;
mod filter;
mod host;
mod render;

use serde::Deserialize;
use serde_json::{Value, json};

use host::Host;
use render::HeadingId;

/// A request.
#[derive(Deserialize)]
#[serde(tag = "method", rename_all = "snake_case")]
enum Request {
    /// The HTML of a note.
    Render {
        text: String,
        /// The name of the flavour; GitHub if it is missing.
        #[serde(default)]
        flavour: Option<String>,
        /// The ids of the headings, as the request `slugs` of `notelint.wasm` returns them for the host. Without them, they
        /// are made as on GitHub.
        #[serde(default)]
        slugs: Option<Vec<HeadingId>>,
    },
}

/// Answers `request`, a JSON object in UTF-8. The answer is a JSON object as well; in case of an error, it has the member
/// `error`.
pub fn answer(request: &[u8]) -> String {
    let answer = match serde_json::from_slice(request) {
        Ok(Request::Render { text, flavour, slugs }) => html(&text, flavour.as_deref(), slugs),
        Err(error) => Err(error.to_string()),
    };
    let failed = |message| json!({ "error": { "kind": "request", "message": message, "places": [] } });
    answer.unwrap_or_else(failed).to_string()
}

fn html(text: &str, flavour: Option<&str>, slugs: Option<Vec<HeadingId>>) -> Result<Value, String> {
    let name = flavour.unwrap_or("github");
    let host = Host::named(name).ok_or_else(|| format!("unknown flavour `{name}`"))?;
    Ok(json!({ "html": filter::filter(host, &render::render(host, text, slugs)) }))
}

#[cfg(test)]
mod tests;
