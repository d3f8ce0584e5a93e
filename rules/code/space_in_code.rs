//! `space-in-code`: whitespace at the ends of a code span.

use crate::lint::prelude::*;
use crate::markdown::dollar_math;

pub(crate) struct SpaceInCode {
    punctuation: bool,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Also report code that is only punctuation, where the space is often intended. It gets no fix.
    punctuation: bool,
}

rule!(SpaceInCode {
    options: Options,
    new: |options| SpaceInCode { punctuation: options.punctuation },
    summary: Text {
        en: "whitespace at the ends of a code span", ja: "コードスパンの先頭や末尾に空白がある"
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
                message!("the code span `{code}` begins with whitespace", "コードスパン `{code}` の先頭に空白がある")
            } else {
                message!("the code span `{code}` ends with whitespace", "コードスパン `{code}` の末尾に空白がある")
            };
            let report = sink.report(space, message);
            if !punctuation {
                let title = message!("remove the whitespace", "空白を取り除く");
                report.fix(Applicability::Unsafe, Effect::Code, title, vec![Edit::delete(space)]);
            }
        }
    }
}

/// Whether `code` starts inside what a math renderer would read as a formula: between two equal runs of `$`.
fn may_be_math(code: Node<'_>) -> bool {
    const PROSE: Kinds = Kinds::of(&[Kind::Paragraph, Kind::Heading, Kind::TableCell]);
    let Some(block) = code.ancestors().find(|node| PROSE.contains(node.kind())) else { return false };
    dollar_math::spans(block).iter().any(|span| span.covers(Span::at(code.span().start as usize)))
}

/// The whitespace at the start and the end of `code` that is rendered and not needed. One space at both ends is not
/// rendered (`CommonMark` 0.31 §6.1), and one is needed beside a backtick. Example: the trailing space of `` `ls ` ``.
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
    let inner_end = content.unicode_trim_end().len();
    // A line ending renders as a space, so only the whitespace between it and the code is surplus.
    let head = &content[..content.len() - content.unicode_trim_start().len()];
    let head_line = head.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let tail = &content[inner_end..];
    let tail_line = tail.find(['\n', '\r']).unwrap_or(tail.len());
    let kept = |broken: bool, backtick: bool| usize::from(!broken && (padded || backtick));
    let width = |text: &str, count: usize| text.chars().take(count).map(char::len_utf8).sum::<usize>();
    let head_kept = head_line + width(&head[head_line..], kept(head_line > 0, inner.starts_with('`')));
    let broken = tail_line < tail.len();
    let tail_kept = tail_line
        - tail[..tail_line].chars().rev().take(kept(broken, inner.ends_with('`'))).map(char::len_utf8).sum::<usize>();
    let head = (head_kept < head.len()).then(|| Span::new(start + head_kept, start + head.len()));
    let tail = (tail_kept > 0).then(|| Span::new(start + inner_end, start + inner_end + tail_kept));
    [head, tail]
}
