//! `bare-url`: a URL or an e-mail address without marks around it.

use rustc_hash::FxHashMap;

use crate::links::html;
use crate::links::reading::reading;
use crate::lint::prelude::*;
use crate::markdown::autolink::is_pointed;

pub(crate) struct BareUrl;

rule!(BareUrl {
    summary: Text {
        en: "a URL or e-mail address without `<` and `>` around it",
        ja: "URL やメールアドレスが `<` と `>` で囲まれていない",
    },
    aliases: &["MD034", "no-bare-urls"],
    presets: &[Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
    other_fix: Some(Applicability::Unsafe),
});

impl Check for BareUrl {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut found: Vec<Node<'_>> = Vec::new();
        // For each element that is open in this block, how many addresses had been found where it began.
        let mut open: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for node in note.document.nodes() {
            match node.kind() {
                Kind::Paragraph | Kind::Heading | Kind::TableCell => {
                    found.drain(..).for_each(|link| report(link, sink));
                    open.clear();
                }
                Kind::InlineHtml => {
                    for tag in html::tags(node.source()) {
                        let starts = open.entry(tag.name.to_ascii_lowercase()).or_default();
                        if !tag.end {
                            starts.push(found.len());
                        } else if let Some(start) = starts.pop() {
                            found.truncate(start);
                        }
                    }
                }
                Kind::BareUrl if !is_special(node.source()) => found.push(node),
                _ => {}
            }
        }
        found.drain(..).for_each(|link| report(link, sink));
    }
}

/// Whether GitHub alone links `address`.
fn is_special(address: &str) -> bool {
    ["mailto:", "xmpp:", "ftp:"].iter().any(|scheme| address.starts_with(scheme))
}

fn report(link: Node<'_>, sink: &mut Sink<'_>) {
    let source = link.source();
    let start = link.span().start as usize;
    let url = &source[..reading(source)];
    let shown = excerpt(url);
    let report = sink
        .report(
            Span::new(start, start + url.len()),
            message!("`{shown}` is a bare address", "`{shown}` が `<` と `>` で囲まれていない"),
        )
        .note(message!(
            "not every renderer links it, and those that do disagree on where it ends",
            "リンクにならない環境や、後ろの文字まで含めてしまう環境がある"
        ));
    if is_pointed(url) && !html::may_begin_block(link) {
        // Where GitHub's link runs on behind the address, to close it is to change it: `swallowing-url` says that.
        let sure = url.is_ascii() && url.len() == source.len();
        report.fix(
            if sure { Applicability::Safe } else { Applicability::Unsafe },
            Effect::Structure,
            message!("put it between `<` and `>`", "`<` と `>` で囲む"),
            vec![Edit::insert(start, "<"), Edit::insert(start + url.len(), ">")],
        );
    }
}
