//! `lost-structure`: a list, table, heading or code block that the host shows as something else.

use crate::lint::prelude::*;
use crate::markdown::lost::{FenceLoss, HeadingLoss, ItemLoss, ListLoss, Loss, Shown, TableLoss, losses};
use crate::text::profile::{Fences, Profile};

pub(crate) struct LostStructure;

rule!(LostStructure {
    summary: Text {
        en: "a list, table, heading or code block that the host of the notes shows as something else",
        ja: "ノートを公開するサービスで別のものとして表示されるリスト、表、見出し、コードブロック",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
    about_syntax: true,
});

impl Check for LostStructure {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let profile = note.document.profile();
        for loss in losses(note.document) {
            if loss.shown == Shown::List(ListLoss::Nested { indented: true }) {
                continue;
            }
            let text = excerpt(note.source.slice(loss.span));
            let report = match loss.shown {
                Shown::Joined { block, above } => joined(profile, loss.span, (block, above), sink),
                Shown::Quote => quote(profile, loss.span, sink),
                Shown::Item(lost) => item(profile, (loss.span, &text), lost, sink),
                Shown::List(lost) => list(profile, (loss.span, &text), lost, sink),
                Shown::Fence(lost) => fence(profile, loss.span, lost, sink),
                Shown::Heading(lost) => heading(profile, (loss.span, &text), lost, sink),
                Shown::Table(lost) => table(profile, (loss.span, &text), lost, sink),
                Shown::Element(name) => element(profile, loss.span, name, sink),
            };
            fix(report, loss);
        }
    }
}

fn joined<'a>(
    profile: &Profile,
    span: Span,
    (block, above): (Kind, Kind),
    sink: &'a mut Sink<'_>,
) -> FindingBuilder<'a> {
    let (host, block, above) = (profile.title, noun(block), noun(above));
    let (en, ja, above_en, above_ja) = (block.en, block.ja, above.en, above.ja);
    let report = sink.report(
        span,
        message!(
            "{host} shows this {en} as part of the {above_en} above",
            "{host} ではこの{ja}が上の{above_ja}の一部として表示される"
        ),
    );
    report.note(message!("on {host}, it needs a blank line above it", "{host} では、{ja}の前に空行が必要"))
}

fn quote<'a>(profile: &Profile, span: Span, sink: &'a mut Sink<'_>) -> FindingBuilder<'a> {
    let host = profile.title;
    let message = message!(
        "{host} shows this quote as part of the quote above",
        "{host} ではこの引用が上の引用の一部として表示される"
    );
    sink.report(span, message).note(message!(
        "on {host}, a blank line does not end a quote; an HTML comment between them does",
        "{host} では、空行があっても引用は終わらない。間に HTML コメントを置けば分かれる"
    ))
}

fn item<'a>(
    profile: &Profile,
    (span, text): (Span, &str),
    lost: ItemLoss,
    sink: &'a mut Sink<'_>,
) -> FindingBuilder<'a> {
    let host = profile.title;
    match lost {
        ItemLoss::NotNested { found, needed, more } => {
            let report = sink.report(
                span,
                message!(
                    "`{text}` is not nested on {host}: it is indented by {found}, but needs {needed} spaces",
                    "{host} では `{text}` が入れ子にならない。字下げは {found} 桁だが、{needed} 桁必要"
                ),
            );
            if more == 0 {
                return report;
            }
            report.note(message!("so are {more} more items of this list", "このリストのほかの {more} 項目も同様"))
        }
        ItemLoss::Outside { block, found, needed } => {
            let (en, ja) = (noun(block).en, noun(block).ja);
            let report = sink.report(
                span,
                message!(
                    "{host} shows this {en} outside the list item: it is indented by {found}, but needs {needed} spaces",
                    "{host} ではこの{ja}がリスト項目の外に表示される。字下げは {found} 桁だが、{needed} 桁必要"
                ),
            );
            report.note(message!(
                "it ends the list, and the items below it are another list",
                "リストがここで終わり、続く項目は別のリストになる"
            ))
        }
        ItemLoss::Code { needed } => sink.report(
            span,
            message!(
                "{host} shows this code block as a paragraph: it needs {needed} spaces",
                "{host} ではこのコードブロックが段落として表示される。字下げが {needed} 桁必要"
            ),
        ),
    }
}

fn list<'a>(
    profile: &Profile,
    (span, marker): (Span, &str),
    lost: ListLoss,
    sink: &'a mut Sink<'_>,
) -> FindingBuilder<'a> {
    let host = profile.title;
    match lost {
        ListLoss::Parenthesis => sink.report(
            span,
            message!(
                "{host} shows this list as text: `{marker}` is not a list marker there",
                "{host} ではこのリストが本文として表示される。`{marker}` はリストマーカーではない"
            ),
        ),
        ListLoss::Same => sink
            .report(
                span,
                message!(
                    "{host} shows these items as part of the list above",
                    "{host} ではこの項目が上のリストの一部として表示される"
                ),
            )
            .note(message!(
                "on {host}, another kind of marker does not begin another list",
                "{host} では、マーカーの種類が変わっても別のリストにならない"
            )),
        ListLoss::Text => sink.report(
            span,
            message!(
                "{host} shows `{marker}` as the marker of a list item",
                "{host} では `{marker}` がリストマーカーとして扱われる"
            ),
        ),
        ListLoss::Nested { .. } => sink.report(
            span,
            message!("{host} nests this list in the item above", "{host} ではこのリストが上の項目の入れ子になる"),
        ),
    }
}

fn fence<'a>(profile: &Profile, span: Span, lost: FenceLoss<'_>, sink: &'a mut Sink<'_>) -> FindingBuilder<'a> {
    let host = profile.title;
    let report = sink.report(
        span,
        message!("{host} shows this code block as text", "{host} ではこのコードブロックが本文として表示される"),
    );
    match lost {
        FenceLoss::NotAtStart => report.note(message!(
            "without `pymdownx.superfences` in mkdocs.yml, a fence has to be at the start of its line",
            "mkdocs.yml に `pymdownx.superfences` がないと、フェンスは行頭に書く必要がある"
        )),
        FenceLoss::Info(info) if profile.fences == Fences::Kramdown => {
            let info = excerpt(info);
            report.note(message!(
                "on {host}, only one word can follow the fence, not `{info}`",
                "{host} では、フェンスの後に `{info}` は書けない。書けるのは 1 語だけ"
            ))
        }
        FenceLoss::Info(info) => {
            let info = excerpt(info);
            report.note(message!(
                "on {host}, the name of a language can follow the fence, but not `{info}`",
                "{host} では、フェンスの後に `{info}` は書けない。書けるのは言語名だけ"
            ))
        }
        FenceLoss::ItemLine => report.note(message!(
            "on {host}, a line of it is taken for a list item, because no blank line is above the block",
            "{host} では、前に空行がないと、コード内の行がリスト項目として扱われる"
        )),
        FenceLoss::Unclosed => report.note(message!("it has no closing fence", "閉じるフェンスがない")),
        FenceLoss::Closing => report.note(message!(
            "on {host}, the closing fence needs the length and indentation of the opening one",
            "{host} では、閉じるフェンスの長さと字下げを開始側と同じにする必要がある"
        )),
    }
}

fn heading<'a>(
    profile: &Profile,
    (span, text): (Span, &str),
    lost: HeadingLoss,
    sink: &'a mut Sink<'_>,
) -> FindingBuilder<'a> {
    let host = profile.title;
    match lost {
        HeadingLoss::Hash => sink
            .report(
                span,
                message!("{host} shows `{text}` as a heading", "{host} では `{text}` が見出しとして表示される"),
            )
            .note(message!(
                "on {host}, `#` needs no space after it",
                "{host} では、`#` の後に空白がなくても見出しになる"
            )),
        HeadingLoss::Indented => sink.report(
            span,
            message!(
                "{host} shows this heading as text, because it is indented",
                "{host} ではこの見出しが本文として表示される。行頭に空白がある"
            ),
        ),
        HeadingLoss::Long => sink.report(
            span,
            message!(
                "{host} does not show this heading: it has more than one line",
                "{host} ではこの見出しが見出しにならない。2 行以上ある"
            ),
        ),
        HeadingLoss::LastHash => sink.report(
            span,
            message!(
                "{host} does not show the `{text}` at the end of this heading",
                "{host} ではこの見出しの末尾の `{text}` が表示されない"
            ),
        ),
        HeadingLoss::Above => sink.report(
            span,
            message!(
                "{host} shows the line above `{text}` as a heading",
                "{host} では `{text}` の上の行が見出しとして表示される"
            ),
        ),
    }
}

fn table<'a>(
    profile: &Profile,
    (span, text): (Span, &str),
    lost: TableLoss,
    sink: &'a mut Sink<'_>,
) -> FindingBuilder<'a> {
    let host = profile.title;
    match lost {
        TableLoss::Open => sink.report(
            span,
            message!(
                "{host} shows this table as text: there is no blank line below it",
                "{host} ではこの表が本文として表示される。後に空行がない"
            ),
        ),
        TableLoss::HeaderOnly => sink.report(
            span,
            message!(
                "{host} shows this table as text: it has no row below its header",
                "{host} ではこの表が本文として表示される。見出し行の下に行がない"
            ),
        ),
        TableLoss::Bars => sink
            .report(span, message!("{host} shows `{text}` as a table", "{host} では `{text}` が表として表示される"))
            .note(message!(
                "on {host}, a line with `|` is a row of a table",
                "{host} では、`|` のある行は表の行になる"
            )),
    }
}

fn element<'a>(profile: &Profile, span: Span, name: &str, sink: &'a mut Sink<'_>) -> FindingBuilder<'a> {
    let host = profile.title;
    let message = message!(
        "{host} shows the Markdown in this `<{name}>` as it is written",
        "{host} ではこの `<{name}>` の中の Markdown が書いたまま表示される"
    );
    let report = sink.report(span, message);
    if profile.fences == Fences::Kramdown {
        return report.note(message!(
            "with `<{name} markdown=\"1\">`, it is rendered",
            "`<{name} markdown=\"1\">` と書けば処理される"
        ));
    }
    report.note(message!(
        "with `md_in_html` in mkdocs.yml and `<{name} markdown=\"1\">`, it is rendered",
        "mkdocs.yml に `md_in_html` を加え、`<{name} markdown=\"1\">` と書けば処理される"
    ))
}

/// Adds the edits of `loss` as a fix.
fn fix(report: FindingBuilder<'_>, loss: Loss<'_>) {
    let title = match loss.shown {
        Shown::Item(_) => message!("indent the content of the list further", "リストの中身の字下げを深くする"),
        Shown::List(ListLoss::Parenthesis) => message!("use `.` in the markers", "マーカーに `.` を使う"),
        Shown::Heading(HeadingLoss::Hash | HeadingLoss::LastHash)
        | Shown::Table(TableLoss::Bars)
        | Shown::List(ListLoss::Text) => {
            message!("add a backslash", "`\\` を付ける")
        }
        Shown::Heading(HeadingLoss::Indented) => message!("remove the indentation", "行頭の空白を削除する"),
        _ => message!("add a blank line", "空行を入れる"),
    };
    if !loss.edits.is_empty() {
        report.fix(Applicability::Safe, Effect::Layout, title, loss.edits);
    }
}

/// What a block of `kind` is called.
fn noun(kind: Kind) -> Text {
    match kind {
        Kind::List => Text { en: "list", ja: "リスト" },
        Kind::Table => Text { en: "table", ja: "表" },
        Kind::Heading => Text { en: "heading", ja: "見出し" },
        Kind::BlockQuote => Text { en: "quote", ja: "引用" },
        Kind::CodeBlock => Text { en: "code block", ja: "コードブロック" },
        Kind::ThematicBreak => Text { en: "thematic break", ja: "水平線" },
        Kind::HtmlBlock => Text { en: "HTML", ja: " HTML " },
        _ => Text { en: "paragraph", ja: "段落" },
    }
}
