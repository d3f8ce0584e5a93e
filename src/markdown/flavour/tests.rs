use super::*;

/// The text that the parser reads for `text`.
fn parsed(flavour: Flavour, text: &str) -> String {
    let syntax = flavour.read(text);
    let parsed = syntax.parsed.unwrap_or_else(|| text.to_owned());
    assert_eq!(parsed.len(), text.len());
    parsed
}

#[test]
fn names_are_unique_and_parse_back() {
    for flavour in Flavour::ALL {
        assert_eq!(Flavour::named(flavour.name()), Some(flavour));
    }
    assert_eq!(Flavour::named("Zenn"), None);
}

#[test]
fn containers_are_blank_and_titles_stay() {
    let read = |text| parsed(Flavour::Zenn, text);
    assert_eq!(read(":::message\na\n:::\n"), "          \na\n   \n");
    assert_eq!(read("> ::::details 題\n> ::::\n"), "> <x        > 題\n>     \n");
    assert_eq!(read("a ::: b\n::: 1\n`:::`\n"), "a ::: b\n::: 1\n`:::`\n");
    assert_eq!(parsed(Flavour::Docusaurus, ":::tip[a]{.b}\n"), "<x    >a     \n");
    assert_eq!(parsed(Flavour::Vitepress, "::: tip a {open}\n"), "<x    > a       \n");
}

#[test]
fn a_pair_that_no_host_shows_as_a_box_is_still_no_text_of_the_note() {
    let read = |text| parsed(Flavour::Zenn, text);
    assert_eq!(read(":::note\n- a\n:::\n"), "       \n- a\n   \n");
    assert_eq!(read(":::note\na\n"), ":::note\na\n");
    assert_eq!(parsed(Flavour::Github, ":::note\na\n:::\n"), ":::note\na\n:::\n");
}

#[test]
fn embedded_pages_are_links_if_they_have_a_url() {
    let read = |text| parsed(Flavour::Zenn, text);
    assert_eq!(read("@[card](https://a.b/c_(d))\n"), "<x    ><https://a.b/c_(d)>\n");
    assert_eq!(read("a @[tweet](12) b\n"), "a <x         > b\n");
    assert_eq!(read("![](/a.png =250x)\n![](a.png)\n"), "![](/a.png      )\n![](a.png)\n");
}

#[test]
fn an_admonition_is_a_list_item_for_the_parser() {
    let read = |text| parsed(Flavour::Mkdocs, text);
    assert_eq!(read("!!! note \"題\"\n\n    a\n"), "1)  <x > \"題\"\n\n    a\n");
    assert_eq!(read("??? tip\n    a\n"), "1)  `x`\n    a\n");
    assert_eq!(read("=== \"a\"\n\n    b\n===+ \"c\"\n"), "1)  \"a\"\n\n    b\n1)  .\"c\"\n");
    assert_eq!(read("!!! warning !!!\na = b\n=== b\n"), "!!! warning !!!\na = b\n=== b\n");
}

#[test]
fn templates_that_are_part_of_a_link_are_kept() {
    let read = |text| parsed(Flavour::Hugo, text);
    assert_eq!(read("[a]({{< ref \"b.md\" >}})\n"), "[a]({{__ref__b.md___}})\n");
    assert_eq!(read("a {{< b >}} c\n"), "a <x      > c\n");
    assert_eq!(read("{{< b >}}\n- {{< b >}}\n"), "<?     ?>\n- <?     ?>\n");
    // The text between the two shortcodes is code.
    let lines = ["{{< highlight c >}}", "#d", "{{< /highlight >}}", "e", ""].join("\n");
    let blank = [format!("<?{}", " ".repeat(17)), "  ".to_owned(), format!("{}?>", " ".repeat(16))].join("\n");
    assert_eq!(read(&lines), format!("{blank}\ne\n"));
    assert_eq!(parsed(Flavour::Jekyll, "`{{ a }}` <img src=\"{{ b }}\">\n"), "`{{ a }}` <img src=\"{{_b_}}\">\n");
}

#[test]
fn mdx_expressions_end_with_their_braces() {
    let read = |text| parsed(Flavour::Docusaurus, text);
    assert_eq!(read("import a from 'b'\n\nimport this\n"), format!("{}\n\nimport this\n", " ".repeat(17)));
    assert_eq!(read("<A b={() => {'}'}}>c</A> d\n"), format!("<x{}>c<x > d\n", " ".repeat(17 - 1)));
    // A variable that is not defined stops the build, so what it names is text.
    assert_eq!(read("a {b} c \\{d} {\n"), "a {b} c \\{d} {\n");
    assert_eq!(read("## a {#b}\n<br />\n"), "## a {#b}\n<br />\n");
    assert_eq!(read("<img style={{a: '>'}} src=\"b\">\n"), "<img style=\"        \" src=\"b\">\n");
    assert_eq!(read("<Tabs\n  a={1}>\n\nb\n\n</Tabs>\n"), "<?   \n      ?>\n\nb\n\n<?   ?>\n");
}

#[test]
fn obsidian() {
    let read = |text| parsed(Flavour::Obsidian, text);
    assert_eq!(read("a ==b== ^c-1\n"), "a ~~b~~     \n");
    assert_eq!(read("> [!note]- 題\n> [!tip]\n"), "> <x     > 題\n>       \n");
    assert_eq!(read("%%\na\n%%\nb %%c%% d\n"), "  \n \n  \nb <x  > d\n");
    let tags = |text: &str| -> Vec<String> {
        let spans = Flavour::Obsidian.read(text).spans;
        spans.into_iter().map(|span| text[span.range()].to_owned()).collect()
    };
    assert_eq!(tags("#a/b #1 a#c #2d、#題\n# h\n"), ["#a/b", "#2d", "#題"]);
    assert_eq!(tags("[[a|b]] ![[c]] `[[d]]`\n"), ["[[a|", "]]", "![[c]]"]);
}

#[test]
fn hostile_text_takes_linear_time() {
    for piece in [
        "{",
        "{{",
        "{{< ",
        "{{< highlight >}}",
        "{{ a }}",
        "{{< {{x}} ",
        "{% {{x}} ",
        "<A ",
        "<A b={",
        "%%",
        "==a",
        "[[",
        "[[a|",
        "#a ",
        "`",
        "`a``",
        "<!-- ",
        "<!--\n\n",
        ":::",
        "\n:::a",
        "@[a](",
        "![](a =1x",
        "!!! a\n",
        "\n=== \"",
        "--8<--\n",
        "{: .a ",
        "{.a",
        "> ",
        "- ",
        "https://a ",
    ] {
        let text = piece.repeat(20_000 / piece.len());
        for flavour in Flavour::ALL {
            let own = std::time::Instant::now();
            flavour.read(&text);
            assert!(own.elapsed().as_secs() < 10, "{piece:?} {flavour:?}");
        }
    }
}
