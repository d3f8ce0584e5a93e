use super::*;

fn is_invalid(text: &str) -> bool {
    read(text) == Script::Invalid
}

#[test]
fn what_is_not_javascript() {
    for text in [
        "AWS::Region",
        "\"a\": 1",
        "a: 1",
        "#id",
        "user name",
        "バケット名 を",
        "5ms",
        "...",
        "a..b",
        "'",
        "a,",
        "if",
        "% raw %",
        "{ .Values.x }",
        "1,2,",
        "@x",
        "アカウント、リージョン",
        "a b",
        "",
        "2024-01-01",
        "[1",
        "a)",
        "=",
        "a=",
        "\\\"a\\\"",
        "% x 'y' %} <b>",
    ] {
        assert_eq!(is_invalid(text), !text.is_empty(), "{text}");
    }
}

#[test]
fn what_may_be_javascript() {
    for text in [
        "a => b",
        "(a, b) => a",
        "() => {}",
        "<b>x</b>",
        "/x/.test(a)",
        "`${a}`",
        "function () {}",
        "new Date()",
        "async () => 1",
        "a?.b",
        "0x1f",
        "1_000",
        "<b>don't</b>",
    ] {
        assert_eq!(read(text), Script::Unknown, "{text}");
    }
}

#[test]
fn variables_that_are_read_in_any_case() {
    let cases: [(&str, &[&str]); 9] = [
        ("region", &["region"]),
        ("バケット名", &["バケット名"]),
        ("a && b", &["a"]),
        ("a ? b : c", &["a"]),
        ("props.a[b].c(d)", &["props", "b", "d"]),
        ("{a, b: c}", &["a", "c"]),
        ("[a, ...b]", &["a", "b"]),
        ("'a' + 1", &[]),
        ("a/*b*/ + c // d", &["a", "c"]),
    ];
    for (text, expected) in cases {
        let Script::Expression(variables, _) = read(text) else { panic!("{text}") };
        assert_eq!(variables, expected, "{text}");
    }
}

#[test]
fn what_readers_see() {
    let shape = |text| match read(text) {
        Script::Expression(_, shape) => shape,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(shape("{a: 1}"), Shape::Object);
    assert_eq!(shape("{}"), Shape::Object);
    assert_eq!(shape("{}.a"), Shape::Other);
    assert_eq!(shape("1,3"), Shape::Numbers);
    assert_eq!(shape("' '"), Shape::Other);
    assert_eq!(read(" /* x */ "), Script::Empty);
}
