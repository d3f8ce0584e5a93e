//! Renders a note, with the ids of its headings.

use std::collections::HashMap;
use std::fmt::{self, Write};
use std::sync::{Mutex, PoisonError};

use comrak::adapters::{HeadingAdapter, HeadingMeta};
use comrak::nodes::{NodeValue, Sourcepos};
use comrak::options::Plugins;
use comrak::{Anchorizer, Arena, format_html_with_plugins, parse_document};
use serde::Deserialize;

use crate::host::Host;

/// The id that the host gives to a heading.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct HeadingId {
    /// The line of the heading, from 1.
    line: usize,
    /// Its id; `None` if it has none.
    slug: Option<String>,
}

/// The HTML of the note `text`, in which HTML of the note is not filtered yet. Elements have the attribute `data-sourcepos`
/// with their lines and columns.
pub(crate) fn render(host: Host, text: &str, ids: Option<Vec<HeadingId>>) -> String {
    let headings = match ids {
        Some(ids) => Headings::Given(ids.into_iter().filter_map(|id| Some((id.line, id.slug?))).collect()),
        None => Headings::Made(Mutex::new(Anchorizer::new())),
    };
    let mut plugins = Plugins::default();
    plugins.render.heading_adapter = Some(&headings);
    let (arena, options) = (Arena::new(), host.options());
    let document = parse_document(&arena, text, &options);
    if host == Host::Github {
        for node in document.descendants() {
            match &mut node.data_mut().value {
                NodeValue::HtmlBlock(html) => html.literal = without_unsafe_tags(&html.literal),
                NodeValue::HtmlInline(html) => *html = without_unsafe_tags(html),
                _ => {}
            }
        }
    }
    let mut html = String::new();
    // Writing to a string can't fail.
    let _ = format_html_with_plugins(document, &options, &mut html, &plugins);
    html
}

/// The elements whose tags GitHub shows as text: GFM 0.29, section 6.11.
const UNSAFE: [&str; 9] = ["title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext"];

/// `html` with `&lt;` for the `<` of those tags.
fn without_unsafe_tags(html: &str) -> String {
    let mut parts = html.split('<');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = part.trim_start_matches('/');
        let name = &name[..name.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let is_unsafe = UNSAFE.iter().any(|element| element.eq_ignore_ascii_case(name));
        text += if is_unsafe { "&lt;" } else { "<" };
        text += part;
    }
    text
}

/// Writes the tags of headings with their ids.
enum Headings {
    /// By the line of the heading.
    Given(HashMap<usize, String>),
    /// As on GitHub.
    Made(Mutex<Anchorizer>),
}

impl HeadingAdapter for Headings {
    fn enter(&self, out: &mut dyn Write, heading: &HeadingMeta, place: Option<Sourcepos>) -> fmt::Result {
        let id = match self {
            Self::Given(ids) => place.and_then(|place| ids.get(&place.start.line).cloned()),
            Self::Made(ids) => Some(ids.lock().unwrap_or_else(PoisonError::into_inner).anchorize(&heading.content)),
        };
        write!(out, "<h{}", heading.level)?;
        if let Some(id) = id {
            out.write_str(" id=\"")?;
            comrak::html::escape(out, &id)?;
            out.write_str("\"")?;
        }
        if let Some(place) = place {
            write!(out, " data-sourcepos=\"{place}\"")?;
        }
        out.write_str(">")
    }

    fn exit(&self, out: &mut dyn Write, heading: &HeadingMeta) -> fmt::Result {
        writeln!(out, "</h{}>", heading.level)
    }
}
