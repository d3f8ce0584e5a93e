//! Notes whose text is not kept, or not even read because their results come from the cache. It is read if something is found.

use std::sync::Arc;

use super::analyze::{AnalyzedNote, Run, Unchecked};
use super::note_cache::{NoteCache, NoteId};
use super::note_text::NoteText;
use super::notes::NotePath;
use super::project_findings::NoteFindings;
use crate::lint::fix::FixBasis;
use crate::lint::rule_set::RuleFindings;
use crate::text::hash::hash;
use crate::text::source::Source;

/// The text of `analyzed`, if it was read.
pub(super) fn source_of(analyzed: &Result<AnalyzedNote, Unchecked>) -> Option<Arc<Source>> {
    match analyzed {
        Ok(AnalyzedNote { text: NoteText::Read(source), .. }) => Some(source.clone()),
        _ => None,
    }
}

impl Run<'_> {
    /// The analysis of `note` from `cache`, if the cache knows its text without reading it, and has all that is needed.
    pub(super) fn analyzed_before(&self, note: &NotePath, cache: &dyn NoteCache) -> Option<AnalyzedNote> {
        let text = cache.text(&note.path, &|| self.project.stat(note))?;
        let config = self.options.config;
        let profile = config.syntax_reader(&note.path).profile;
        let inputs = self.inputs(note);
        let key = cache.key(&NoteId { path: &note.path, profile: &profile, inputs: &inputs, text });
        let mut analysis = cache.analysis(&key, &inputs)?;
        analysis.facts.profile = profile;
        if !note.selected {
            return Some(AnalyzedNote::unselected(analysis));
        }
        let rules = config.rules(&note.path, analysis.japanese, &analysis.suppressions.inline());
        let findings = cache.findings(&key, &rules)?;
        let found = RuleFindings { findings, panics: Vec::new() };
        let (analysis, basis) = (Box::new(analysis), FixBasis::default());
        Some(AnalyzedNote { text: NoteText::Unread(text), analysis, rules, found, basis })
    }

    /// What `find` finds in the note at `index`, and the text that this refers to. If the note is unread, it is read only
    /// if there is a finding. If it has changed since `analyzed`, it is analyzed again.
    pub(super) fn with_text(
        &self,
        index: usize,
        analyzed: &Result<AnalyzedNote, Unchecked>,
        find: impl Fn(&Result<AnalyzedNote, Unchecked>) -> NoteFindings,
    ) -> (Option<Arc<Source>>, NoteFindings) {
        let found = find(analyzed);
        let Ok(AnalyzedNote { text: NoteText::Unread(expected), .. }) = analyzed else {
            return (source_of(analyzed), found);
        };
        if found.findings.is_empty() {
            return (None, found);
        }
        let note = &self.project.notes[index];
        let now = match self.read(note) {
            Ok(source) if hash(source.text().as_bytes()) == *expected => return (Some(Arc::new(source)), found),
            Ok(source) => Ok(self.analyze_note(note, Arc::new(source), None, &FixBasis::default())),
            Err(error) => Err(Unchecked::Unreadable(error)),
        };
        (source_of(&now), find(&now))
    }
}
