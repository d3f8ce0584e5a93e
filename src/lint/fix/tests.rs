//! Tests of what each effect allows.

use super::rendered_view::RenderedView;
use super::verify::respects_effect;
use crate::finding::apply;
use crate::finding::{Edit, Effect};
use crate::text::source::{Source, Span};

fn respects(effect: Effect, text: &str, old: &str, new: &str) -> bool {
    let at = text.find(old).unwrap();
    let applied = apply(text, &[Edit::replace(Span::new(at, at + old.len()), new)]);
    let view = |text: &str| RenderedView::of(&Source::new(text.to_owned()).unwrap());
    respects_effect(effect, &view(text), &view(&applied.text), &applied)
}

#[test]
fn layout_keeps_what_is_rendered() {
    assert!(respects(Effect::Layout, "##  A\n", "##  ", "## "));
    assert!(respects(Effect::Layout, "a\n\n\n\nb\n", "\n\n\n\n", "\n\n"));
    assert!(!respects(Effect::Layout, "a  \nb\n", "  \n", "\n"), "a hard break is lost");
    assert!(!respects(Effect::Layout, "a b\n", "a b", "ab"), "two words became one");
    assert!(!respects(Effect::Layout, "# A\n", "# ", "## "), "the level changes");
    assert!(!respects(Effect::Layout, "```\na  \n```\n", "  ", ""), "code changes");
}

#[test]
fn text_changes_only_within_edits() {
    assert!(respects(Effect::Text, "Use Elasticache now\n", "Elasticache", "ElastiCache"));
    assert!(respects(Effect::Text, "a **Route53** b\n", "Route53", "Route 53"));
    assert!(!respects(Effect::Text, "see `route53` b\n", "route53", "Route 53"), "code");
    assert!(!respects(Effect::Text, "[a](b/c)\n", "b/c", "b/d"), "a destination");
    assert!(!respects(Effect::Text, "one two\n", "one", "*one*"), "the tree");
    assert!(!respects(Effect::Text, "one two\n", "one", "one <b>"), "a tag");
    assert!(!respects(Effect::Text, "one two\n", "one", "one&nbsp;\\*"), "rendered differently from how it is written");
    assert!(!respects(Effect::Text, "one two\n\nthree\n", "one two", "# one"), "a heading");
}

#[test]
fn structure_changes_only_markup() {
    assert!(respects(Effect::Structure, "- a\n– b\n", "– ", "- "));
    assert!(respects(Effect::Structure, "##見出し\n", "##", "## "));
    assert!(!respects(Effect::Structure, "a\n\n– b\n", "– b", "-"), "a letter is lost");
    assert!(!respects(Effect::Structure, "a\n\n– b\n", "– b", "    b"), "a code block is made");
    assert!(!respects(Effect::Structure, "[a](b)\n", "(b)", ""), "a link is lost");
    assert!(respects(Effect::Structure, "**A）**b\n", "**A）**", "**A**）"));
    assert!(
        !respects(Effect::Structure, "**A&#41;**b\n", "**A&#41;**", "**A&#41**;"),
        "a character reference is split"
    );
}

#[test]
fn code_loses_no_letters() {
    assert!(respects(Effect::Code, "```\n$ ls\n```\n", "$ ", ""));
    assert!(respects(Effect::Code, "a ` b` c\n", "` b", "`b"));
    assert!(!respects(Effect::Code, "```\n$ ls\n```\n", "$ l", ""), "a letter");
    assert!(!respects(Effect::Code, "a `` `b` `` c\n", "`` `", "```"), "no longer code");
    assert!(!respects(Effect::Code, "a ` b` c\n", "a ` b", "a  c ` b"), "text");
}

#[test]
fn extent_changes_only_marks() {
    assert!(respects(Effect::Extent, "```\na.```\n\nb\n", ".```", ".\n```"));
    assert!(!respects(Effect::Extent, "```sh\na\n```sh\n\nb\n", "sh\n\nb", "\n\nb"), "a letter is lost");
    assert!(!respects(Effect::Extent, "<!--\na--->b\n-->\n", "-->b", "--&gt;b"), "a letter is written");
    assert!(respects(Effect::Extent, "<!--\na--->b\n-->\n", ">", "&gt;"));
    assert!(!respects(Effect::Extent, "```\na\n", "a", ""), "code is lost");
}

#[test]
fn a_destination_changes_and_nothing_else() {
    let holds = |text, old, new| respects(Effect::Destination, text, old, new);
    assert!(holds("[a](B.md) [c](d.md)\n", "B.md", "b.md"));
    assert!(holds("[a](<B c.md> 't')\n", "B c", "b c"));
    assert!(holds("![a](x/B.png)\n", "B", "b"));
    assert!(holds("[a][b] c\n\n[b]: http://x.example/\n", "http:", "https:"));
    assert!(holds("see <http://x.example/> and\n", "http", "https"));
    assert!(holds("see http://x.example/a and\n", "http://x.example/a", "https://y.example/b"));
    assert!(holds("x <a href=\"B.md\">b</a>\n", "B.md", "b.md"));
    assert!(holds("<p><img src='B.png' srcset='c.png 2x, D.png 3x'></p>\n", "D", "d"));
    assert!(!holds("[a](b.md)\n", "a", "c"), "the text of a link");
    assert!(!holds("[a](b.md)\n", "b.md", "b.md \"t\""), "a title");
    assert!(!holds("[a](b.md) c\n", "b.md", "b.md) d (x"), "text");
    assert!(!holds("[a](b.md)\n", "b.md", "b c.md"), "no longer a link");
    assert!(!holds("[a](b.md) `b.md`\n", "](b.md) `b", "](c.md) `c"), "code");
    assert!(!holds("[a]: b\n\n[a] [c]\n", "b", "b\n[c]: d"), "an additional definition");
    assert!(!holds("[a]\n\n[a]: b\n", "[a]\n\n[a]: b", "[a]\n\n[a]: c"), "more than the destination");
    assert!(!holds("see http://x.example/a and\n", "/a", "/a b"), "text after a URL");
    assert!(!holds("x <a href=\"b.md\">b</a>\n", "b.md", "b.md\" onclick=\"x"), "another attribute");
    assert!(!holds("<a href='b.md' title='T'>b</a>\n", "T", "t"), "another attribute's value");
    assert!(!holds("---\na: b.md\n---\n", "b.md", "c.md"), "front matter");
}

#[test]
fn an_edit_may_write_a_whole_link_or_emphasis() {
    assert!(respects(Effect::Structure, "see (this)[a.md] b\n", "(this)[a.md]", "[this](a.md)"));
    assert!(!respects(Effect::Structure, "see (this)[a.md] b\n", "(this)[a.md]", "[this](b.md)"));
    assert!(respects(Effect::Structure, "[a](http://b.c/d）\n", "[a](http://b.c/d）", "[a](http://b.c/d)"));
    assert!(respects(Effect::Structure, "[a]（http://b.c/d）e\n", "[a]（http://b.c/d）", "[a](http://b.c/d)"));
    assert!(
        !respects(Effect::Structure, "[a]（http://b.c/d）e\n", "[a]（http://b.c/d）", "[a](http://b.c)"),
        "cut short"
    );
    assert!(respects(Effect::Structure, "see ** this ** b\n", "** this **", "**this**"));
    assert!(
        !respects(Effect::Structure, "see ** this ** *b*\n", "** this ** *b", "**this** b"),
        "another emphasis is lost"
    );
    assert!(respects(Effect::Layout, "[https://a.b](https://a.b)\n", "[https://a.b](https://a.b)", "<https://a.b>"));
}

#[test]
fn an_unused_definition_may_be_removed() {
    assert!(respects(Effect::Layout, "a\n\n[b]: c\n", "[b]: c\n", ""));
    assert!(!respects(Effect::Layout, "[b]\n\n[b]: c\n", "[b]: c\n", ""));
    assert!(!respects(Effect::Layout, "a\n\n[b]: c\n", "c", "d"));
}

#[test]
fn a_bare_url_may_become_the_links_in_it() {
    let two = "「http://a.example/」と「http://b.example/」\n";
    assert!(respects(Effect::Structure, two, "http://a.example/", "<http://a.example/>"));
    assert!(respects(Effect::Structure, two, "http://b.example/", "<http://b.example/>"));
    let text = "「http://a.example/b/」という\n";
    assert!(respects(Effect::Structure, text, "http://a.example/b/", "<http://a.example/b/>"));
    assert!(!respects(Effect::Structure, "a b\n", "a", "<http://a.example/>"), "a link out of nothing");
    assert!(!respects(Effect::Structure, text, "http://a.example/b/", "<http://b.example/>"), "another destination");
}

#[test]
fn a_literal_fix_shows_what_was_written() {
    assert!(respects(Effect::Literal, "a <b-c> d\n", "<b-c>", "`<b-c>`"));
    assert!(respects(Effect::Literal, "a List<T> d\n", "<T>", "\\<T>"));
    assert!(respects(Effect::Literal, "see http://a/<b-c>/d e\n", "http://a/<b-c>/d", "`http://a/<b-c>/d`"));
    assert!(respects(Effect::Literal, "a $5〜$10 b\n", "$5〜$", "\\$5〜\\$"));
    assert!(!respects(Effect::Literal, "a <b-c> d\n", "<b-c>", "`<b>`"), "a letter is lost");
    assert!(!respects(Effect::Literal, "a <b-c> <d>\n", "<b-c>", "`<b-c>"), "the backquote is shown");
    assert!(!respects(Effect::Literal, "a <b-c> `d`\n", "<b-c>", "`<b-c>"), "the code is text now");
    assert!(!respects(Effect::Literal, "a <b-c> *d*\n", "<b-c> *d*", "`<b-c> *d*`"), "emphasis is lost");
    assert!(!respects(Effect::Literal, "a <b-c> [d](e)\n", "<b-c> [d](e)", "`<b-c> [d](e)`"), "a link is lost");
}
