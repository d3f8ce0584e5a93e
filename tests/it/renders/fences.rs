//! Code blocks, comments and footnotes that do not end, or lead, where they were meant to.

use super::{example, html};

const FENCES: &str = include_str!("../../../rules/code/unclosed_fence.md");
const COMMENTS: &str = include_str!("../../../rules/notes/unclosed_comment.md");
const UNDEFINED: &str = include_str!("../../../rules/links/undefined_footnote.md");
const UNUSED: &str = include_str!("../../../rules/links/unused_footnote.md");
const DUPLICATE: &str = include_str!("../../../rules/links/duplicate_footnote.md");

/// Compares the HTML of the bad and the fixed example after the line `after`: `wrong` is only in the first, and `right`
/// only in the second.
#[track_caller]
fn compare(page: &str, after: &str, wrong: &str, right: &str) {
    let (bad, fixed) = (example(page, "md bad", after), example(page, "md fixed", after));
    let (Some(before), Some(now)) = (html(&bad), html(&fixed)) else { return };
    assert!(before.contains(wrong) && !before.contains(right), "{bad}\n{before}");
    assert!(now.contains(right) && !now.contains(wrong), "{fixed}\n{now}");
}

#[test]
fn text_below_a_fence_that_does_not_close_is_code() {
    let heading = "<h2>後片付け</h2>";
    compare(FENCES, "Often the closing fence", "\n## 後片付け\n", heading);
    compare(FENCES, "Or it has another length", "\n## ログ\n", "<h2>ログ</h2>");
    compare(FENCES, "If there is no closing fence", "\n## 変数\n", "<h2>変数</h2>");
    compare(FENCES, "With only two characters", "\n## 使い方\n", "<h2>使い方</h2>");
}

#[test]
fn a_fence_in_a_fence_ends_it() {
    let text = "<p>終わったら監視を戻す。</p>";
    compare(FENCES, "Code that contains fences", text, "\n終わったら監視を戻す。\n</code>");
}

#[test]
fn the_end_of_an_item_or_a_quote_ends_the_code() {
    let after = "A line that is not indented";
    compare(FENCES, after, "<pre><code class=\"language-sh\"></code></pre>", "<li>\n<p>ノードを確認する。</p>");
    let after = "before its closing fence in line 5";
    let after = format!("{after}\n````\n````md fixed");
    compare(FENCES, &after, "<p>metadata:</p>", "kind: Pod\nmetadata:\n</code>");
}

#[test]
fn a_block_at_the_end_needs_no_closing_fence() {
    let after = "At the end of a note";
    let (bad, fixed) = (example(FENCES, "md bad", after), example(FENCES, "md fixed", after));
    assert_eq!(html(&bad), html(&fixed));
}

#[test]
fn what_follows_a_comment_without_end_is_hidden() {
    compare(COMMENTS, "A comment ends at the first", "\n## 概要\n", "<h2>概要</h2>");
    compare(COMMENTS, "Sometimes the end is misspelled", "-- >\n\nVPC", "<p>VPC は 2 つ。</p>");
    compare(COMMENTS, "-->\n\nVPC は 2 つ。", "\n東京リージョン", "<p>東京リージョン");
}

#[test]
fn what_follows_an_arrow_in_a_comment_is_shown() {
    compare(COMMENTS, "An arrow in a comment", "<p>まだ決めていない。\n--&gt;</p>", "\nまだ決めていない。\n-->");
    compare(COMMENTS, "A comment that begins within", "&lt;!-- 見積もり待ち", "<!-- 見積もり待ち");
}

#[test]
fn a_footnote_without_its_text_is_shown_as_brackets() {
    let Some(html) = html(&example(UNDEFINED, "md bad", "# undefined-footnote")) else { return };
    assert!(html.contains("[^pricing]") && !html.contains("[^1]"), "{html}");
    compare(UNDEFINED, "GitHub and most other", ">^注 1</a>", "data-footnote-ref");
}

#[test]
fn a_footnote_without_a_reference_is_not_shown() {
    let Some(html) = html(&example(UNUSED, "md bad", "# unused-footnote")) else { return };
    assert!(!html.contains("2025 年 4 月現在"), "{html}");
}

#[test]
fn of_two_footnotes_with_one_label_the_first_is_shown() {
    let Some(html) = html(&example(DUPLICATE, "md bad", "# duplicate-footnote")) else { return };
    assert!(html.contains("全アカウントで") && !html.contains("減らすことはできない"), "{html}");
}
