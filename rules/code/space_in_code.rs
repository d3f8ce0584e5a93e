//! `space-in-code`: white space at the ends of a code span.

use crate::lint::prelude::*;

pub(crate) struct SpaceInCode {
    punctuation: bool,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report code too that is nothing but punctuation, where the space is often meant; there is no fix in it.
    punctuation: bool,
}

rule!(SpaceInCode {
    options: Options,
    new: |options| SpaceInCode { punctuation: options.punctuation },
    summary: Text {
        en: "white space at the ends of a code span", ja: "インラインコードの端に空白がある"
    },
    aliases: &["MD038", "no-space-in-code"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("punctuation = true")],
    fix: Some(Applicability::Unsafe),
});

impl Check for SpaceInCode {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Code])
    }

    fn node(&self, _note: &Note<'_>, code: Node<'_>, sink: &mut Sink<'_>) {
        let punctuation = !code.literal().contains(char::is_alphanumeric);
        if punctuation && !self.punctuation {
            return;
        }
        let [head, tail] = surplus(code);
        if (head.is_none() && tail.is_none()) || may_be_math(code) {
            return;
        }
        for (space, begins) in [(head, true), (tail, false)] {
            let Some(space) = space else { continue };
            let code = excerpt(code.literal());
            let message = if begins {
                message!("white space before `{code}`, within the code", "コード `{code}` の先頭に空白がある")
            } else {
                message!("white space behind `{code}`, within the code", "コード `{code}` の末尾に空白がある")
            };
            let report = sink.report(space, message);
            if !punctuation {
                let title = message!("take it away", "取り除く");
                report.fix(Applicability::Unsafe, Effect::Code, title, vec![Edit::delete(space)]);
            }
        }
    }
}

/// The blocks that hold code spans.
const PROSE: Kinds = Kinds::of(&[Kind::Paragraph, Kind::Heading, Kind::TableCell]);

/// Whether `code` begins within what a reader of mathematics takes for a formula: between two equal runs of `$`.
fn may_be_math(code: Node<'_>) -> bool {
    let Some(block) = code.ancestors().find(|node| PROSE.contains(node.kind())) else { return false };
    let start = block.span().start as usize;
    let at = code.span().start as usize - start;
    let text = block.source();
    let codes: Vec<Node<'_>> = block.descendants().filter(|node| node.kind() == Kind::Code).collect();
    let mut from = 0;
    while let Some(opening) = text[from..at].find('$').map(|found| from + found) {
        let within = |code: &&Node<'_>| code.span().range().contains(&(start + opening));
        if let Some(code) = codes.iter().find(within) {
            from = code.span().end as usize - start;
            continue;
        }
        let behind = text[opening..].trim_start_matches('$');
        let run = &text[opening..text.len() - behind.len()];
        let escaped = text[..opening].ends_with('\\');
        let closing = behind.match_indices(run).find(|(at, _)| !behind[at + run.len()..].starts_with('$'));
        from = match closing.filter(|_| !escaped) {
            Some((close, _)) => text.len() - behind.len() + close + run.len(),
            None => opening + run.len(),
        };
        if from > at {
            return true;
        }
    }
    false
}

/// The white space at the two ends of `code` that is shown and not needed. The parser takes one space off each end
/// where both have one (`CommonMark` 0.31 §6.1), and one keeps a backtick apart from the marks.
fn surplus(code: Node<'_>) -> [Option<Span>; 2] {
    let written = code.source();
    let marks = written.len() - written.trim_start_matches('`').len();
    let Some(content) = written.get(marks..written.len() - marks) else { return [None, None] };
    let inner = content.unicode_trim();
    if inner.is_empty() {
        return [None, None];
    }
    let padding = [' ', '\n', '\r'];
    let padded = content.starts_with(padding) && content.ends_with(padding);
    let start = code.span().start as usize + marks;
    let behind = content.unicode_trim_end().len();
    // A line ending stands for a space; what is shown of it is the white space on the side of the code.
    let head = &content[..content.len() - content.unicode_trim_start().len()];
    let head_line = head.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let tail = &content[behind..];
    let tail_line = tail.find(['\n', '\r']).unwrap_or(tail.len());
    let kept = |broken: bool, backtick: bool| usize::from(!broken && (padded || backtick));
    let width = |text: &str, count: usize| text.chars().take(count).map(char::len_utf8).sum::<usize>();
    let head_kept = head_line + width(&head[head_line..], kept(head_line > 0, inner.starts_with('`')));
    let broken = tail_line < tail.len();
    let tail_kept = tail_line
        - tail[..tail_line].chars().rev().take(kept(broken, inner.ends_with('`'))).map(char::len_utf8).sum::<usize>();
    let head = (head_kept < head.len()).then(|| Span::new(start + head_kept, start + head.len()));
    let tail = (tail_kept > 0).then(|| Span::new(start + behind, start + behind + tail_kept));
    [head, tail]
}
