//! `textDocument/codeLens`: how many links lead to a note and its headings.

use std::collections::BTreeMap;

use lsp_types::request::CodeLensRefresh;
use lsp_types::{CodeLens, CodeLensParams, Command, Location, Position, Range, Uri};
use serde::{Deserialize, Serialize};
use serde_json::to_value;

use super::page::Page;
use super::references::locations;
use super::target;
use super::uses;
use crate::finding::plural;
use crate::links::incoming::incoming;
use crate::lsp::client::Client;
use crate::lsp::refusal::Refusal;
use crate::lsp::views::{NoteView, Views};
use crate::message;

/// The command that shows the links. The editor's extension has it; other editors show the number only.
const SHOW: &str = "notelint.showReferences";

/// What a lens is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct LensData {
    uri: Uri,
    /// The heading: an index into the targets of the note. The note itself if there is none.
    heading: Option<usize>,
}

/// The lenses of a note, without their commands.
struct Counted {
    heading: Option<usize>,
    range: Range,
    title: String,
}

/// The titles of the lenses that the client has. They change when other notes change, and only then the client has to ask
/// again.
#[derive(Debug, Default)]
pub(in crate::lsp) struct ShownLenses {
    /// By URI.
    shown: BTreeMap<String, (Uri, Vec<String>)>,
    /// The notes whose lenses may have changed.
    queue: Vec<Uri>,
    is_stale: bool,
}

impl ShownLenses {
    /// Answers `textDocument/codeLens`.
    pub(in crate::lsp) fn find(
        &mut self,
        client: &Client,
        views: &Views<'_>,
        params: &CodeLensParams,
    ) -> Option<Vec<CodeLens>> {
        let note = views.note(&params.text_document.uri).filter(|_| client.settings().code_lens)?;
        let counted = count(client, &note);
        self.shown.insert(note.uri.as_str().to_owned(), (note.uri.clone(), titles(&counted)));
        let lens = |Counted { heading, range, title }: Counted| {
            let data = LensData { uri: note.uri.clone(), heading };
            if client.can.show_references {
                CodeLens { range, command: None, data: to_value(data).ok() }
            } else {
                let command = Command { title, command: String::new(), arguments: None };
                CodeLens { range, command: Some(command), data: None }
            }
        };
        Some(counted.into_iter().map(lens).collect())
    }

    /// Begins anew, in a new state.
    pub(in crate::lsp) fn changed(&mut self) {
        self.queue = self.shown.values().map(|(uri, _)| uri.clone()).collect();
    }

    /// Compares the lenses of one note with those that the client has. Asks the client to ask again after the last one, if some
    /// have changed. Returns whether there was something to do.
    pub(in crate::lsp) fn step(&mut self, client: &Client, views: &Views<'_>) -> bool {
        let can_refresh = client.can.refresh_lenses && client.settings().code_lens;
        let Some(uri) = self.queue.pop().filter(|_| can_refresh) else {
            self.queue.clear();
            if std::mem::take(&mut self.is_stale) {
                client.request::<CodeLensRefresh>(());
            }
            return false;
        };
        if !self.is_stale {
            let now = views.note(&uri).map(|note| titles(&count(client, &note))).unwrap_or_default();
            let shown = self.shown.get(uri.as_str());
            self.is_stale = shown.is_some_and(|(_, shown)| *shown != now);
        }
        true
    }

    /// Forgets a note that was closed.
    pub(in crate::lsp) fn forget(&mut self, uri: &Uri) {
        self.shown.remove(uri.as_str());
    }
}

/// Answers `codeLens/resolve`.
///
/// # Errors
/// If the heading is gone.
pub(in crate::lsp) fn resolve(client: &Client, views: &Views<'_>, lens: CodeLens) -> Result<CodeLens, Refusal> {
    let Some(data) = lens.data.clone() else { return Ok(lens) };
    let missing = || Refusal::not_found(client.lang());
    let LensData { uri, heading } = serde_json::from_value(data).map_err(|_| missing())?;
    let note = views.note(&uri).ok_or_else(missing)?;
    let page = Page::new(&note);
    let counted = count(client, &note).into_iter().find(|counted| counted.heading == heading);
    let Counted { range, title, .. } = counted.ok_or_else(missing)?;
    let mut uses = match heading {
        Some(heading) => uses::of_heading(&page, heading),
        None => uses::of_note(&page),
    };
    uses.retain(|found| !found.is_declaration);
    let command = command(title, &note, range.start, &locations(client, &note, &uses));
    Ok(CodeLens { range, command: Some(command), data: None })
}

fn command(title: String, note: &NoteView<'_, '_>, position: Position, locations: &[Location]) -> Command {
    let arguments = [to_value(note.uri.as_str()), to_value(position), to_value(locations)];
    let arguments = arguments.into_iter().map(Result::unwrap_or_default).collect();
    Command { title, command: SHOW.to_owned(), arguments: Some(arguments) }
}

fn titles(counted: &[Counted]) -> Vec<String> {
    counted.iter().map(|counted| counted.title.clone()).collect()
}

/// Counts the links of other notes to `note`, and those of all notes to each of its headings.
fn count(client: &Client, note: &NoteView<'_, '_>) -> Vec<Counted> {
    let Some(facts) = note.view.facts() else { return Vec::new() };
    let (lang, page) = (client.lang(), Page::new(note));
    let mut to_note = 0;
    let mut to_headings: BTreeMap<usize, usize> = BTreeMap::new();
    for found in incoming(&facts.links, note.path) {
        to_note += usize::from(found.from != note.path);
        if let Some(heading) = target::anchor(&page, found.from, found.link) {
            *to_headings.entry(heading).or_default() += 1;
        }
    }
    let mut counted = Vec::new();
    if to_note > 0 {
        let links = plural(to_note, "link");
        let title = message!("{links} to this note", "このノートへのリンク {to_note} 件").text(lang);
        counted.push(Counted { heading: None, range: Range::default(), title });
    }
    for (heading, count) in to_headings {
        let Some(target) = page.target(heading).filter(|target| target.heading) else { continue };
        let links = plural(count, "link");
        let title = message!("{links}", "リンク {count} 件").text(lang);
        counted.push(Counted {
            heading: Some(heading),
            range: client.encoding.range(&note.source, target.span),
            title,
        });
    }
    counted
}
