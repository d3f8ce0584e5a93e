//! Tests of [`crate::markdown::syntax`]. They parse notes, which that module can't.

use crate::markdown::document::Document;
use crate::markdown::document::{Kind, Node};
use crate::markdown::syntax::*;
use crate::text::source::Source;

#[test]
fn the_marker_of_a_nested_item_is_after_its_indentation() {
    let source = Source::new("- a\n    * b\n\t\t1) c\n".to_owned()).unwrap();
    let document = Document::parse(&source);
    let markers = document.of_kind(Kind::Item).map(|item| {
        let marker = item_marker(item).unwrap();
        (source.slice(marker.span), column(&source, marker.span.start as usize))
    });
    assert_eq!(markers.collect::<Vec<_>>(), [("-", 0), ("*", 4), ("1)", 8)]);
}

#[test]
fn an_item_right_after_a_label_or_a_byte_order_mark_has_its_marker() {
    for (text, marker) in [("[^1]:-\n", "-"), ("> [^1]:+\n", "+"), ("[^1]:1.\n", "1."), ("\u{feff}*\n e", "*")] {
        let source = Source::new(text.to_owned()).unwrap();
        let document = Document::parse(&source);
        let item = document.of_kind(Kind::Item).next().unwrap();
        assert_eq!(item_marker(item).map(|marker| source.slice(marker.span)), Some(marker), "{text:?}");
    }
}

#[test]
fn unicode_white_space_is_the_text_of_a_heading() {
    for char in ['\u{85}', '\u{a0}', '\u{2028}', '\u{3000}'] {
        let source = Source::new(format!("## {char}\n")).unwrap();
        let document = Document::parse(&source);
        let heading = document.of_kind(Kind::Heading).next().unwrap();
        assert_eq!(heading.source(), format!("## {char}"));
        assert!(matches!(heading_marks(heading), Some(HeadingMarks::Atx { closing: None, .. })), "{char:?}");
    }
}

#[test]
fn a_line_with_a_form_feed_is_not_blank() {
    for text in ["a\n\u{c}\nb\n", "#\u{c}a\n", "a\n\u{b}\t\nb\n"] {
        let source = Source::new(text.to_owned()).unwrap();
        let document = Document::parse(&source);
        let paragraphs: Vec<_> = document.of_kind(Kind::Paragraph).map(Node::source).collect();
        assert_eq!(paragraphs, [text.trim_end()]);
        let literals: String = document.of_kind(Kind::Text).map(Node::literal).collect();
        assert!(!literals.contains('\u{1}'), "{literals:?}");
    }
}

#[test]
fn an_item_after_a_tab_begins_on_its_own_line() {
    let source = Source::new("- ab\n\n\t- c\n\t-\n- 問\n\t- é\n\t\t- 1\n\t\t2. x\n".to_owned()).unwrap();
    let document = Document::parse(&source);
    let places = document.of_kind(Kind::Item).map(|item| {
        let marker = item_marker(item).unwrap().span;
        let position = source.lines().position(source.text(), marker.start as usize);
        (source.slice(marker), position.line, position.column)
    });
    let expected = [("-", 1, 1), ("-", 3, 2), ("-", 4, 2), ("-", 5, 1), ("-", 6, 2), ("-", 7, 3), ("2.", 8, 3)];
    assert_eq!(places.collect::<Vec<_>>(), expected);
}
