//! What `--fix` leaves alone on a host that reads the text in another way than GitHub. The expectations are what the hosts'
//! renderers print: Python-Markdown 3.11, pymdown-extensions 10.16 and kramdown 2.4.

use crate::tools;

/// `text` after `--fix` with all rules as a note of `host`.
fn fixed(host: &str, text: &str) -> String {
    fixed_with(&format!("flavour = '{host}'\n"), &[], text)
}

fn fixed_with(config: &str, others: &[(&str, &str)], text: &str) -> String {
    let files = [&[("notelint.toml", config), ("note.md", text)], others].concat();
    let folder = tools::folder(&files);
    tools::notelint(folder.path(), &["--fix", "-q", "--preset", "strict"]);
    std::fs::read_to_string(folder.path().join("note.md")).unwrap()
}

#[test]
fn code_and_quotes_stay_in_the_item_above() {
    let (code, quote) = ("# a\n\n- b\n```sh\nc\n```\n", "# a\n\n- b\n> c\n");
    assert_eq!(fixed("jekyll", code), code);
    assert_eq!(fixed("jekyll", quote), quote);
    let hash = "# a\n\n- b\n#\n";
    assert_eq!(fixed("jekyll", hash), hash);
    assert_eq!(fixed("github", code), "# a\n\n- b\n\n```sh\nc\n```\n");
    // `fenced_code` takes the code out of the list, superfences leaves it there.
    assert_eq!(fixed("mkdocs", code), "# a\n\n- b\n\n```sh\nc\n```\n");
    let superfences = ("mkdocs.yml", "site_name: a\nmarkdown_extensions:\n  - pymdownx.superfences\n");
    assert_eq!(fixed_with("flavour = 'mkdocs'\n", &[superfences], code), code);
    // A blank line ends the item, and the rest of the code is text.
    assert_eq!(fixed("jekyll", "# a\n\n- b\n```sh\nc\n\nd\n```\n"), "# a\n\n- b\n\n```sh\nc\n\nd\n```\n");
}

#[test]
fn empty_items_keep_their_space() {
    // Without it, `b` is a heading and the asterisk is text.
    for host in ["jekyll", "mkdocs"] {
        for text in ["# a\n\n- b\n- \n", "# a\n\n* b\n* \n* c\n"] {
            assert_eq!(fixed(host, text), text, "{host}");
        }
    }
    assert_eq!(fixed("zenn", "# a\n\n- b\n- \n- c\n"), "# a\n\n- b\n-\n- c\n");
}

#[test]
fn a_url_does_not_end_the_item_above() {
    let text = "# a\n\n- b\nhttps://example.com/c\n";
    assert_eq!(fixed("jekyll", text), "# a\n\n- b\n[https://example.com/c](https://example.com/c)\n");
    assert_eq!(fixed("mkdocs", text), "# a\n\n- b\n<https://example.com/c>\n");
}

#[test]
fn text_with_bars_stays_what_its_author_meant() {
    // GitHub shows no table, because the delimiter row has more cells than the header. Jekyll shows the one that is meant.
    let text = "# a\n\n| b | c |\n|---|---|---|\n| d | e |\n";
    assert_eq!(fixed("jekyll", text), text);
    assert_eq!(fixed("jekyll", "# a\n\nb | c\n"), "# a\n\nb \\| c\n");
    let link = "# a\n\n[b]([c | d](https://example.com/))\n";
    assert_eq!(fixed("jekyll", link), link);
}

#[test]
fn fixes_of_structure_lose_none() {
    // The second list would become part of the first.
    let lists = "# a\n\n二つある。\n1. b\n2. c\n\n- d\n";
    assert_eq!(fixed("mkdocs", lists), lists);
    // Python-Markdown reads the code as text. The comment would become a heading in the item.
    let code = "# a\n\n1. b\n\n   c\n\n   ```sh\n   # d\n   ```\n\n2. e\n";
    assert_eq!(fixed("mkdocs", code), code);
}

#[test]
fn the_markers_of_broken_bold_text_stay() {
    let text = "# a\n\n_b_ と **c (*)** と **d (with *)**\n";
    assert_eq!(fixed("jekyll", text), text);
}
