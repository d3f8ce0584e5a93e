//! Rules about lists, and about what makes headings and words by accident.

use super::html;

/// `html` without the line endings beside tags.
fn without_breaks(html: &str) -> String {
    html.trim_end().replace(">\n", ">").replace("\n<", "<")
}

/// Notes with a mistake, and what GitHub makes of them, each with the fixed note and what GitHub makes of that.
#[track_caller]
fn assert_rendered(cases: &[[[&str; 2]; 2]]) {
    for [bad, fixed] in cases {
        for [text, expected] in [bad, fixed] {
            let Some(html) = html(text) else { return };
            assert_eq!(without_breaks(&html), without_breaks(expected), "{text:?}");
        }
    }
}

#[test]
fn lost_lists_are_text() {
    assert_rendered(&[
        [
            ["- a:\n      - b\n      - c\n", "<ul><li>a:\n- b\n- c</li></ul>"],
            ["- a:\n  - b\n  - c\n", "<ul><li>a:<ul><li>b</li><li>c</li></ul></li></ul>"],
        ],
        [["a\n\t- b\n\t- c\n", "<p>a\n- b\n- c</p>"], ["a\n- b\n- c\n", "<p>a</p><ul><li>b</li><li>c</li></ul>"]],
        [
            ["a:\n    - b\n    - c\nD\n", "<p>a:\n- b\n- c\nD</p>"],
            ["a:\n- b\n- c\n\nD\n", "<p>a:</p><ul><li>b</li><li>c</li></ul><p>D</p>"],
        ],
        [
            ["a\n    1. b\n    2. c\n", "<p>a\n1. b\n2. c</p>"],
            ["a\n1. b\n2. c\n", "<p>a</p><ol><li>b</li><li>c</li></ol>"],
        ],
        [
            ["> a\n>     - b\n>     - c\n", "<blockquote><p>a\n- b\n- c</p></blockquote>"],
            ["> a\n> - b\n> - c\n", "<blockquote><p>a</p><ul><li>b</li><li>c</li></ul></blockquote>"],
        ],
        [
            ["a\n4. b\n5. c\n", "<p>a\n4. b\n5. c</p>"],
            ["a\n\n4. b\n5. c\n", "<p>a</p><ol start=\"4\"><li>b</li><li>c</li></ol>"],
        ],
    ]);
}

/// Bullets at the same indentation as the numbers are lists between lists (`underindented-sublist`).
#[test]
fn bullets_between_numbers_are_another_list() {
    assert_rendered(&[[
        ["1. a\n- b\n2. c\n", "<ol><li>a</li></ol><ul><li>b</li></ul><ol start=\"2\"><li>c</li></ol>"],
        ["1. a\n   - b\n2. c\n", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"],
    ]]);
}

#[test]
fn empty_list_items_are_shown() {
    assert_rendered(&[
        [["- a\n- \n", "<ul><li>a</li><li></li></ul>"], ["- a\n", "<ul><li>a</li></ul>"]],
        [["- a\n-\n- b\n", "<ul><li>a</li><li></li><li>b</li></ul>"], ["- a\n- b\n", "<ul><li>a</li><li>b</li></ul>"]],
        [["1. a\n2.\n", "<ol><li>a</li><li></li></ol>"], ["1. a\n", "<ol><li>a</li></ol>"]],
        [["- a\n- [ ]\n", "<ul><li>a</li><li>[ ]</li></ul>"], ["- a\n", "<ul><li>a</li></ul>"]],
        [
            ["- a\n- \n\n```\nb\n```\n", "<ul><li>a</li><li></li></ul><pre><code>b\n</code></pre>"],
            ["- a\n\n```\nb\n```\n", "<ul><li>a</li></ul><pre><code>b\n</code></pre>"],
        ],
    ]);
}

#[test]
fn accidental_headings_are_headings() {
    assert_rendered(&[
        [["![a](b)\n-\n", "<h2><img src=\"b\" alt=\"a\" /></h2>"], ["![a](b)\n", "<p><img src=\"b\" alt=\"a\" /></p>"]],
        [
            ["- a\n  -\n- b\n", "<ul><li><h2>a</h2></li><li>b</li></ul>"],
            ["- a\n- b\n", "<ul><li>a</li><li>b</li></ul>"],
        ],
        [["a.\n=\n", "<h1>a.</h1>"], ["a.\n", "<p>a.</p>"]],
        [["a\nb。\n---\n", "<h2>a\nb。</h2>"], ["a\nb。\n\n---\n", "<p>a\nb。</p><hr />"]],
    ]);
}

/// A line ending is white space to a browser.
#[test]
fn split_words_are_split() {
    assert_rendered(&[[["オンデマ\nンド\n", "<p>オンデマ\nンド</p>"], ["オンデマンド\n", "<p>オンデマンド</p>"]]]);
}

/// Numbers and letters that are not markers run on in one paragraph (`pseudo-ordered-list`).
#[test]
fn other_numbers_run_on() {
    assert_rendered(&[
        [["1、a\n2、b\n", "<p>1、a\n2、b</p>"], ["1. a\n2. b\n", "<ol><li>a</li><li>b</li></ol>"]],
        [["1　a\n2　b\n", "<p>1　a\n2　b</p>"], ["1. a\n2. b\n", "<ol><li>a</li><li>b</li></ol>"]],
        [
            ["**a**\nA. b\nB. c\n", "<p><strong>a</strong>\nA. b\nB. c</p>"],
            ["**a**\\\nA. b\\\nB. c\n", "<p><strong>a</strong><br />A. b<br />B. c</p>"],
        ],
    ]);
}
