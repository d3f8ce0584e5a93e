//! `unknown-container`: a container between lines of colons that the host does not show as one.

use memchr::memmem;

use crate::finding::config_error::did_you_mean;
use crate::lint::prelude::*;
use crate::markdown::containers::{self, ColonLine, Container, EndFault, Found, Reading};
use crate::text::boxes::{Containers, Rest};

pub(crate) struct UnknownContainer;

rule!(UnknownContainer {
    summary: Text {
        en: "a container (`:::`) that the host of the notes does not show as one",
        ja: "ノートを公開するサービスで囲みにならないコンテナ（`:::`）",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
    about_syntax: true,
});

impl Check for UnknownContainer {
    fn looks_for(&self) -> &[std::ops::RangeInclusive<char>] {
        &[':'..=':']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        if memmem::find(note.source.text().as_bytes(), b":::").is_none() {
            return;
        }
        let found = containers::of_document(note.document);
        for container in &found.containers {
            if matches!(container.reading, Reading::Box | Reading::Variant) {
                end(note, &found, container, sink);
            }
            if container.reading != Reading::Box && is_meant(note, container) {
                opening(note, container, sink);
            }
        }
        for line in &found.strays {
            stray(note, line, sink);
        }
    }
}

/// What the names that some host has stand for: a remark, a warning, content to unfold.
const MEANINGS: [&[&str]; 3] = [
    &["note", "info", "tip", "hint", "message", "success", "secondary", "abstract", "summary", "example", "important"],
    &["warning", "warn", "alert", "danger", "caution", "attention", "error"],
    &["details"],
];

/// The meaning of a container's `name` and the `words` after it, as an index into [`Containers::usual`].
fn meaning(name: &str, words: &str) -> Option<usize> {
    let warns = |name: &str| MEANINGS[1].iter().any(|known| known.eq_ignore_ascii_case(name));
    if words.unicode_words().next().is_some_and(warns) {
        return Some(1);
    }
    MEANINGS.iter().position(|names| names.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// The line of `container` after its colons: the name, and what follows it.
fn parts<'t>(note: &'t Note<'_>, container: &Container) -> (&'t str, &'t str) {
    let rest = note.source.slice(container.opening.rest);
    let name = containers::name(rest);
    (name, rest[name.len()..].unicode_trim())
}

/// Whether the line that opens `container` was surely meant to. Sites can have containers of their own, and Pandoc and
/// others have more; Zenn and Qiita have no others.
fn is_meant(note: &Note<'_>, container: &Container) -> bool {
    let (name, words) = parts(note, container);
    let closed = container.closing.is_some();
    let Some(boxes) = note.document.profile().boxes.containers else {
        let pair = closed && container.fault.is_none();
        return pair
            && if note.document.profile().shows_repository {
                is_copied(note, name, words)
            } else {
                meaning(name, words).is_some()
            };
    };
    if boxes.kinds.iter().any(|kind| kind.name == name) {
        return true;
    }
    meaning(name, words).is_some() || fix_of_case(&boxes, name).is_some() || closed && !boxes.extensible
}

/// Whether the container was surely copied from an article on Zenn or Qiita, where notes have front matter.
fn is_copied(note: &Note<'_>, name: &str, words: &str) -> bool {
    let copied = name == "message" && matches!(words, "" | "alert")
        || name == "note" && matches!(words, "info" | "warn" | "alert");
    copied && note.document.of_kind(Kind::FrontMatter).next().is_none()
}

/// The container whose name differs from `name` in upper and lower case only.
fn fix_of_case(boxes: &Containers, name: &str) -> Option<&'static str> {
    boxes.kinds.iter().map(|kind| kind.name).find(|known| *known != name && known.eq_ignore_ascii_case(name))
}

/// Reports the line that opens `container`.
fn opening(note: &Note<'_>, container: &Container, sink: &mut Sink<'_>) {
    let host = note.document.profile().title;
    let line = container.opening.span();
    let shown = excerpt(note.source.slice(line));
    let name = excerpt(parts(note, container).0);
    let report = match container.reading {
        Reading::Bare => sink.report(
            line,
            message!(
                "{host} has no container `{name}`: its content is shown without a box",
                "{host} にコンテナ `{name}` はなく、中身は囲みなしで表示される"
            ),
        ),
        Reading::Variant => sink.report(
            line,
            message!(
                "{host} does not know `{shown}` and shows the usual box",
                "{host} に `{shown}` はなく、標準の囲みが表示される"
            ),
        ),
        Reading::Nested => sink.report(
            line,
            message!(
                "{host} has no containers in containers: this line is shown as text",
                "{host} ではコンテナを入れ子にできず、この行は文字として表示される"
            ),
        ),
        Reading::Unknown => sink.report(
            line,
            message!(
                "{host} has no container `{name}`: this line is shown as text",
                "{host} にコンテナ `{name}` はなく、この行は文字として表示される"
            ),
        ),
        _ => sink.report(
            line,
            message!(
                "`{shown}` does not begin a container on {host}: this line is shown as text",
                "{host} では `{shown}` でコンテナが始まらず、この行は文字として表示される"
            ),
        ),
    };
    // An author who writes one container for another host writes all of them that way.
    let report = report.about(&name);
    let report = explain(note, container, report);
    let Some((applicability, title, edit)) = opening_fix(note, container) else { return };
    report.fix(applicability, Effect::Syntax, message!("write `{title}`", "`{title}` と書く"), vec![edit]);
}

/// Adds what the host has instead.
fn explain<'s>(note: &Note<'_>, container: &Container, report: FindingBuilder<'s>) -> FindingBuilder<'s> {
    let profile = note.document.profile();
    let host = profile.title;
    let (name, words) = parts(note, container);
    let Some(boxes) = profile.boxes.containers else {
        return if profile.boxes.admonitions.notes {
            report.note(message!(
                "{host} has `!!! note`, with its content indented by four columns",
                "{host} では `!!! note` と書き、中身を 4 文字分字下げする"
            ))
        } else if profile.boxes.alerts.kinds.is_some_and(|kinds| !kinds.is_empty()) {
            report.note(message!("{host} has `> [!NOTE]`", "{host} では `> [!NOTE]` と書く"))
        } else {
            report
        };
    };
    match container.reading {
        Reading::NoTitle => report
            .note(message!("a title has to follow: `:::{name} Title`", "`:::{name} タイトル` のようにタイトルが要る")),
        Reading::Spaced => report.note(message!(
            "there can be no space between the colons and the name",
            "コロンと名前の間に空白は入れられない"
        )),
        Reading::Unspaced => report.note(message!("a space has to follow the name", "名前の後に空白が要る")),
        Reading::Nested => report,
        Reading::WrongRest | Reading::Variant => {
            let kind = boxes.kinds.iter().find(|kind| kind.name == name);
            match kind.map(|kind| kind.rest) {
                Some(Rest::Words(words) | Rest::Variants(words)) if !words.is_empty() => {
                    let list = list(words.iter().copied());
                    report.note(message!("`{name}` can be followed by {list}", "`{name}` の後に書けるのは {list}"))
                }
                _ => report,
            }
        }
        _ if meaning(name, words) == Some(2) && boxes.usual[2].is_none() => report.note(message!(
            "write `<details><summary>Title</summary>`",
            "`<details><summary>タイトル</summary>` と書く"
        )),
        _ => {
            let list = list(boxes.usual.iter().flatten().copied());
            report.note(message!("{host} has {list}", "{host} にあるのは {list}"))
        }
    }
}

/// `words` in backquotes, separated by commas.
fn list<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

/// How to fix the line that opens `container`: the new line, and the edit that writes it.
fn opening_fix(note: &Note<'_>, container: &Container) -> Option<(Applicability, String, Edit)> {
    container.closing.as_ref()?;
    let boxes = note.document.profile().boxes.containers?;
    let (name, words) = parts(note, container);
    let line = &container.opening;
    let colons = note.source.slice(line.colons);
    let write = |applicability, title: String| {
        let edit = Edit::replace(line.span(), title.clone());
        Some((applicability, title, edit))
    };
    match container.reading {
        Reading::Spaced => write(Applicability::Safe, format!("{colons}{}", note.source.slice(line.rest))),
        Reading::Unspaced => {
            let title = words.strip_prefix('[').and_then(|title| title.strip_suffix(']'));
            write(Applicability::Safe, format!("{colons} {name} {}", title.unwrap_or(words)))
        }
        Reading::Unknown | Reading::Bare | Reading::WrongRest | Reading::Variant => {
            let space = if note.source.slice(line.span()).len() > colons.len() + line_length(line) { " " } else { "" };
            if let Some(known) = fix_of_case(&boxes, name) {
                let kind = boxes.kinds.iter().find(|kind| kind.name == known)?;
                let fits = match kind.rest {
                    Rest::Words(all) | Rest::Variants(all) => words.is_empty() || all.contains(&words),
                    Rest::Title => !words.is_empty(),
                    Rest::OptionalTitle => true,
                };
                let after = &note.source.slice(line.rest)[name.len()..];
                return if fits { write(Applicability::Safe, format!("{colons}{space}{known}{after}")) } else { None };
            }
            if let Some(known) =
                did_you_mean(name, boxes.kinds.iter().map(|kind| kind.name)).filter(|_| words.is_empty())
            {
                return write(Applicability::Unsafe, format!("{colons}{space}{known}"));
            }
            let usual = boxes.usual[meaning(name, words)?]?;
            // A title would be lost.
            let foreign = words.is_empty() || meaning(words, "").is_some();
            let takes_title = usual.strip_suffix("Title");
            match takes_title {
                Some(start) if !words.is_empty() => {
                    write(Applicability::Unsafe, format!("{}{}{words}", &colons[3..], start))
                }
                None if foreign => write(Applicability::Unsafe, format!("{}{usual}", &colons[3..])),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The length of what follows the colons of `line`, in bytes.
fn line_length(line: &ColonLine) -> usize {
    (line.rest.end - line.rest.start) as usize
}

/// Reports a container that does not end where it was meant to.
fn end(note: &Note<'_>, found: &Found, container: &Container, sink: &mut Sink<'_>) {
    let host = note.document.profile().title;
    let name = excerpt(parts(note, container).0);
    let count = container.opening.count();
    match (&container.fault, &container.closing) {
        (Some(EndFault::Unclosed), _) => {
            sink.report(
                container.opening.span(),
                message!(
                    "container `{name}` is not closed: it runs to the end of the note",
                    "コンテナ `{name}` が閉じられておらず、ノートの最後まで続く"
                ),
            );
        }
        (Some(EndFault::ShortClosing), Some(closing)) => {
            let shown = note.source.slice(closing.colons);
            let colons = note.source.slice(container.opening.colons);
            sink.report(
                closing.colons,
                message!(
                    "`{shown}` does not close the container, which began with {count} colons",
                    "コンテナはコロン {count} 個で始まっており、`{shown}` では閉じない"
                ),
            )
            .fix(
                Applicability::Safe,
                Effect::Syntax,
                message!("write `{colons}`", "`{colons}` と書く"),
                vec![Edit::replace(closing.colons, colons)],
            );
        }
        (Some(EndFault::Outside), Some(closing)) => {
            sink.report(
                closing.colons,
                message!(
                    "this line is shown as text on {host}: the container ended with the list item around it",
                    "コンテナはリスト項目とともに終わっており、この行は {host} では文字として表示される"
                ),
            );
        }
        (Some(EndFault::Inner(by) | EndFault::Code(by)), Some(closing)) => {
            let line = note.source.lines().line(by.start as usize) + 1;
            let report = sink.report(
                container.opening.span(),
                message!(
                    "container `{name}` ends too early, in line {line}",
                    "コンテナ `{name}` が {line} 行目で終わってしまう"
                ),
            );
            inner(note, found, container, closing, report);
        }
        _ => {}
    }
}

/// Explains why `container` ends before `closing`, and adds colons where that helps.
fn inner(note: &Note<'_>, found: &Found, container: &Container, closing: &ColonLine, report: FindingBuilder<'_>) {
    let (host, boxes) = (note.document.profile().title, note.document.profile().boxes.containers);
    let code = matches!(container.fault, Some(EndFault::Code(_)));
    let report = if code {
        report.note(message!(
            "on {host}, a line of colons closes a container even in code",
            "{host} では、コードの中でもコロンだけの行でコンテナが終わる"
        ))
    } else {
        report.note(message!(
            "a container needs more colons than those in it",
            "外側のコンテナには、内側より多くのコロンが要る"
        ))
    };
    if !boxes.is_some_and(|boxes| boxes.nest) {
        return;
    }
    let inside =
        |line: &ColonLine| line.colons.start > container.opening.colons.start && line.colons.end < closing.colons.start;
    let lines = found.containers.iter().flat_map(|inner| [Some(&inner.opening), inner.closing.as_ref()]).flatten();
    let longest = lines.filter(|line| inside(line)).map(ColonLine::count).max().unwrap_or(0);
    let longest = match container.fault {
        Some(EndFault::Code(by)) => longest.max((by.end - by.start) as usize),
        _ => longest,
    };
    let Some(more) = (longest + 1).checked_sub(container.opening.count()).filter(|more| (1..8).contains(more)) else {
        return;
    };
    let colons = ":".repeat(longest + 1);
    let more = ":".repeat(more);
    let missing = ":".repeat((longest + 1).saturating_sub(closing.count()));
    report.fix(
        Applicability::Safe,
        Effect::Syntax,
        message!("begin and end it with `{colons}`", "`{colons}` で始めて閉じる"),
        vec![
            Edit::insert(container.opening.colons.start as usize, more),
            Edit::insert(closing.colons.start as usize, missing),
        ],
    );
}

/// Reports a line of colons that closes nothing.
fn stray(note: &Note<'_>, line: &ColonLine, sink: &mut Sink<'_>) {
    let profile = note.document.profile();
    let Some(boxes) = profile.boxes.containers else { return };
    let (host, shown) = (profile.title, note.source.slice(line.colons));
    let report =
        sink.report(line.colons, message!("`{shown}` closes no container", "`{shown}` で閉じるコンテナがない"));
    if boxes.nest {
        report.note(message!("{host} shows this line as text", "{host} ではこの行が文字として表示される"));
    } else {
        report.note(message!(
            "on {host}, it begins a container without a name, and containers in it are shown as text",
            "{host} では名前のないコンテナの始まりになり、その中のコンテナは文字として表示される"
        ));
    }
}
