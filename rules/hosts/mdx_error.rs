//! `mdx-error`: text that MDX can't compile, so that the site does not build.

use std::borrow::Cow;

use crate::lint::prelude::*;
use crate::text::mdx_fault::{MdxFault, MdxFaultKind as Fault};

pub(crate) struct MdxError;

rule!(MdxError {
    summary: Text {
        en: "text that MDX can't compile, so that the page does not build",
        ja: "MDX としてコンパイルできず、ページをビルドできない",
    },
    severity: Severity::Error,
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
    about_syntax: true,
});

impl Check for MdxError {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for fault in note.source.syntax().mdx_faults.iter().filter(|fault| fault.kind.stops_build()) {
            let text = note.source.slice(fault.span);
            let title = note.document.profile().title;
            let builder = explain(report(fault, text, sink), fault.kind, title);
            fix(builder, fault, text);
        }
    }
}

fn report<'s>(fault: &MdxFault, text: &str, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let (span, shown) = (fault.span, excerpt(text));
    match fault.kind {
        Fault::LessThan => {
            sink.report(span, message!("`{shown}` does not begin a tag", "`{shown}` がタグの始まりになっていない"))
        }
        Fault::AngleLink => {
            sink.report(span, message!("`{shown}` is not a link in MDX", "`{shown}` は MDX ではリンクにならない"))
        }
        Fault::BrokenTag | Fault::Declaration => {
            sink.report(span, message!("`{shown}` is not valid in MDX", "`{shown}` は MDX では使えない"))
        }
        Fault::VoidTag => {
            sink.report(span, message!("`{shown}` has no closing slash", "`{shown}` に閉じるスラッシュがない"))
        }
        Fault::UnclosedTag => sink.report(
            span,
            message!(
                "`{shown}` is not closed in the block that it begins in",
                "`{shown}` が同じブロックの中で閉じられていない"
            ),
        ),
        Fault::Placeholder => {
            sink.report(span, message!("`{shown}` is read as a tag", "`{shown}` がタグとして扱われる"))
        }
        Fault::UnopenedTag => {
            sink.report(span, message!("`{shown}` closes no tag", "`{shown}` に対応する開始タグがない"))
        }
        Fault::SplitTag => sink.report(
            span,
            message!("`{shown}` is in another block than its opening tag", "`{shown}` が開始タグと別のブロックにある"),
        ),
        Fault::UnclosedBrace => sink.report(span, message!("`{shown}` is not closed", "`{shown}` が閉じられていない")),
        Fault::NotJavaScript => {
            sink.report(span, message!("`{shown}` is not JavaScript", "`{shown}` は JavaScript の式ではない"))
        }
        Fault::UndefinedVariable => sink.report(
            span,
            message!("`{shown}` reads a variable that is not defined", "`{shown}` が未定義の変数を参照している"),
        ),
        Fault::ObjectShown => sink
            .report(span, message!("`{shown}` is an object, not text", "`{shown}` は文字列ではなくオブジェクトになる")),
        Fault::StyleString => {
            sink.report(span, message!("`style={shown}` is a string", "`style={shown}` が文字列になっている"))
        }
        Fault::InvalidUrl => {
            sink.report(span, message!("`{shown}` is not a valid URL", "`{shown}` は URL として正しくない"))
        }
        // `EmptyBraces` and so on are not errors.
        _ => sink.report(
            span,
            message!(
                "a paragraph begins with `{shown}`, which is not a module",
                "段落の始まりの `{shown}` がモジュールの構文ではない"
            ),
        ),
    }
}

/// Adds what MDX does, and what to write instead.
fn explain<'s>(builder: FindingBuilder<'s>, fault: Fault, title: &str) -> FindingBuilder<'s> {
    let builder = match fault {
        Fault::LessThan => {
            builder.note(message!("MDX reads `<` as the start of a tag", "MDX は `<` をタグの始まりとみなす"))
        }
        Fault::AngleLink => builder.note(message!(
            "MDX reads `<` as the start of a tag; a link is written `[text](url)`",
            "MDX は `<` をタグの始まりとみなす。リンクは `[テキスト](url)` と書く"
        )),
        Fault::BrokenTag => builder.note(message!(
            "tags are JSX, where the value of an attribute needs quotes",
            "タグは JSX として扱われ、属性値には引用符が必要"
        )),
        Fault::Declaration => builder.note(message!(
            "MDX has no declarations; a comment has text and no blank line in it",
            "MDX に宣言はない。コメントには内容が必要で、文中では空行を含められない"
        )),
        Fault::VoidTag | Fault::UnclosedTag | Fault::UnopenedTag | Fault::Placeholder => builder.note(message!(
            "tags are JSX, where every element is closed",
            "タグは JSX として扱われ、すべての要素を閉じる必要がある"
        )),
        Fault::SplitTag => builder.note(message!(
            "write both tags on one line, or each on a line of its own",
            "両方のタグを同じ行に書くか、それぞれを単独の行に書く"
        )),
        Fault::UnclosedBrace | Fault::NotJavaScript | Fault::UndefinedVariable | Fault::ObjectShown => {
            builder.note(message!(
                "MDX evaluates what is between `{{` and `}}` as JavaScript",
                "MDX は `{{` と `}}` の間を JavaScript として評価する"
            ))
        }
        Fault::StyleString => builder.note(message!(
            "React needs an object: `style={{{{color: 'red'}}}}`",
            "React ではオブジェクトで書く: `style={{{{color: 'red'}}}}`"
        )),
        Fault::InvalidUrl => builder.note(message!(
            "put a space after the end of a bare URL, or write `[text](url)`",
            "URL の後ろに空白を入れるか、`[テキスト](url)` と書く"
        )),
        _ => builder.note(message!(
            "MDX reads a paragraph that begins with `import` or `export` as JavaScript; write it as code",
            "MDX は `import` や `export` で始まる段落を JavaScript とみなす。コードとして書く"
        )),
    };
    builder.note(message!("{title} can't build a site with this page", "{title} でサイトをビルドできなくなる"))
}

fn fix(builder: FindingBuilder<'_>, fault: &MdxFault, text: &str) {
    let start = fault.span.start as usize;
    match fault.kind {
        Fault::VoidTag => {
            let inside = text.trim_end_matches('>');
            let slash = if inside.ends_with([' ', '"', '\'']) && inside.ends_with(' ') { "/" } else { " /" };
            let edit = Edit::insert(start + inside.len(), slash);
            builder.fix(Applicability::Safe, Effect::Layout, message!("close it", "閉じる"), vec![edit]);
        }
        Fault::AngleLink => {
            if let Some(link) = link(&text[1..text.len() - 1]) {
                let edit = Edit::replace(fault.span, link);
                let title = message!("write it as `[text](url)`", "`[テキスト](url)` の形にする");
                builder.fix(Applicability::Safe, Effect::Layout, title, vec![edit]);
            }
        }
        Fault::LessThan
        | Fault::Placeholder
        | Fault::UnclosedBrace
        | Fault::NotJavaScript
        | Fault::UndefinedVariable
        | Fault::ObjectShown
            if !fault.escapes.is_empty() =>
        {
            let edits = fault.escapes.iter().map(|at| Edit::insert(*at as usize, "\\")).collect();
            let applicability =
                if is_surely_text(fault.kind, text) { Applicability::Safe } else { Applicability::Unsafe };
            let title = message!("write a backslash before it", "バックスラッシュを前に置く");
            builder.fix(applicability, Effect::Layout, title, edits);
        }
        _ => {}
    }
}

/// Whether `text` was certainly not meant as JSX or JavaScript.
fn is_surely_text(kind: Fault, text: &str) -> bool {
    match kind {
        Fault::LessThan => true,
        Fault::Placeholder => {
            let name = text.trim_matches(['<', '>']);
            let word = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
            name.chars().all(word)
                && !(name.starts_with(|char: char| char.is_ascii_uppercase())
                    && name.contains(|char: char| char.is_ascii_lowercase()))
        }
        _ => !text.contains("=>") && !text.contains('(') && !text.contains('.') && !text.contains("/*"),
    }
}

/// `url`, which may be an email address, as a link. `None` if a character of it would need an escape.
fn link(url: &str) -> Option<String> {
    let plain = |char: char| char.is_alphanumeric() || "-._~:/?#@!$&'+,;=%".contains(char);
    let destination = if url.contains(':') { Cow::Borrowed(url) } else { Cow::Owned(format!("mailto:{url}")) };
    url.chars().all(plain).then(|| format!("[{url}]({destination})"))
}
