//! `mdx-lost-text`: text that MDX compiles to something else than what is written.

use crate::lint::prelude::*;
use crate::markdown::syntax;
use crate::text::mdx_fault::{MdxFault, MdxFaultKind as Fault};
use crate::text::profile::Html;

pub(crate) struct MdxLostText;

rule!(MdxLostText {
    summary: Text {
        en: "text that MDX drops, or code that it shows as a paragraph",
        ja: "MDX で消える文字や、段落になってしまうコード",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
    about_syntax: true,
});

impl Check for MdxLostText {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::CodeBlock])
    }

    fn node(&self, note: &Note<'_>, block: Node<'_>, sink: &mut Sink<'_>) {
        let profile = note.document.profile();
        if profile.html != Html::Jsx || profile.indented_code || syntax::fence(block).is_some() {
            return;
        }
        // In MDX, a fence or a tag may be indented by any number of columns.
        let is_known = ["```", "~~~", "<"].iter().any(|fence| block.source().unicode_trim_start().starts_with(fence));
        if is_known || is_in_element(note, block) {
            return;
        }
        let start = block.span().start as usize;
        let first = Span::new(start, note.source.line_at(start).end as usize);
        let host = profile.title;
        sink.report(first, message!("{host} shows this code as text", "{host} ではこのコードが本文として表示される"))
            .note(message!(
                "MDX has no code that is marked by its indentation; write it between fences (```)",
                "MDX にインデントだけのコードブロックはない。フェンス（```）で囲む"
            ));
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for fault in note.source.syntax().mdx_faults.iter().filter(|fault| !fault.kind.stops_build()) {
            report(note, fault, sink);
        }
    }
}

/// Whether the text of `block` is indented because it is between the tags of an element, or within braces.
fn is_in_element(note: &Note<'_>, block: Node<'_>) -> bool {
    let text = note.source.text();
    let (start, end) = (block.span().start as usize, block.span().end as usize);
    let above = text[..start].unicode_trim_end().rsplit('\n').next().unwrap_or_default().unicode_trim();
    let below = text[end..].unicode_trim_start();
    let is_comment = above.starts_with("<!") || above.ends_with("-->");
    !is_comment && (above.starts_with(['<', '{']) || above.ends_with('>')) || below.starts_with("</")
}

fn report(note: &Note<'_>, fault: &MdxFault, sink: &mut Sink<'_>) {
    let (host, text) = (note.document.profile().title, excerpt(note.source.slice(fault.span)));
    let message = match fault.kind {
        Fault::AfterComment => {
            sink.report(fault.span, message!("{host} drops `{text}`", "{host} では `{text}` が消える")).note(message!(
                "the first character after a comment at the start of a line is lost; put the comment on a line of its own",
                "行頭のコメントの直後の 1 文字は表示されない。コメントは単独の行に書く"
            ));
            return;
        }
        Fault::NumberBraces => {
            message!("{host} shows only a number of `{text}`", "{host} では `{text}` の数字だけが表示される")
        }
        _ => message!("{host} shows nothing for `{text}`", "{host} では `{text}` が表示されない"),
    };
    let edits = fault.escapes.iter().map(|at| Edit::insert(*at as usize, "\\")).collect();
    sink.report(fault.span, message)
        .note(message!(
            "MDX evaluates what is between `{{` and `}}` as JavaScript",
            "MDX は `{{` と `}}` の間を JavaScript として評価する"
        ))
        .fix(
            Applicability::Safe,
            Effect::Layout,
            message!("write a backslash before it", "バックスラッシュを前に置く"),
            edits,
        );
}
