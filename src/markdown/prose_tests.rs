//! Tests of the prose of a document and its map to the source.

use crate::markdown::document::Document;
use crate::markdown::prose::Prose;
use crate::text::source::Source;

fn prose_of(text: &str, test: impl Fn(&Prose, &Source)) {
    let source = Source::new(text.to_owned()).unwrap();
    let document = Document::parse(&source);
    test(document.prose(), &source);
}

#[test]
fn a_name_in_three_nodes_is_one_text() {
    prose_of("Amazon **EC2** Container\nRegistry", |prose, source| {
        assert_eq!(prose.text(), "Amazon EC2 Container Registry\n");
        let whole = prose.span(0..prose.text().len() - 1);
        assert_eq!(source.slice(whole), "Amazon **EC2** Container\nRegistry");
        assert_eq!(prose.verbatim(0..10), None);
        assert_eq!(prose.verbatim(7..10).map(|span| source.slice(span)), Some("EC2"));
    });
}

#[test]
fn non_text_content_is_one_object() {
    prose_of("`a b` と <https://x.y> ![alt](i.png)<br>x http://z.w です", |prose, _| {
        assert_eq!(prose.text(), "\u{fffc} と \u{fffc} \u{fffc}\u{fffc}x \u{fffc} です\n");
    });
}

#[test]
fn a_sentence_inside_a_bare_url_is_read_but_not_edited() {
    prose_of("「http://a.b/」はAに、httpはBに", |prose, source| {
        assert_eq!(prose.text(), "「\u{fffc}」はAに、httpはBに\n");
        let at = prose.text().find('B').unwrap();
        assert_eq!(source.slice(prose.span(at..at + 1)), "B");
        assert_eq!(prose.verbatim(at..at + 1), None);
    });
}

#[test]
fn a_soft_break_between_wide_characters_is_nothing() {
    prose_of("日本\n語\nand\nmore", |prose, _| assert_eq!(prose.text(), "日本語 and more\n"));
}

#[test]
fn entities_and_escapes_are_decoded_and_map_back() {
    prose_of("R&amp;D \\*x", |prose, source| {
        assert_eq!(prose.text(), "R&D *x\n");
        assert_eq!(source.slice(prose.span(1..2)), "&amp;");
        assert_eq!(source.slice(prose.span(4..6)), "*x");
    });
}

#[test]
fn blocks_are_paragraphs_headings_and_cells() {
    prose_of("# A\n\n- b\n  - c\n\n| d | e |\n|---|---|\n| f | |\n\n    code\n", |prose, _| {
        assert_eq!(prose.text(), "A\nb\nc\nd\ne\nf\n\n");
        assert_eq!(prose.blocks().len(), 7);
    });
}

#[test]
fn languages() {
    prose_of("EC2インスタンスにElastic IPを割り当てる", |prose, _| assert!(prose.is_japanese()));
    prose_of("这是中文笔记，没有假名", |prose, _| assert!(!prose.is_japanese()));
    prose_of("An instance, called インスタンス in Japanese", |prose, _| assert!(!prose.is_japanese()));
}
