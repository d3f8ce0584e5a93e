//! Unresolved merge conflicts in a note: the markers that git writes around the two sides (git-merge(1), "How conflicts
//! are presented"), complete or in part.
//!
//! A Markdown parser reads markers as text: `=======` underlines a heading, and `>>>>>>> main` is seven nested quotes.
//! A conflict can begin outside a fence and end inside one, so markers are searched line by line. The tree is used only
//! to find out which of them are in code.

use memchr::memmem;

use crate::finding::{Finding, Lang, Meta};
use crate::markdown::document::{Document, Kind};
use crate::markdown::front_matter::skip_bom;
use crate::message;
use crate::text::source::{Span, offset};

/// The length of a marker unless the attribute `conflict-marker-size` sets a larger one (gitattributes(5)).
const SIZE: usize = 7;

/// A merge conflict, or the markers left of one. Spans are lines without their endings. `opening`, `closing` or both
/// are `Some`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConflictMarkers {
    /// `<<<<<<< HEAD`
    pub opening: Option<Span>,
    /// `=======`, between the two sides.
    pub separator: Option<Span>,
    /// `>>>>>>> main`
    pub closing: Option<Span>,
}

impl ConflictMarkers {
    /// The first marker.
    pub fn first(&self) -> Span {
        self.opening.or(self.closing).unwrap_or_default()
    }

    /// From the first marker to the last, including both.
    pub fn span(&self) -> Span {
        let last = self.closing.or(self.separator).unwrap_or(self.first());
        Span { start: self.first().start, end: last.end.max(self.first().end) }
    }
}

/// The conflicts of `document`, in the order of the text and without overlaps. A nested conflict, as written by a merge
/// with several common ancestors, is part of the outer one.
///
/// ```text
/// <<<<<<< HEAD
/// - S3 Standard
/// =======
/// - S3 Standard-IA
/// >>>>>>> main
/// ```
///
/// Markers in code are not a conflict, unless another marker of the same conflict is outside the code: then the
/// conflict cuts through a fence.
pub fn conflicts(document: &Document<'_>) -> Vec<ConflictMarkers> {
    let text = document.source().text();
    let has = |marker: &[u8]| memmem::find(text.as_bytes(), marker).is_some();
    if !has(b"<<<<<<<") && !has(b">>>>>>>") {
        return Vec::new();
    }
    let mut found = ConflictScan::of(document).finish(document);
    found.sort_by_key(|conflict| conflict.span().start);
    let mut end = 0;
    found.retain(|conflict| {
        let outer = conflict.span().start >= end;
        end = end.max(conflict.span().end);
        outer
    });
    found
}

/// Removes from `findings` those in one of `conflicts` ([`ConflictMarkers::span`], in order), except findings of rules
/// for which `stays` returns `true`, and all fixes of the note. A fix could move text from one side to the other, or
/// treat a marker as Markdown.
pub fn skip_conflicts(findings: &mut Vec<Finding>, conflicts: &[Span], stays: impl Fn(&Meta) -> bool, lang: Lang) {
    if conflicts.is_empty() {
        return;
    }
    let inside = |span: Span| {
        let next = conflicts.partition_point(|conflict| conflict.end < span.start);
        conflicts.get(next).is_some_and(|conflict| conflict.touches(span))
    };
    findings.retain(|finding| stays(finding.rule) || !inside(finding.span));
    for finding in findings {
        if finding.fix.take().is_some() {
            let note = message!("no fix while the note has a merge conflict", "マージの競合が残っている間は修正しない");
            finding.notes.push(note.text(lang));
        }
    }
}

/// A line of seven or more `<`, `|`, `=` or `>`.
#[derive(Clone, Copy)]
struct ConflictMarker<'t> {
    char: char,
    /// Number of these characters.
    size: usize,
    label: &'t str,
    line: Span,
    /// Start offset of the code block around the marker, if any.
    code: Option<u32>,
}

impl<'t> ConflictMarker<'t> {
    fn of(text: &'t str, line: Span, code: Option<u32>) -> Option<Self> {
        let char = text.chars().next().filter(|char| matches!(char, '<' | '|' | '=' | '>'))?;
        let after = text.trim_start_matches(char);
        let size = text.len() - after.len();
        let label = after.trim_matches([' ', '\t']);
        // git writes one space before a label, and nothing after `=======`.
        let bare = after.is_empty() || after.starts_with(' ') && char != '=';
        (size >= SIZE && bare).then_some(Self { char, size, label, line, code })
    }
}

/// A conflict without its closing marker so far.
struct OpenConflict<'t> {
    opening: ConflictMarker<'t>,
    separator: Option<ConflictMarker<'t>>,
    /// Whether there is a separator or diff3's `||||||| base`.
    parted: bool,
}

/// A conflict with an opening and a closing marker.
struct ClosedConflict<'t> {
    open: OpenConflict<'t>,
    closing: ConflictMarker<'t>,
}

impl ClosedConflict<'_> {
    /// Whether this is a conflict and not a drawing. It must have two sides, or, as from tools that write no separator,
    /// two labels one of which is a revision.
    fn is_sure(&self) -> bool {
        let (opening, closing) = (self.open.opening, self.closing);
        let labels = [opening, closing].into_iter().filter(|marker| !marker.label.is_empty()).count();
        let named = is_ref(opening.label) || is_ref(closing.label);
        if self.open.parted { labels > 0 || opening.size == SIZE } else { labels == 2 && named && opening.size == SIZE }
    }

    fn is_code(&self) -> bool {
        let separator = self.open.separator.is_none_or(|separator| separator.code.is_some());
        self.open.opening.code.is_some() && self.closing.code.is_some() && separator
    }

    /// Whether `other` comes from the same merge: it has the same labels.
    fn is_like(&self, other: &ClosedConflict<'_>) -> bool {
        (self.open.opening.label, self.closing.label) == (other.open.opening.label, other.closing.label)
    }

    fn conflict(&self) -> ConflictMarkers {
        ConflictMarkers {
            opening: Some(self.open.opening.line),
            separator: self.open.separator.map(|separator| separator.line),
            closing: Some(self.closing.line),
        }
    }
}

/// The markers of a note, paired.
#[derive(Default)]
struct ConflictScan<'t> {
    /// Open conflicts, outermost first.
    open: Vec<OpenConflict<'t>>,
    closed: Vec<ClosedConflict<'t>>,
    /// Closing markers without an opening marker.
    stray: Vec<ConflictMarker<'t>>,
}

impl<'t> ConflictScan<'t> {
    fn of(document: &'t Document<'_>) -> Self {
        let source = document.source();
        let text = source.text();
        let mut code = document.nodes().filter(|node| is_code(node.kind(), node.source())).peekable();
        let mut scan = Self::default();
        for index in 0..source.lines().count() {
            let mut line = source.lines().span(text, index);
            if index == 0 {
                line.start = line.start.max(offset(skip_bom(text)));
            }
            let Some(marker) = ConflictMarker::of(source.slice(line), line, None) else { continue };
            while code.next_if(|block| block.span().end <= line.start).is_some() {}
            let around = code.peek().map(|block| block.span().start).filter(|start| *start <= line.start);
            scan.take(ConflictMarker { code: around, ..marker });
        }
        scan
    }

    fn take(&mut self, marker: ConflictMarker<'t>) {
        let same = |open: &OpenConflict<'_>| open.opening.size == marker.size;
        let at = self.open.iter().rposition(same);
        match (marker.char, at) {
            ('<', _) => self.open.push(OpenConflict { opening: marker, separator: None, parted: false }),
            ('>', Some(at)) => {
                // A closing marker also ends the conflicts that are still open inside.
                self.open.truncate(at + 1);
                self.closed.extend(self.open.pop().map(|open| ClosedConflict { open, closing: marker }));
            }
            ('>', None) => self.stray.push(marker),
            (char, Some(at)) => {
                let open = &mut self.open[at];
                open.parted = true;
                if char == '=' && open.separator.is_none() {
                    open.separator = Some(marker);
                }
            }
            _ => {}
        }
    }

    fn finish(self, document: &Document<'_>) -> Vec<ConflictMarkers> {
        let (code, sure): (Vec<_>, Vec<_>) =
            self.closed.iter().filter(|closed| closed.is_sure()).partition(|closed| closed.is_code());
        // A conflict that opens or closes a fence makes the parser swap code and text after it, so conflicts in what
        // looks like code there are real.
        let turned = code.into_iter().filter(|closed| sure.iter().any(|other| closed.is_like(other)));
        let mut found: Vec<ConflictMarkers> =
            sure.iter().copied().chain(turned).map(ClosedConflict::conflict).collect();
        let left = self.open.iter().filter(|open| is_left_over(document, open.opening));
        found.extend(left.map(|open| ConflictMarkers {
            opening: Some(open.opening.line),
            separator: open.separator.map(|separator| separator.line),
            closing: None,
        }));
        let stray = self.stray.into_iter().filter(|marker| is_left_over(document, *marker));
        found.extend(stray.map(|marker| ConflictMarkers {
            opening: None,
            separator: None,
            closing: Some(marker.line),
        }));
        found
    }
}

/// Whether a node is code, in which a note may show a conflict as an example.
fn is_code(kind: Kind, source: &str) -> bool {
    let opens = |tag: &str| source.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    match kind {
        Kind::CodeBlock => true,
        Kind::HtmlBlock => ["<pre", "<textarea", "<script"].into_iter().any(opens),
        _ => false,
    }
}

/// Whether a marker is a leftover although the others of its conflict are gone: it has git's default length and a label
/// like git's, is not in code, and is not part of nested quotes from a mail.
fn is_left_over(document: &Document<'_>, marker: ConflictMarker<'_>) -> bool {
    let source = document.source();
    let inline = document.node_at(marker.line.start as usize).kind() == Kind::Code;
    let line = source.lines().line(marker.line.start as usize);
    let near = [line.checked_sub(1), Some(line + 1).filter(|next| *next < source.lines().count())];
    let quoted = |line: usize| source.slice(source.lines().span(source.text(), line)).starts_with('>');
    let mail = marker.char == '>' && near.into_iter().flatten().any(quoted);
    marker.size == SIZE && marker.code.is_none() && !inline && !mail && is_ref(marker.label)
}

/// Whether `label` is one that git writes after a marker: a branch or other revision, a revision and a path
/// (`HEAD:a.md`), a commit and its subject (`1a2b3c4 (add S3)`), or a phrase of git or jj.
fn is_ref(label: &str) -> bool {
    let numbered = |label: &str| {
        let number = label.strip_prefix("Conflict ").or_else(|| label.strip_prefix("conflict "));
        number.is_some_and(|number| number.starts_with(|char: char| char.is_ascii_digit()))
    };
    let phrase = ["Updated upstream", "Stashed changes"].contains(&label)
        || label.starts_with("Temporary merge branch")
        || numbered(label);
    let (name, subject) = label.split_once(' ').map_or((label, ""), |(name, subject)| (name, subject));
    let hash = |name: &str| {
        let name = name.trim_end_matches('.');
        (7..=40).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    // git-check-ref-format(1) allows letters of any script, but a word in another script may well be text, and a
    // sentence ends in punctuation. A path may be in any script.
    let allowed = |char: char| char.is_ascii_alphanumeric() || "-_/.~^@{}+#".contains(char);
    let revision = name.split_once(':').map_or(name, |(revision, _)| revision);
    let one = !revision.is_empty() && revision.chars().all(allowed) && !name.ends_with(['.', ':']);
    let prose = name.strip_prefix("HEAD").is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    phrase || one && subject.is_empty() && !prose || hash(name) && !subject.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    /// The first and the last line (from 1) of each conflict.
    fn lines(text: &str) -> Vec<(usize, usize)> {
        let source = Source::new(text.to_owned()).unwrap();
        let document = Document::parse(&source);
        let line = |offset: u32| source.lines().line(offset as usize) + 1;
        conflicts(&document).iter().map(|found| (line(found.span().start), line(found.span().end))).collect()
    }

    #[test]
    fn a_conflict_is_found_in_any_block() {
        let fence = "```sh\naws s3 ls\n<<<<<<< HEAD\n```\n=======\naws s3 cp\n```\n>>>>>>> f\n";
        assert_eq!(lines(fence), [(3, 8)]);
        let opened = "<<<<<<< HEAD\n```sh\n=======\n```bash\n>>>>>>> f\naws s3 ls\n```\n";
        assert_eq!(lines(opened), [(1, 5)]);
        let front = "---\n<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> f\n---\n";
        assert_eq!(lines(front), [(2, 6)]);
        let quote = "> a\n<<<<<<< HEAD\n> b\n=======\n> c\n>>>>>>> f\n";
        assert_eq!(lines(quote), [(2, 6)]);
        let crlf = "\u{feff}<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> f\r\n";
        assert_eq!(lines(crlf), [(1, 5)]);
    }

    #[test]
    fn conflicts_after_one_that_cuts_a_fence_are_found() {
        let text = "<<<<<<< HEAD\n```sh\na\n=======\n>>>>>>> f\n\ntext\n\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> f\n";
        assert_eq!(lines(text), [(1, 5), (9, 13)]);
    }

    #[test]
    fn conflicts_of_other_sizes_and_tools() {
        let nested = "<<<<<<< ours\na\n||||||| merged common ancestors\n<<<<<<<<< Temporary merge branch 1\nb\n=========\n\
                      c\n>>>>>>>>> Temporary merge branch 2\n=======\nd\n>>>>>>> theirs\n";
        assert_eq!(lines(nested), [(1, 11)]);
        let long = "<<<<<<<<<<<< HEAD\na\n=======\n============\nb\n>>>>>>>>>>>> f\n";
        assert_eq!(lines(long), [(1, 6)]);
        let jujutsu =
            "<<<<<<< Conflict 1 of 1\n%%%%%%% Changes\n-a\n+b\n+++++++ Contents\nc\n>>>>>>> Conflict 1 of 1 ends\n";
        assert_eq!(lines(jujutsu), [(1, 7)]);
    }

    #[test]
    fn incomplete_conflicts() {
        assert_eq!(lines("# A\n\n<<<<<<< HEAD\na\n=======\nb\n"), [(3, 5)]);
        assert_eq!(lines("a\n>>>>>>> feature/s3\nb\n"), [(2, 2)]);
        assert_eq!(lines("a\n>>>>>>> 1a2b3c4 (S3の料金)\n"), [(2, 2)]);
        assert_eq!(lines("<<<<<<< HEAD\na\n\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> f\n"), [(1, 1), (4, 8)]);
    }

    #[test]
    fn what_is_not_a_conflict() {
        for text in [
            "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> f\n```\n",
            "```\n<<<<<<< HEAD\n```\n\n```\n=======\n```\n\n```\n>>>>>>> f\n```\n",
            "<pre>\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> f\n</pre>\n",
            "    <<<<<<< HEAD\n    a\n    =======\n    b\n    >>>>>>> f\n",
            "> <<<<<<< HEAD\n> a\n> =======\n> b\n> >>>>>>> f\n",
            "Chapter\n=======\n\na\n\nSection\n=======\n",
            "`<<<<<<<` から\n`>>>>>>>` まで\n",
            "<<<<<<< HEAD は自分の変更を表す。\n",
            "<<<<<<< HEADは自分の変更\n",
            ">>>>>> a\n>>>>>>> b\n>>>>>>>> c\n",
            "<<<<<<<<<<\n\na\n\n>>>>>>>>>>\n",
            "| a |\n|||||||\n",
            "a\n\n>>>>>>> 重要\n\nb\n",
            "<<<<<<< ここ重要\n\nb\n",
            "<<<<<<< 前へ\n\na\n\n>>>>>>> 次へ\n",
        ] {
            assert_eq!(lines(text), [], "{text}");
        }
    }
}
