use super::*;

fn added(text: &str, words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let added = add(text, &words).unwrap().text;
    assert_eq!(add(&added, &words).unwrap(), Added { text: added.clone(), new: Vec::new() }, "a second time");
    added
}

#[test]
fn a_list_on_one_line_stays_on_it() {
    assert_eq!(
        added("[terms]\naccept = [\"b\"] # x\n", &["c", "a", "b"]),
        "[terms]\naccept = [\"a\", \"b\", \"c\"] # x\n"
    );
    assert_eq!(added("terms.accept = []\n", &["サーバ"]), "terms.accept = [\"サーバ\"]\n");
    assert_eq!(added("terms.accept = [ ]\n", &["a", "b"]), "terms.accept = [\"a\", \"b\"]\n");
    assert_eq!(added("terms = { accept = ['x'] }\n", &["x"]), "terms = { accept = ['x'] }\n");
}

#[test]
fn a_list_of_lines_gets_another_line_and_keeps_its_comments() {
    let before = "[terms]\naccept = [\n    # ours\n    \"b\", # first\n    \"d\", # last\n]\n";
    let after = "[terms]\naccept = [\n    \"a\",\n    # ours\n    \"b\", # first\n    \"c\",\n    \"d\", # last\n    \"e\",\n]\n";
    assert_eq!(added(before, &["e", "c", "a"]), after);
    let before = "terms.accept = [\n  \"b\",\n  \"d\" # last\n]\n";
    assert_eq!(added(before, &["e"]), "terms.accept = [\n  \"b\",\n  \"d\", # last\n  \"e\",\n]\n");
    let before = "terms.accept = [\n    # none yet\n]\n";
    assert_eq!(added(before, &["a"]), "terms.accept = [\n    \"a\",\n    # none yet\n]\n");
}

#[test]
fn a_file_without_the_list_gets_one() {
    assert_eq!(added("# x\nexclude = []\n", &["a"]), "# x\nexclude = []\n\n[terms]\naccept = [\"a\"]\n");
    let both = "[terms]\ndictionaries = [\"aws\"]\n\n[links]\nonline = false\n";
    let after = "[terms]\ndictionaries = [\"aws\"]\naccept = [\"a\"]\n\n[links]\nonline = false\n";
    assert_eq!(added(both, &["a"]), after);
    assert_eq!(added("", &["a"]), "[terms]\naccept = [\"a\"]\n");
    assert!(matches!(add("terms = 1", &["a".to_owned()]), Err(Refused::Type)));
    assert!(matches!(add("terms.accept = 1", &["a".to_owned()]), Err(Refused::Type)));
    assert!(matches!(add("[[terms]]", &["a".to_owned()]), Err(Refused::Type)));
    assert!(matches!(add("terms = [", &["a".to_owned()]), Err(Refused::Toml(_))));
}

#[test]
fn the_table_may_be_inline_or_dotted() {
    assert_eq!(
        added("terms = { dictionaries = [\"aws\"] } # x\n", &["a"]),
        "terms = { dictionaries = [\"aws\"], accept = [\"a\"] } # x\n"
    );
    assert_eq!(added("terms = {x='y',z=1}\n", &["a"]), "terms = {x='y',z=1, accept = [\"a\"]}\n");
    assert_eq!(added("terms = {}\n", &["a"]), "terms = { accept = [\"a\"] }\n");
    assert_eq!(
        added("terms.dictionaries = [\"aws\"]\nexclude = []\n\n[rules]\n", &["a"]),
        "terms.dictionaries = [\"aws\"]\nterms.accept = [\"a\"]\nexclude = []\n\n[rules]\n"
    );
}

#[test]
fn line_endings_and_the_byte_order_mark_stay() {
    assert_eq!(
        added("\u{feff}exclude = []\r\n[terms]\r\n# x\r\n", &["a"]),
        "\u{feff}exclude = []\r\n[terms]\r\naccept = [\"a\"]\r\n# x\r\n"
    );
    assert_eq!(
        added("terms.accept = [\r\n  \"b\", # ü\r\n]\r\n[rules]\r\n", &["a", "c"]),
        "terms.accept = [\r\n  \"a\",\r\n  \"b\", # ü\r\n  \"c\",\r\n]\r\n[rules]\r\n"
    );
    assert_eq!(added("exclude = []\r\n", &["a"]), "exclude = []\r\n\r\n[terms]\r\naccept = [\"a\"]\r\n");
    assert_eq!(added("exclude = []", &["a"]), "exclude = []\n\n[terms]\naccept = [\"a\"]\n");
    assert_eq!(added("[terms]", &["a"]), "[terms]\naccept = [\"a\"]\n");
    assert_eq!(added("terms.accept = ['b']", &["a"]), "terms.accept = [\"a\", 'b']\n");
    // A file of both endings keeps each.
    assert_eq!(
        added("exclude = []\n[terms]\r\n[links]\n", &["a"]),
        "exclude = []\n[terms]\r\naccept = [\"a\"]\n[links]\n"
    );
}

#[test]
fn what_is_commented_out_is_used() {
    // As `notelint init` writes it, and as it wrote it before 0.2.
    let rules = "[rules]\n# empty-section = \"advice\"\n\n";
    assert_eq!(
        added(&format!("{rules}[terms]\n# dictionaries = [\"aws\"]\n# accept = [\"LambdaEdge\"]\n"), &["b", "a"]),
        format!("{rules}[terms]\n# dictionaries = [\"aws\"]\naccept = [\"a\", \"b\"]\n")
    );
    let overrides = "\n# [[overrides]]\n# files = [\"journal/**\"]\n";
    assert_eq!(
        added(&format!("{rules}# [terms]\n# accept = [\"LambdaEdge\"] # ours\n{overrides}"), &["a"]),
        format!("{rules}[terms]\naccept = [\"a\"] # ours\n{overrides}")
    );
    assert_eq!(
        added(&format!("{rules}# [terms]\n# dictionaries = []\n{overrides}"), &["a"]),
        format!("{rules}[terms]\naccept = [\"a\"]\n# dictionaries = []\n{overrides}")
    );
    assert_eq!(added("#[terms]", &["a"]), "[terms]\naccept = [\"a\"]\n");
    assert_eq!(added("# terms.accept = []\n[rules]\n", &["a"]), "terms.accept = [\"a\"]\n[rules]\n");
    assert_eq!(added("# [terms]\r\n# accept = []\r\n", &["a"]), "[terms]\r\naccept = [\"a\"]\r\n");
}

#[test]
fn words_that_are_commented_out_stay_so() {
    let before = "[terms]\n# accept = [\n#   \"Old\", # why\n#   \"b\",\n# ]\n# more\n";
    assert_eq!(added(before, &["b", "a"]), "[terms]\naccept = [\n    # \"Old\",\n    \"a\",\n    \"b\",\n]\n# more\n");
}

#[test]
fn what_only_looks_commented_out_is_left_alone() {
    // In a string, in a list, in another table, over keys that would move into the table.
    for text in [
        "exclude = [\"\"\"\n# [terms]\n# accept = []\n\"\"\"]\n",
        "exclude = [\n# accept = []\n# [terms]\n]\n",
        "[links]\n# accept = []\nonline = false\n",
        "[rules]\n# [terms]\n# accept = []\nempty-section = \"off\"\n",
    ] {
        assert_eq!(added(text, &["a"]), format!("{text}\n[terms]\naccept = [\"a\"]\n"));
    }
}

#[test]
fn words_of_any_kind_are_written() {
    for word in ["\"", "\\", "a\nb", "'\"", "\u{7f}", "#", "]", "\t", "\r\n"] {
        for text in ["", "[terms]\n# accept = ['x']\n", "terms.accept = [\n'x',\n]\r\n"] {
            let text = add(text, &[word.to_owned()]).unwrap().text;
            let document: DocumentMut = text.parse().unwrap();
            assert!(accepted(&document).unwrap().contains(&word.to_owned()), "{text:?}");
        }
    }
}

#[test]
fn a_word_that_was_removed_by_hand_can_come_back() {
    let text = added("[terms]\n# accept = [\"LambdaEdge\"]\n", &["a"]);
    for removed in [text.replace("\"a\"", ""), text.replace("accept = [\"a\"]\n", "")] {
        assert_eq!(added(&removed, &["a"]), text);
    }
}
