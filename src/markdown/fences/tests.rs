//! Tests of what counts as a fault, and of long notes.

use super::{MeantEnd, NoteFences};
use crate::markdown::document::Document;
use crate::text::source::Source;

/// The faults in `text`: the line (from 1) of the opening fence, and how the block was meant to end.
fn found(text: &str) -> Vec<(usize, String)> {
    let source = Source::new(text.to_owned()).unwrap();
    let document = Document::parse(&source);
    let name = |meant: MeantEnd| match meant {
        MeantEnd::Short(mark) => format!("short {}", mark.line + 1),
        MeantEnd::Glued(mark) => format!("glued {}", mark.line + 1),
        MeantEnd::Followed(mark, _) => format!("followed {}", mark.line + 1),
        MeantEnd::OtherChar(mark) => format!("other {}", mark.line + 1),
        MeantEnd::Nested { ends, close, .. } => format!("nested {} {}", ends.line + 1, close.line + 1),
        MeantEnd::ShortOpening(mark) => format!("opening {}", mark.line + 1),
        MeantEnd::OpenedTwice(mark) => format!("twice {}", mark.line + 1),
        MeantEnd::Before(mark, after) => format!("before {} {:?}", mark.line + 1, after.map(|line| line + 1)),
        MeantEnd::LeftContainer { close, .. } => format!("left {}", close.line + 1),
        MeantEnd::Never(after) => format!("never {:?}", after.map(|line| line + 1)),
        MeantEnd::Stray => "stray".to_owned(),
    };
    let faults = NoteFences::of(&document).faults().to_vec();
    faults.into_iter().map(|fault| (fault.open.line + 1, name(fault.meant))).collect()
}

#[track_caller]
fn expect(text: &str, expected: &[(usize, &str)]) {
    let found = found(text);
    let found: Vec<_> = found.iter().map(|(line, meant)| (*line, &**meant)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn well_formed_fences() {
    for text in [
        "",
        "```\na\n```\n",
        "````md\n```sh\na\n```\n````\n",
        "~~~md\n```sh\na\n```\n~~~\n",
        "- ```sh\n  a\n  ```\n- b\n",
        "> ```sh\n> a\n> ```\n",
        "    ```\n    a\n\nb\n",
        "```js\nconst a = `b```\n```\n",
        "```\n~~~\n```\n\n```\n~~~\n```\n",
        "```md\n```js\na\n```\n\nb\n\n```sh\nc\n```\n",
        "```swift\na\n  ^~~~\n```\n\n~~~\nlet a = b\n        ~~~ ^\n~~~\n",
        "```\n# A\n\n```js\na\n```\n\nb\n",
        "```text\na\n\nText of a sentence here.\n\n```js\na\n```\n\nb\n",
        "~~~\na b\n     ^\n     ~~~\n~~~\n\nText of a sentence here.\n\n~~\na\n",
        "```python\ns = \"\"\"\n~~~\n\"\"\"\n```\n",
    ] {
        expect(text, &[]);
    }
}

#[test]
fn faults_are_told_apart() {
    expect("~~~\na\n~~\n\nb\n\n~~~sh\nc\n~~~\n", &[(1, "short 3")]);
    expect("```\na\n.```\n\nb\n\n```\nc\n```\n", &[(1, "glued 3")]);
    expect("```sh\na\n```sh\n\nb\n\n```sh\nc\n```\n", &[(1, "followed 3")]);
    expect("```sh\na\n```sh\nb\n```\n", &[(1, "before 3 Some(2)")]);
    expect("```sh\na\n\n## B\n\n```sh\nb\n```\n", &[(1, "before 6 Some(2)")]);
    expect("```\na = 1\n\n## B\n\n```sh\nb\n```\n", &[(1, "before 6 Some(2)")]);
    expect("~~sh\na\n~~~\n\nText of a sentence here.\n\n~~~sh\nb\n~~~\n", &[(1, "opening 3")]);
    expect("~~\na\n~~~\n\nb\n\n~~~\nc\n~~~~~ ^ ~~~\n~~~\n\nd\n", &[(1, "opening 3")]);
    expect("a\n~~b~~\n~~~\n\nText of a sentence here.\n", &[(3, "stray")]);
    expect("~~~~\na~~~\n\nText of a sentence here.\n", &[(1, "glued 2")]);
    expect("```\n    a\n\n本文\n\n    b\n\n# C\n\n```sh\nd\n```\n", &[(1, "before 10 Some(2)")]);
    expect("```sh\ncat <<E\n```sh\na\n```\nE\n```\n\nd\n", &[(1, "nested 5 7")]);
    expect("- a\n  ```sh\n  b\n```\n- c\n  ```sh\n  d\n```\n", &[(2, "left 4")]);
    expect("```\na\n~~~\n\nb\n", &[(1, "other 3")]);
    expect("```sh\n```sh\na\n```\n", &[(1, "twice 2")]);
    expect("a\n```\n\n```sh\nb\n```\n", &[(2, "stray")]);
    expect("```md\na\n```sh\nb\n```\nc\n```\n\nd\n", &[(1, "nested 5 7")]);
    expect("````md\na\n````sh\nb\n````\nc\n````\n\nd\n", &[(1, "nested 5 7")]);
    expect("```py\na = '''\n```json\n{}\n```\n'''\n```\n\nd\n", &[(1, "nested 5 7")]);
    expect("1. a\n   ```sh\nb\n   ```\n\nc\n", &[(2, "left 4")]);
    expect("- ```sh\n  a\n\n```\nb\n```\n", &[(1, "never None")]);
    expect("```sh\na\n\n## B\n\nText of a sentence here.\n", &[(1, "never Some(2)")]);
    expect("a\n```\n", &[(2, "stray")]);
    expect("```yaml\nrun: |\n  ```\n  ls\n```\n\n本文\n", &[(5, "stray")]);
}

#[test]
fn the_reading_goes_on_as_the_author_meant_it() {
    let text = "```md\n```sh\na\n```\n```\n\nb\n\n```md\n```sh\na\n```\n```\n\n```js\nc```\n\nd\n\n```js\ne\n```\n";
    expect(text, &[(1, "nested 4 5"), (9, "nested 12 13"), (15, "glued 16")]);
}

#[test]
fn the_time_grows_with_the_length() {
    for unit in ["````\n```\n", "```a\n", "~~~~\nb```\n```\n", "- ```\n\n```\n", "```md\n```sh\n", "``\n~~\na```\n"] {
        assert!(found(&unit.repeat(20_000)).len() <= 40_000);
    }
}
