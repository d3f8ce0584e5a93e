use super::*;
use crate::facts::memory::{MemoryFiles, ROOT};
use crate::text::boxes::Admonitions;
use crate::text::profile::{BareUrls, ExplicitIds, FlankingRules, Footnotes, Html, SmartEmphasis, Strikethrough};

/// How notes in `docs/` are read with these files beside it.
fn config(flavour: Flavour, files: &[(&str, &str)]) -> HostConfig {
    let files = MemoryFiles::new(files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())));
    let root = Path::new(ROOT);
    host_config(&files, root, &root.join("docs"), flavour)
}

fn profile(flavour: Flavour, name: &str, text: &str) -> Profile {
    let config = config(flavour, &[(name, text)]);
    assert!(config.unreadable.is_empty(), "{text}");
    assert_eq!(config.files.len(), 1, "{text}");
    config.profile
}

#[test]
fn without_a_file_the_flavour_decides() {
    for flavour in Flavour::ALL {
        assert_eq!(config(flavour, &[]).profile, flavour.profile());
    }
}

#[test]
fn extensions_of_mkdocs_are_read() {
    let read = |text: &str| profile(Flavour::Mkdocs, "mkdocs.yml", text);
    let plain = read("site_name: ノート\n");
    assert_eq!((plain.footnotes, plain.explicit_ids), (Footnotes::None, ExplicitIds::None));
    let text = "site_name: a\ntheme:\n  name: material\nextra: !ENV [A, b]\nmarkdown_extensions:\n  - footnotes\n  - pymdownx.tilde:\n      smart_delete: false\n  - attr_list\n  - toc:\n      permalink: true\n      slugify: !!python/object/apply:pymdownx.slugs.slugify\n        kwds:\n          case: lower\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\nplugins: []\n";
    let full = read(text);
    assert_eq!((full.footnotes, full.strikethrough), (Footnotes::Any, Strikethrough::Two));
    assert_eq!((full.explicit_ids, full.heading_ids), (ExplicitIds::AttributeList, HeadingIds::PymdownxLower));
    let slugify = |value: &str| read(&format!("markdown_extensions:\n  toc:\n    slugify: {value}\n")).heading_ids;
    assert_eq!(slugify("!!python/name:markdown.extensions.toc.slugify_unicode"), HeadingIds::PythonMarkdownUnicode);
    assert_eq!(slugify("!!python/name:markdown.extensions.toc.slugify"), HeadingIds::PythonMarkdown);
    assert_eq!(slugify("!!python/name:own.slugs.japanese"), HeadingIds::Unknown);
}

#[test]
fn options_of_betterem_are_read() {
    let emphasis = |extensions: &str| {
        profile(Flavour::Mkdocs, "mkdocs.yml", &format!("markdown_extensions:\n{extensions}")).emphasis
    };
    let python = FlankingRules::PythonMarkdown;
    assert_eq!(emphasis("  - pymdownx.betterem\n"), python(SmartEmphasis::Underscore));
    assert_eq!(emphasis("  - pymdownx.betterem:\n      smart_enable: all\n"), python(SmartEmphasis::All));
    assert_eq!(emphasis("  pymdownx.betterem:\n    smart_enable: asterisk\n"), python(SmartEmphasis::Asterisk));
    let within = "  - pymdownx.extra:\n      pymdownx.betterem:\n        smart_enable: none\n";
    assert_eq!(emphasis(within), python(SmartEmphasis::None));
}

#[test]
fn boxes_of_mkdocs_are_extensions() {
    let boxes = |files: &[(&str, &str)]| config(Flavour::Mkdocs, files).profile.boxes.admonitions;
    assert_eq!(boxes(&[]), Admonitions::ALL);
    assert_eq!(boxes(&[("mkdocs.yml", "site_name: a\n")]), Admonitions::NONE);
    let some = Admonitions { notes: true, details: true, tabs: false };
    let own = ("mkdocs.yml", "INHERIT: base.yml\n");
    assert_eq!(boxes(&[own, ("base.yml", "markdown_extensions: [admonition, pymdownx.details]\n")]), some);
    // The other file may name any extension.
    assert_eq!(boxes(&[own]), Admonitions::ALL);
}

#[test]
fn mkdocs_inherits_from_another_file() {
    let own = ("mkdocs.yml", "INHERIT: ./base.yml\nsite_name: a\n");
    let config = config(Flavour::Mkdocs, &[own, ("base.yml", "markdown_extensions: [footnotes]\n")]);
    assert_eq!((config.profile.footnotes, config.files.len()), (Footnotes::Any, 2));
}

#[test]
fn a_file_that_cannot_be_parsed_makes_anchors_unknown() {
    let config = config(Flavour::Mkdocs, &[("mkdocs.yml", "a: [\n")]);
    assert_eq!((config.unreadable.len(), config.profile.heading_ids), (1, HeadingIds::Unknown));
}

#[test]
fn markup_of_hugo_is_read_in_each_format() {
    let toml = "[markup.goldmark]\nrenderer = { unsafe = true, hardWraps = true }\nparser.autoHeadingIDType = 'github-ascii'\n[markup.goldmark.extensions]\ntypographer = false\nlinkify = false\n";
    let yaml = "markup:\n  goldmark:\n    renderer: { unsafe: true, hardWraps: true }\n    parser: { autoHeadingIDType: github-ascii }\n    extensions: { linkify: false, typographer: { disable: true } }\n";
    for (name, text) in [("hugo.toml", toml), ("config.toml", toml), ("config/_default/hugo.yaml", yaml)] {
        let read = profile(Flavour::Hugo, name, text);
        assert_eq!((read.html, read.breaks_lines, read.smart_punctuation), (Html::Shown, true, false), "{name}");
        assert_eq!((read.heading_ids, read.bare_urls), (HeadingIds::HugoAscii, BareUrls::Never), "{name}");
    }
    let section = ("config/_default/markup.toml", "[goldmark.renderer]\nunsafe = true\n");
    let config = config(Flavour::Hugo, &[("hugo.toml", "title = 'a'\n"), section]);
    assert_eq!((config.profile.html, config.files.len()), (Html::Shown, 2));
}

#[test]
fn options_of_kramdown_are_read() {
    let read = |text| profile(Flavour::Jekyll, "_config.yml", text);
    assert!(read("kramdown:\n  hard_wrap: true\n").breaks_lines);
    assert_eq!(read("kramdown:\n  auto_ids: false\n").heading_ids, HeadingIds::None);
    assert_eq!(read("title: a\nmarkdown: kramdown\n").heading_ids, HeadingIds::Kramdown);
    assert_eq!(read("markdown: CommonMarkGhPages\n").heading_ids, HeadingIds::Github);
}

#[test]
fn programs_are_read_without_running_them() {
    let math = "import math from 'remark-math';\nexport default { presets: [] };\n";
    assert!(profile(Flavour::Docusaurus, "docusaurus.config.ts", math).math.dollars);
    let comment = "// import math from 'remark-math';\nexport default { url: 'https://a.example' };\n";
    assert!(!profile(Flavour::Docusaurus, "website/docusaurus.config.js", comment).math.dollars);
    let text = "export default defineConfig({\n  title: 'a',\n  markdown: {\n    math: true,\n    /* breaks: true */\n    attrs: { disable: true },\n    anchor: { slugify: (text) => text }\n  }\n})\n";
    let read = profile(Flavour::Vitepress, ".vitepress/config.mts", text);
    assert_eq!((read.math.dollars, read.breaks_lines), (true, false));
    assert_eq!((read.explicit_ids, read.heading_ids), (ExplicitIds::None, HeadingIds::Unknown));
}

#[test]
fn docusaurus_compiles_mdx_by_format() {
    let read = |format: &str| {
        let text = format!("const config = {{\n  title: 'a',\n  markdown: {{ mermaid: true, {format} }},\n}};\n");
        config(Flavour::Docusaurus, &[("docusaurus.config.ts", &text)])
    };
    let html = |format: &str, path: &str| read(format).profile_of(Path::new(path)).html;
    for (format, md, mdx) in [
        ("", Html::Jsx, Html::Jsx),
        ("format: 'mdx'", Html::Jsx, Html::Jsx),
        ("format: \"detect\"", Html::Shown, Html::Jsx),
        ("format: 'md'", Html::Shown, Html::Shown),
        ("// format: 'md'\n", Html::Jsx, Html::Jsx),
    ] {
        assert_eq!((html(format, "docs/a.md"), html(format, "docs/a.mdx")), (md, mdx), "{format}");
    }
}

#[test]
fn a_vault_may_have_strict_line_breaks() {
    assert!(!profile(Flavour::Obsidian, ".obsidian/app.json", "{\"strictLineBreaks\": true}").breaks_lines);
    assert!(profile(Flavour::Obsidian, ".obsidian/app.json", "{}").breaks_lines);
}

/// Where the notes of a project with these files are published, and the file that shows it.
fn published(files: &[(&str, &str)]) -> Option<(Flavour, String)> {
    let files = MemoryFiles::new(files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())));
    evidence::of_project(&files, Path::new(ROOT)).map(|sign| (sign.flavour, sign.file))
}

#[test]
fn files_of_one_host_show_where_notes_are_published() {
    let zenn = "---\ntitle: a\nemoji: b\ntopics: [c]\npublished: true\n---\n";
    let qiita = "---\norganization_url_name: null\nslide: false\n---\n";
    for (flavour, name, text) in [
        (Flavour::Mkdocs, "mkdocs.yml", "site_name: a\n"),
        (Flavour::Hugo, "config.toml", "baseURL = 'https://a.example'\n"),
        (Flavour::Zenn, "articles/a.md", zenn),
        (Flavour::Qiita, "public/a.md", qiita),
        (Flavour::Qiita, "package.json", "{\"devDependencies\": {\"@qiita/qiita-cli\": \"1\"}}"),
        (Flavour::Obsidian, ".obsidian/app.json", "{}"),
        (Flavour::Vitepress, "docs/.vitepress/config.ts", ""),
    ] {
        let signs = published(&[("a.md", "# a\n"), (name, text)]);
        assert_eq!(signs.map(|(flavour, _)| flavour), Some(flavour), "{name}");
    }
    // Of another program, in another folder, or of two hosts.
    assert_eq!(published(&[("config.toml", "[links]\n")]), None);
    assert_eq!(published(&[("articles/a.md", "---\ntitle: a\n---\n")]), None);
    assert_eq!(published(&[("notes/a.md", zenn)]), None);
    assert_eq!(published(&[("mkdocs.yml", ""), ("_config.yml", "")]), None);
}
