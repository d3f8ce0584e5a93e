//! What the dictionaries know about a name, as lines of text: `notelint explain NAME`, and what an editor shows.

use super::dictionary::{Group, Lifecycle, Rename, Term};
use super::entries::EntryRef;
use super::lookup::lookup;
use super::named_dictionary::NamedDictionary;
use super::prh::Prh;
use crate::finding::{Lang, Message};
use crate::message;

/// What to look up a name in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameSources<'a> {
    /// The dictionaries of the project.
    pub(crate) named: &'a [NamedDictionary],
    /// Its prh dictionaries.
    pub(crate) prh: Option<&'a Prh>,
    /// The words that it accepts.
    pub(crate) accepted: &'a [String],
    /// Whether to add the place of each entry. Finding it takes some time.
    pub(crate) places: bool,
}

/// A fact about a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameFact {
    /// What is known.
    pub label: String,
    /// The value.
    pub text: String,
}

impl NameSources<'_> {
    /// Whether anything is known about `name`.
    pub(crate) fn know(&self, name: &str) -> bool {
        let prefers = |prh: &Prh| prh.rewrite_whole(name).is_some();
        !lookup(self.named, name).is_empty() || self.prh.is_some_and(prefers) || self.accept(name)
    }

    fn accept(&self, name: &str) -> bool {
        self.accepted.iter().any(|word| word == name)
    }

    /// What is known about `name`, in `lang`.
    pub(crate) fn facts(&self, name: &str, lang: Lang) -> Vec<NameFact> {
        let mut collector = Collector { lang, facts: Vec::new() };
        if self.accept(name) {
            let never = message!("never reported", "指摘しない").text(lang);
            collector.add(&message!("accepted", "許容"), &never);
        }
        if let Some((rule, right)) = self.prh.and_then(|prh| prh.rewrite_whole(name)) {
            collector.add(&message!("preferred", "推奨する表記"), &right);
            collector.place(&rule.file, rule.line);
        }
        let known = lookup(self.named, name);
        for (entry, rename) in &known.renames {
            collector.rename(rename);
            self.place(*entry, &mut collector);
        }
        for (entry, term) in &known.terms {
            collector.term(term);
            self.place(*entry, &mut collector);
        }
        for (entry, group) in &known.groups {
            collector.group(group);
            self.place(*entry, &mut collector);
        }
        collector.facts
    }

    fn place(&self, entry: EntryRef, collector: &mut Collector) {
        if let Some(named) = self.named.get(entry.dictionary).filter(|_| self.places) {
            collector.place(&named.text.name, entry.line(named));
        }
    }
}

struct Collector {
    lang: Lang,
    facts: Vec<NameFact>,
}

impl Collector {
    fn add(&mut self, label: &Message<'_>, text: &str) {
        if !text.is_empty() {
            self.facts.push(NameFact { label: label.text(self.lang), text: text.to_owned() });
        }
    }

    fn rename(&mut self, rename: &Rename) {
        let year = rename.year.map(|year| year.to_string());
        let since = rename.date.as_deref().or(year.as_deref()).unwrap_or_default();
        let ((new, new_ja), (when, when_ja), (old, old_ja)) = match rename.kind {
            Lifecycle::FormerName | Lifecycle::TermChange => {
                (("current name", "現在の名称"), ("since", "改称"), ("former names", "旧名称"))
            }
            Lifecycle::Retired => (("use instead", "後継"), ("retired", "提供終了"), ("names", "名称")),
            Lifecycle::Closed => {
                (("use instead", "後継"), ("closed to new customers", "新規受付終了"), ("names", "名称"))
            }
            Lifecycle::Superseded => (("use instead", "後継"), ("superseded", "後継への移行"), ("names", "名称")),
        };
        self.add(&message!("{new}", "{new_ja}"), &rename.new);
        self.chain(rename, since);
        self.add(&message!("before a noun", "名詞の前では"), rename.before_noun.as_deref().unwrap_or_default());
        // Of a name that changed more than once, the history has the dates.
        if rename.via.is_empty() || !matches!(rename.kind, Lifecycle::FormerName | Lifecycle::TermChange) {
            self.add(&message!("{when}", "{when_ja}"), since);
        }
        self.add(&message!("{old}", "{old_ja}"), &rename.old.join(", "));
        self.add(&message!("documentation", "公式ドキュメント"), rename.page.as_deref().unwrap_or_default());
        self.add(&message!("source", "出典"), &rename.source);
    }

    /// Adds the names one after another, each with the date until which it was in use, if there were several.
    fn chain(&mut self, rename: &Rename, since: &str) {
        if rename.via.is_empty() {
            return;
        }
        let first = (rename.id(), since);
        let later = rename.via.iter().map(|step| (&*step.name, step.until.as_deref().unwrap_or_default()));
        let used = [first].into_iter().chain(later).map(|(name, until)| match until {
            "" => name.to_owned(),
            until => message!("{name} (until {until})", "{name}（{until} まで）").text(self.lang),
        });
        let last = (!rename.new.is_empty()).then(|| rename.new.to_string());
        let names: Vec<_> = used.chain(last).collect();
        self.add(&message!("history", "経緯"), &names.join(" → "));
        for step in rename.via.iter().filter(|step| !step.source.is_empty()) {
            let name = &step.name;
            self.add(&message!("source for {name}", "{name} の出典"), &step.source);
        }
    }

    fn term(&mut self, term: &Term) {
        let wrong: Vec<&str> = term.aliases.iter().map(|alias| &*alias.text).collect();
        self.add(&message!("spelling", "表記"), &term.canonical);
        self.add(&message!("also correct", "ほかの正しい表記"), &term.also.join(", "));
        self.add(&message!("wrong", "誤り"), &wrong.join(", "));
        self.add(&message!("source", "出典"), &term.source);
    }

    fn group(&mut self, group: &Group) {
        let label = message!("spellings (a project uses one of them)", "表記（どれか一つに揃える）");
        self.add(&label, &group.forms.join(", "));
        self.add(&message!("source", "出典"), &group.source);
    }

    fn place(&mut self, file: &str, line: usize) {
        let place = message!("{file}, line {line}", "{file} の {line} 行目").text(self.lang);
        self.add(&message!("dictionary", "辞書"), &place);
    }
}
