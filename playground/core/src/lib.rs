//! notelint for web pages: a request in, an answer out, both JSON. `README.md` of the playground describes them.

#[cfg(target_family = "wasm")]
#[path = "../../abi.rs"]
mod abi;
#[cfg(target_family = "wasm")]
mod data;
mod documentation;
mod error;
mod project;
mod request;

use serde_json::Value;

use error::RequestError;
use request::Request;

/// Answers `request`, a JSON object in UTF-8. The answer is a JSON object as well; in case of an error, it has the member
/// `error`.
pub fn answer(request: &[u8]) -> String {
    let answer = match serde_json::from_slice(request) {
        Ok(request) => answer_to(request),
        Err(error) => Err(RequestError::request(error.to_string())),
    };
    let answer = answer.unwrap_or_else(RequestError::into_json);
    #[cfg(target_family = "wasm")]
    if let Some(needed) = data::needed() {
        return needed.to_string();
    }
    answer.to_string()
}

fn answer_to(request: Request) -> Result<Value, RequestError> {
    match request {
        Request::Lint(request) => project::lint(request),
        Request::Fix { project, unsafe_fixes } => project::fix(project, unsafe_fixes),
        Request::Explain { rule, lang } => documentation::explain(&rule, lang.into()),
        Request::ExplainName { name, lang, files } => documentation::explain_name(&name, lang.into(), files),
        Request::Slugs { text } => documentation::slugs(&text),
        Request::About { lang } => Ok(documentation::about(lang.into())),
    }
}

#[cfg(test)]
mod tests;
