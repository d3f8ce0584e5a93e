//! `empty-section`: a heading without content under it.

use crate::lint::prelude::*;
use crate::markdown::document::Document;
use crate::markdown::headings::is_hackmd_tags;
use crate::markdown::part_title::is_part_title;
use crate::words;

pub(crate) struct EmptySection;

rule!(EmptySection {
    summary: Text { en: "a heading with nothing under it", ja: "見出しの下に何も書かれていない" },
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member()],
    yields_to: Some("accidental-heading"),
});

impl Check for EmptySection {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        if is_form(note.path) {
            return;
        }
        let outline = Outline::of(note);
        let wrong: Vec<usize> = (0..outline.headings.len()).filter(|index| outline.is_wrong(*index)).collect();
        if outline.is_mostly(&wrong) {
            report_outline(&outline, &wrong, sink);
            return;
        }
        let level = |index: usize| outline.headings[index].level();
        for run in wrong.chunk_by(|before, next| before + 1 == *next && level(*before) == level(*next)) {
            if run.len() < RUN {
                for index in run {
                    report(outline.headings[*index], sink);
                }
            } else {
                report_run(&outline, run, sink);
            }
        }
    }
}

/// From this number on, empty sections in a row are reported together.
const RUN: usize = 3;

/// From this number on, a note with more empty sections than others is an outline that is yet to be filled.
const OUTLINE: usize = 5;

/// The headings of a note.
struct Outline<'d> {
    headings: Vec<Node<'d>>,
    titles: Vec<String>,
    /// Whether nothing is under the heading.
    empty: Vec<bool>,
    /// Whether the pages below the note's folder are listed after its text.
    lists_children: bool,
}

impl<'d> Outline<'d> {
    fn of(note: &'d Note<'_>) -> Self {
        let headings: Vec<_> = note.document.of_kind(Kind::Heading).collect();
        let titles = headings.iter().map(|heading| heading.text().unicode_trim().to_owned()).collect();
        let empty = headings.iter().map(|heading| is_empty(note.document, *heading)).collect();
        let name = note.path.rsplit('/').next().unwrap_or(note.path);
        Self { headings, titles, empty, lists_children: name.starts_with("_index.") }
    }

    /// Whether the heading `index` should have content but has none.
    fn is_wrong(&self, index: usize) -> bool {
        let (heading, title) = (self.headings[index], &*self.titles[index]);
        // `empty-heading` reports headings without text.
        let exempt = || is_title(heading, index == 0) || is_hackmd_tags(heading) || title.is_empty();
        let filled = || is_contents(title) || self.lists_children && index + 1 == self.headings.len();
        let says_enough = || {
            speaks_for_itself(heading)
                || self.is_statement(index)
                || self.repeats_title(index)
                || self.names_part(index)
                || self.numbers_parts(index)
        };
        self.empty[index]
            && !exempt()
            && !filled()
            && !says_enough()
            && !self.is_frame(index)
            && !self.is_labelled(index)
    }

    /// Whether the heading `index` is a sentence, or a step between other steps. The last step of a section is one that was
    /// not written up, unless nothing is under the step before it either.
    fn is_statement(&self, index: usize) -> bool {
        let title = &*self.titles[index];
        let level = self.headings[index].level();
        let next = self.headings.get(index + 1).is_some_and(|next| next.level() == level);
        let before = || {
            let before = index.checked_sub(1);
            before.is_some_and(|before| self.empty[before] && self.headings[before].level() == level)
        };
        is_sentence(title) || is_step(title) && (next || before())
    }

    /// Whether the sections `wrong` are most of those without subsections.
    fn is_mostly(&self, wrong: &[usize]) -> bool {
        let is_last =
            |index: usize| self.headings.get(index + 1).is_none_or(|next| next.level() <= self.headings[index].level());
        let sections = (0..self.headings.len()).filter(|index| is_last(*index)).count();
        wrong.len() >= OUTLINE && wrong.len() * 2 > sections
    }

    /// Whether the heading `index` is the title of a part of the note whose sections have the same level, or the subtitle below
    /// such a title: `# Part 2`, `## Storage`, `# Disks`.
    fn names_part(&self, index: usize) -> bool {
        let is_part = |index: usize| self.titles.get(index).is_some_and(|title| is_part_title(title));
        let is_filled = |index: usize| self.empty.get(index).is_some_and(|empty| !empty) && !is_part(index);
        let level = |index: usize| self.headings.get(index).map_or(0, |heading| heading.level());
        let is_subtitle = || {
            let Some(above) = index.checked_sub(1).filter(|above| is_part(*above)) else { return false };
            let below = self.headings[index].span().start;
            let directly = self.headings[above].next_sibling().is_some_and(|next| next.span().start == below);
            directly && level(above) < level(index) && level(above) == level(index + 1)
        };
        is_filled(index + 1) && (is_part(index) && level(index) == level(index + 1) || is_subtitle())
    }

    /// Whether the next heading has the number of the heading `index` and one more, and so is a part of it although its level
    /// doesn't say so: `1.3 Proxy`, `1.3.1 Ports`.
    fn numbers_parts(&self, index: usize) -> bool {
        let (own, next) = (number(&self.titles[index]), self.titles.get(index + 1).map_or("", |next| number(next)));
        !own.is_empty() && next.strip_prefix(own).is_some_and(|rest| rest.starts_with('.'))
    }

    /// Whether the heading `index` has the words of the first one, which is the title. It may have other symbols.
    fn repeats_title(&self, index: usize) -> bool {
        let is_title = self.headings.first().is_some_and(|first| is_title(*first, true));
        index > 0 && is_title && letters(&self.titles[0]).eq(letters(&self.titles[index]))
    }

    /// Whether the heading `index` begins with a label that several have, some of them with nothing below: what a course or a talk
    /// consists of. Example: `Demo: Custom roles` next to `Demo: Billing`.
    fn is_labelled(&self, index: usize) -> bool {
        const SOME: usize = 3;
        let Some(own) = label(&self.titles[index]) else { return false };
        let same = (0..self.titles.len()).filter(|other| label(&self.titles[*other]) == Some(own));
        let (all, empty) = same.fold((0, 0), |(all, empty), other| (all + 1, empty + usize::from(self.empty[other])));
        all >= SOME && empty > 1
    }

    /// Whether the heading `index` is only counted: another one of the same level has the same words and another number.
    ///
    /// Example: `タスク1` next to `タスク2`, but not `2.1 S3` next to `2.2 S3`.
    fn is_frame(&self, index: usize) -> bool {
        let title = &*self.titles[index];
        let Some((words, number)) = counted(title) else { return false };
        let others =
            self.headings.iter().zip(&self.titles).filter(|(other, _)| other.level() == self.headings[index].level());
        others.filter_map(|(_, other)| counted(other)).any(|(same, other)| same == words && other != number)
    }
}

/// What is before the first colon of `title`.
fn label(title: &str) -> Option<&str> {
    let label = title.split_once([':', '：'])?.0.unicode_trim_end();
    (!label.is_empty()).then_some(label)
}

/// The letters and digits of `title`, in lower case.
fn letters(title: &str) -> impl Iterator<Item = char> {
    title.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The number at the start of `title`, without the dot after it: `1.3` for `1.3. Proxy`.
fn number(title: &str) -> &str {
    let end = title.find(|char: char| !char.is_ascii_digit() && char != '.').unwrap_or(title.len());
    title[..end].trim_end_matches('.')
}

/// The words of `title` around its last number, and that number. `None` if the number is that of the section.
fn counted(title: &str) -> Option<([&str; 2], &str)> {
    let end = title.rfind(|char: char| char.is_ascii_digit())? + 1;
    let start = title[..end].trim_end_matches(|char: char| char.is_ascii_digit()).len();
    let (before, after) = (&title[..start], &title[end..]);
    let numbers_section = !before.contains(char::is_alphabetic) && !after.starts_with(char::is_alphabetic);
    (!numbers_section).then_some(([before, after], &title[start..end]))
}

fn report(heading: Node<'_>, sink: &mut Sink<'_>) {
    let title = excerpt(&heading.text());
    sink.report(heading.span(), message!("section `{title}` is empty", "セクション `{title}` の中身がない")).note(
        message!(
            "readers find nothing here; add content or remove the heading",
            "見出しだけでは読み手に何も伝わらない。中身を書くか、見出しを消す"
        ),
    );
}

/// Reports a note most of whose sections, the `wrong` ones, are empty.
fn report_outline(outline: &Outline<'_>, wrong: &[usize], sink: &mut Sink<'_>) {
    let [first, ..] = wrong else { return };
    let (title, count) = (excerpt(&outline.titles[*first]), wrong.len());
    let report = sink.report(
        outline.headings[*first].span(),
        message!(
            "section `{title}` and most others of this note, {count} in all, are empty",
            "セクション `{title}` をはじめ、このノートのほとんどのセクション（{count} 個）の中身がない"
        ),
    );
    help(outline, wrong, report).at_most(Severity::Advice);
}

/// Reports the sections of `run`, which follow one another.
fn report_run(outline: &Outline<'_>, run: &[usize], sink: &mut Sink<'_>) {
    let [first, others @ ..] = run else { return };
    let (title, more) = (excerpt(&outline.titles[*first]), others.len());
    let report = sink.report(
        outline.headings[*first].span(),
        message!(
            "section `{title}` and the {more} sections after it are empty",
            "セクション `{title}` と、その後の {more} 個のセクションの中身がない"
        ),
    );
    help(outline, run, report);
}

/// Adds what to do about the sections of `run`.
fn help<'s>(outline: &Outline<'_>, run: &[usize], report: FindingBuilder<'s>) -> FindingBuilder<'s> {
    let titled = usize::from(outline.headings.first().is_some_and(|first| is_title(*first, true)));
    if titled + run.len() == outline.headings.len() {
        report.note(message!(
            "if the note is an index, make each heading a link",
            "索引のノートなら、それぞれの見出しをリンクにする"
        ))
    } else {
        report.note(message!(
            "readers find nothing here; add content or remove the headings",
            "見出しだけでは読み手に何も伝わらない。中身を書くか、見出しを消す"
        ))
    }
}

/// Whether there is no content between `heading` and the next heading of the same or a higher level. Thematic breaks do not
/// count as content.
fn is_empty(document: &Document<'_>, heading: Node<'_>) -> bool {
    let mut siblings = std::iter::successors(heading.next_sibling(), |node| node.next_sibling());
    let next = siblings.find(|node| node.kind() != Kind::ThematicBreak);
    let in_body = heading.parent().is_some_and(|parent| parent.kind() == Kind::Document);
    let (empty, end) = match next {
        Some(next) => (next.kind() == Kind::Heading && next.level() <= heading.level(), next.span().start),
        // The content of a heading in a quote or list item may follow after the quote or item.
        None => (in_body, u32::MAX),
    };
    // Link reference definitions are content too, but not nodes of the tree.
    let definitions = document.definitions();
    let first_after = definitions.partition_point(|definition| definition.span.start < heading.span().end);
    empty && definitions.get(first_after).is_none_or(|definition| definition.span.start >= end)
}

/// Whether `heading` is the title of the note: the first heading of the note, if it is a level-1 heading or the only block.
fn is_title(heading: Node<'_>, first: bool) -> bool {
    let in_body = heading.parent().is_some_and(|parent| parent.kind() == Kind::Document);
    let before = || heading.previous_sibling().filter(|node| node.kind() != Kind::FrontMatter);
    let alone = || heading.next_sibling().is_none() && before().is_none();
    first && in_body && (heading.level() == 1 || alone())
}

/// Whether `heading` needs no content under it: it links to its content, or has several lines, as a paragraph has that a
/// `---` below it turned into a heading.
fn speaks_for_itself(heading: Node<'_>) -> bool {
    heading.source().contains("[[")
        || heading.descendants().any(|node| {
            matches!(
                node.kind(),
                Kind::Link | Kind::Autolink | Kind::BareUrl | Kind::Image | Kind::SoftBreak | Kind::HardBreak
            )
        })
}

/// Whether `title` is a sentence, which needs no content under it.
///
/// Example: `再起動は不要`
fn is_sentence(title: &str) -> bool {
    const VERB_ENDINGS: [char; 14] =
        ['う', 'く', 'す', 'つ', 'ぬ', 'む', 'る', 'ぐ', 'ず', 'ぶ', 'た', 'だ', '.', '．'];
    const PREDICATES: &[&str] = words!("../words/titles.txt", "predicates");
    title.contains(['。', '，'])
        || title.ends_with(VERB_ENDINGS)
        || PREDICATES.iter().any(|predicate| title.ends_with(predicate))
        || is_clause(title, &["は", "が", "も"])
        || title.unicode_words().count() >= 10
}

/// Whether `title` is a step of a procedure: a clause without its verb ending, or an English command.
///
/// Examples: `IAMロールを設定`, `イメージをダウンロード`, `Write tests`
fn is_step(title: &str) -> bool {
    const COMMANDS: &[&str] = words!("../words/titles.txt", "commands");
    let mut words = title.unicode_words();
    let command = words.next().is_some_and(|first| COMMANDS.iter().any(|verb| first.eq_ignore_ascii_case(verb)));
    let is_katakana = |verb: &str| !verb.is_empty() && verb.chars().all(|char| matches!(char, 'ァ'..='ー'));
    let borrowed = || title.rsplit_once('を').is_some_and(|(object, verb)| !object.is_empty() && is_katakana(verb));
    is_clause(title, &["を"]) || borrowed() || command && words.next().is_some()
}

/// Whether `title` has one of `particles` and ends in kanji, as `設定` for `設定する`.
fn is_clause(title: &str, particles: &[&str]) -> bool {
    // Nouns that announce content even after a clause: 証明書を更新する手順.
    const NOUNS: &[&str] = words!("../words/titles.txt", "nouns");
    let has_particle = particles.iter().any(|particle| title.find(particle).is_some_and(|at| at > 0));
    has_particle
        && title.ends_with(|char| matches!(char, '一'..='龠'))
        && !NOUNS.iter().any(|noun| title.ends_with(noun))
}

/// Whether `title` is that of a table of contents, which a tool fills in.
fn is_contents(title: &str) -> bool {
    title.contains("目次")
        || title.to_lowercase().contains("contents")
        || title.unicode_trim().eq_ignore_ascii_case("toc")
}

/// Whether the note at `path` is a template or a daily note, where empty sections are normal.
///
/// Examples: `templates/service.md`, `journal/2024-01-09.md`.
fn is_form(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let day = stem.chars().filter(char::is_ascii_digit).count() >= 8
        && stem.chars().all(|char| char.is_ascii_digit() || matches!(char, '-' | '_' | '.' | ' '));
    day || path.to_lowercase().contains("template") || path.contains("テンプレート") || path.contains("雛形")
}
