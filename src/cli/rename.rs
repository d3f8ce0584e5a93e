//! `notelint rename NOTE OLD NEW`: renames a heading, a link label or a footnote.

use std::io;
use std::path::PathBuf;

use super::Exit;
use super::context::Context;
use super::edit_args::RenameArgs;
use super::edited::{EditableProject, Edits};
use crate::finding::config_error::did_you_mean;
use crate::finding::{Lang, Localized as _, NoteEdits, unreadable};
use crate::links::anchor_targets::AnchorTargets;
use crate::links::heading_rename::NoteSources;
use crate::lint::project::ProjectFacts;
use crate::lint::rename::{
    HeadingTitle, LabelKind, RenameObstacle, RenameScope, heading_titles, labels, rename_heading, rename_label,
};
use crate::markdown::document::Document;
use crate::message;
use crate::project::run;
use crate::text::disk;
use crate::text::source::{Source, Span};

pub(crate) fn run(args: &RenameArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let (note, line) = with_line(args, context);
    let file = match disk::canonical(&context.cwd.join(&note)) {
        Ok(file) => file,
        Err(error) => {
            context.error_text(&unreadable(&note.to_string_lossy(), &error, context.lang()));
            return Ok(Exit::Error);
        }
    };
    let Some(on) = EditableProject::around(&file, context) else { return Ok(Exit::Error) };
    let known = on.path(&file).filter(|path| on.project.notes.iter().any(|note| note.path == *path));
    let Some(path) = known else {
        let shown = note.to_string_lossy();
        context.error(&message!("`{shown}` is not a note of the project", "`{shown}` はプロジェクトのノートではない"));
        return Ok(Exit::Error);
    };
    let shown = on.shown(&path, context);
    let request = Request { path: &path, shown: &shown, old: &args.old, new: &args.new, line, lang: context.lang() };
    let planned = run::with_facts(&on.project, &on.options(context), |facts, sources| request.plan(facts, sources));
    let (edits, kind) = match planned {
        Ok(planned) => planned,
        Err(why) => {
            context.error_text(&why);
            return Ok(Exit::Findings);
        }
    };
    let updated = edits.updated(Some(&path), context);
    let (old, new, lang) = (&args.old, &args.new, context.lang());
    let done = || {
        let text = match kind {
            _ if edits.notes.is_empty() => message!("nothing to change", "変更するものはない").text(lang),
            Renamed::Heading => {
                message!("renamed `{old}` to `{new}` in `{shown}`", "`{shown}` の見出し `{old}` を `{new}` に変更した")
                    .text(lang)
            }
            Renamed::Label => {
                message!("renamed `{old}` to `{new}` in `{shown}`", "`{shown}` のラベル `{old}` を `{new}` に変更した")
                    .text(lang)
            }
        };
        text + &updated
    };
    edits.finish(&on, &args.edit, done, context)
}

/// The note and the line that `NOTE:LINE` names.
fn with_line(args: &RenameArgs, context: &Context<'_>) -> (PathBuf, Option<usize>) {
    let name = args.note.to_string_lossy();
    let split = name.rsplit_once(':').and_then(|(note, line)| Some((note, line.parse().ok()?)));
    match split.filter(|_| !context.cwd.join(&args.note).exists()) {
        Some((note, line)) => (note.into(), Some(line)),
        None => (args.note.clone(), None),
    }
}

/// What was renamed.
enum Renamed {
    Heading,
    Label,
}

/// A rename that was asked for.
struct Request<'a> {
    /// The path of the note in the project, and as shown.
    path: &'a str,
    shown: &'a str,
    old: &'a str,
    new: &'a str,
    line: Option<usize>,
    lang: Lang,
}

impl Request<'_> {
    /// The edits.
    ///
    /// # Errors
    /// Why nothing can be renamed, for the user.
    fn plan(&self, facts: &ProjectFacts<'_>, sources: &dyn NoteSources) -> Result<(Edits, Renamed), String> {
        let shown = self.shown;
        let unreadable = || message!("`{shown}` can't be read", "`{shown}` を読み込めない").text(self.lang);
        let source = sources.source(self.path).ok_or_else(unreadable)?;
        let document = Document::parse(&source);
        let (notes, links, kind) = if let Some((kind, label)) = self.label(&document) {
            let new = inside(self.new, kind).unwrap_or(self.new);
            let renamed = rename_label(&source, kind, label, new).map_err(|why| self.refused(&why))?;
            let note = NoteEdits { path: self.path.to_owned(), edits: renamed.edits };
            let notes = if note.edits.is_empty() { Vec::new() } else { vec![note] };
            (notes, renamed.references, Renamed::Label)
        } else {
            let title = self.title(&document)?;
            let scope = RenameScope { project: &facts.links, path: self.path, source: &source, notes: sources };
            let plan = rename_heading(scope, title, self.new).map_err(|why| self.refused(&why))?;
            (plan.notes, plan.links, Renamed::Heading)
        };
        let notes = Edits::with_texts(notes, sources).ok_or_else(unreadable)?;
        Ok((Edits { notes, moves: Vec::new(), files: Vec::new(), links, obstacles: Vec::new() }, kind))
    }

    /// The label that the old name names, if the note has it.
    fn label(&self, document: &Document<'_>) -> Option<(LabelKind, &str)> {
        if let Some(label) = inside(self.old, LabelKind::Footnote) {
            return Some((LabelKind::Footnote, label));
        }
        let label = inside(self.old, LabelKind::Link)?;
        let has_it = labels(document).iter().any(|known| known.kind == LabelKind::Link && known.label == label);
        // A title can be in brackets too.
        let is_title =
            || heading_titles(document).iter().any(|title| title.named(document.source(), self.old).is_some());
        (has_it || !is_title()).then_some((LabelKind::Link, label))
    }

    /// The part of a title that the old name names.
    fn title(&self, document: &Document<'_>) -> Result<Span, String> {
        let source = document.source();
        let titles = heading_titles(document);
        let line = |title: &HeadingTitle| source.lines().line(title.heading.start as usize) + 1;
        let asked = |title: &&HeadingTitle| self.line.is_none_or(|asked| line(title) == asked);
        let anchor = self.old.strip_prefix('#').filter(|anchor| !anchor.starts_with(['#', ' ']));
        let target = anchor.and_then(|anchor| {
            let targets = AnchorTargets::of(document, &[]).targets;
            targets.into_iter().find(|target| target.names.iter().any(|name| **name == *anchor))
        });
        let named = |title: &HeadingTitle| match (anchor, &target) {
            (None, _) => title.named(source, self.old),
            (Some(_), target) => target.as_ref().filter(|target| target.span == title.heading).map(|_| title.title),
        };
        let asked = titles.iter().filter(asked);
        let found: Vec<(usize, Span)> = asked.filter_map(|title| Some((line(title), named(title)?))).collect();
        match found[..] {
            [(_, title)] => Ok(title),
            [] => Err(self.not_found(&titles, source)),
            _ => {
                let lines: Vec<String> = found.iter().map(|(line, _)| line.to_string()).collect();
                let (old, shown, first) = (self.old, self.shown, &lines[0]);
                let lines = lines.join(", ");
                Err(message!(
                    "several headings of `{shown}` have the title `{old}`, on the lines {lines}\nname one by its line: `{shown}:{first}`",
                    "`{shown}` にはタイトルが `{old}` の見出しが複数ある（{lines} 行目）\n行番号で指定する: `{shown}:{first}`"
                )
                .text(self.lang))
            }
        }
    }

    fn not_found(&self, titles: &[HeadingTitle], source: &Source) -> String {
        let (old, shown) = (self.old, self.shown);
        let none = message!("`{shown}` has no heading `{old}`", "`{shown}` に見出し `{old}` がない").text(self.lang);
        let near = did_you_mean(old, titles.iter().flat_map(|title| [&*title.text, source.slice(title.unnumbered)]));
        let hint = near.map(|near| message!("did you mean `{near}`?", "もしかして: `{near}`").text(self.lang));
        hint.map_or_else(|| none.clone(), |hint| format!("{none}\n{hint}"))
    }

    fn refused(&self, why: &RenameObstacle) -> String {
        let (old, shown) = (self.old, self.shown);
        if *why == RenameObstacle::NotFound {
            return message!("`{shown}` does not define `{old}`", "`{shown}` に `{old}` の定義がない").text(self.lang);
        }
        let why = why.text(self.lang);
        message!("can't rename `{old}`: {why}", "`{old}` の名前を変更できない: {why}").text(self.lang)
    }
}

/// The label in brackets.
fn inside(name: &str, kind: LabelKind) -> Option<&str> {
    let open = match kind {
        LabelKind::Link => "[",
        LabelKind::Footnote => "[^",
    };
    name.strip_prefix(open)?.strip_suffix(']')
}
