//! The `notelint.toml` that `notelint init` writes.

use crate::finding::{Lang, Text};
use crate::markdown::flavour::Flavour;

/// The file, but for its first line: for notes of `flavour`, with the line `extends`, and in `[terms]` the line `extra` where
/// it is not empty. `None` for a folder of a project whose own file speaks for its terms: here they would have no effect.
pub(super) fn text(flavour: Flavour, extends: &str, extra: Option<&str>, lang: Lang) -> String {
    let mut text = GENERAL.get(lang).replace(EXTENDS, extends);
    if flavour != Flavour::Github {
        text = text.replace(FLAVOUR, &format!("flavour = \"{}\"\n", flavour.name()));
    }
    match extra {
        None => {}
        Some("") => text.push_str(TERMS.get(lang)),
        Some(extra) => text.push_str(&TERMS.get(lang).replace(EXTRA, extra)),
    }
    text + OVERRIDES.get(lang)
}

// The lines that a proposal replaces.
const EXTENDS: &str = "extends = [\"recommended\"]\n";
const FLAVOUR: &str = "# flavour = \"github\"\n";
const EXTRA: &str = "# extra-dictionaries = [\"./terms.toml\", \"./prh.yml\"]\n";

// Each commented-out line of TOML makes a valid file if it alone is uncommented, and so do all together; `[[overrides]]` goes
// as a whole.
const GENERAL: Text = Text {
    en: r#"# What notelint checks. The nearest notelint.toml, in the folder of a note or above it, applies.

# Presets: recommended, japanese, style, markdownlint, strict. Files can be listed too ("../notelint.toml"); later entries
# win. With `recommended`, notes that are mostly in Japanese also get `japanese`.
extends = ["recommended"]

# Where the notes are published; the syntax of that site or app is not reported. One of: github, zenn, qiita, obsidian,
# mkdocs, docusaurus, hugo, jekyll.
# flavour = "github"

# Notes to skip, in addition to what .gitignore excludes. A pattern without "/" also applies in the folders below.
exclude = []

# The severity of a rule ("off", "advice", "warning" or "error"), or a table of options. `notelint rules` lists the rules,
# `notelint explain RULE` describes one.
[rules]
# empty-section = "advice"
"#,
    ja: r#"# notelint の設定ファイル。各ノートには、同じフォルダーか、それより上の一番近い notelint.toml が適用される。

# プリセット: recommended, japanese, style, markdownlint, strict
# ほかの設定ファイル ("../notelint.toml") も書ける。後に書いたものが優先される。
# recommended を使うと、日本語が中心のノートには japanese も適用される。
extends = ["recommended"]

# ノートの公開先。公開先に固有の構文は指摘されない。
# 使えるもの: github, zenn, qiita, obsidian, mkdocs, docusaurus, hugo, jekyll
# flavour = "github"

# 検査しないノート (.gitignore で除外したものは書かなくてよい)。"/" を含まないパターンは下のフォルダーにも適用される。
exclude = []

# ルールの重要度 ("off", "advice", "warning", "error") か、オプションの表。
# 一覧は `notelint rules`、説明は `notelint explain ルール名` で表示できる。
[rules]
# empty-section = "advice"
"#,
};

const TERMS: Text = Text {
    en: r#"
[terms]
# Your own dictionaries, in addition to the built-in ones. notelint's format and prh's are supported.
# extra-dictionaries = ["./terms.toml", "./prh.yml"]
# The built-in dictionaries to use; all of them by default: aws, azure, gcp, kubernetes, general, japanese.
# dictionaries = ["aws", "general"]
# Words that the rules about terms never report; `notelint terms add WORD` adds one.
# accept = ["LambdaEdge"]
"#,
    ja: r#"
[terms]
# 組み込みの辞書に加えて使う自分の辞書。notelint の形式と prh の形式に対応している。
# extra-dictionaries = ["./terms.toml", "./prh.yml"]
# 使う組み込みの辞書。指定しなければすべて使う: aws, azure, gcp, kubernetes, general, japanese
# dictionaries = ["aws", "general"]
# 用語のルールで指摘しない言葉。`notelint terms add 言葉` で追加できる。
# accept = ["LambdaEdge"]
"#,
};

const OVERRIDES: Text = Text {
    en: r#"
# Different settings for some notes. Paths are relative to this folder; later entries win.
# [[overrides]]
# files = ["journal/**"]
# rules = { empty-section = "off" }
"#,
    ja: r#"
# 一部のノートだけの設定。パスはこのフォルダーからの相対パスで、後に書いたものが優先される。
# [[overrides]]
# files = ["journal/**"]
# rules = { empty-section = "off" }
"#,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::accept;
    use crate::config::file::parse;
    use crate::config::select::Catalogue;
    use crate::finding::config_error::FileText;

    /// The files that `init` may write.
    fn files() -> Vec<String> {
        let own = "extra-dictionaries = [\"./prh.yml\"]\n";
        let extends = "extends = [\"recommended\", \"markdownlint\", \"./.markdownlint.json\"]\n";
        let files = |lang| {
            let plain = text(Flavour::Github, EXTENDS, Some(""), lang);
            [plain, text(Flavour::Zenn, extends, Some(own), lang), text(Flavour::Obsidian, EXTENDS, None, lang)]
        };
        [Lang::En, Lang::Ja].into_iter().flat_map(files).collect()
    }

    /// The commented-out lines of TOML: each line alone, but `[[overrides]]` together with its keys.
    fn blocks(text: &str) -> Vec<String> {
        let is_toml = |line: &&str| line.parse::<toml::Table>().is_ok_and(|table| !table.is_empty());
        let mut blocks: Vec<String> = Vec::new();
        for line in text.lines().filter_map(|line| line.strip_prefix("# ")).filter(is_toml) {
            match blocks.last_mut() {
                Some(block) if block.starts_with("[[") => block.extend([line, "\n"]),
                _ => blocks.push(format!("{line}\n")),
            }
        }
        blocks
    }

    /// `text` with some of `blocks` uncommented: those whose bit is set in `chosen`.
    fn uncomment(text: &str, blocks: &[String], chosen: u32) -> String {
        let chosen = blocks.iter().enumerate().filter(|(index, _)| chosen & 1 << index != 0);
        chosen.fold(text.to_owned(), |text, (_, block)| {
            let commented: String = block.split_inclusive('\n').flat_map(|line| ["# ", line]).collect();
            text.replace(&commented, block)
        })
    }

    fn is_valid(text: &str) -> bool {
        let file = FileText::new("x".into(), "x".into(), text.to_owned());
        parse(file, "/".into(), Catalogue(crate::rules::RULES), Lang::En).is_ok()
    }

    fn add(text: &str, words: &[&str]) -> accept::Added {
        let words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        accept::add(text, &words).unwrap()
    }

    /// The end of the file that notelint 0.1 wrote: `[terms]` was commented out too.
    const OLD: &str = "[rules]
# empty-section = \"advice\"

# The dictionaries of the rules about terms, and words that those never report.
# [terms]
# dictionaries = [\"aws\", \"general\", \"./terms.toml\", \"./prh.yml\"]
# accept = [\"LambdaEdge\"]

# Other settings for some notes.
# [[overrides]]
# files = [\"journal/**\"]
# rules = { empty-section = \"off\" }
";

    #[test]
    fn a_proposal_takes_the_place_of_its_lines() {
        let files = files();
        for file in [&files[1], &files[4]] {
            assert!(file.contains("\nflavour = \"zenn\"\n") && file.contains("\"./.markdownlint.json\"]\n"), "{file}");
            assert!(file.contains("\nextra-dictionaries = [\"./prh.yml\"]\n"), "{file}");
        }
        assert!([0, 3].iter().all(|plain| files[*plain].contains(EXTRA) && files[*plain].contains(FLAVOUR)));
        assert!([2, 5].iter().all(|nested| !files[*nested].contains("[terms]")));
    }

    #[test]
    fn whatever_is_uncommented_makes_a_valid_file() {
        for file in files() {
            let blocks = blocks(&file);
            assert!((2..=6).contains(&blocks.len()), "{blocks:?}");
            for chosen in 0..1 << blocks.len() {
                let text = uncomment(&file, &blocks, chosen);
                assert!(is_valid(&text), "{text}");
            }
        }
    }

    #[test]
    fn adding_words_leaves_valid_whatever_is_uncommented_before_and_after() {
        for file in files().into_iter().chain([OLD.to_owned()]) {
            let blocks = blocks(&file);
            let subsets = || (0..1 << blocks.len()).map(|chosen| (chosen, uncomment(&file, &blocks, chosen)));
            // In the old file, some lines are valid only together with others.
            for (before, text) in subsets().filter(|(_, text)| is_valid(text)) {
                let once = add(&text, &["Foo"]);
                let twice = add(&once.text, &["Foo", "用語"]);
                assert_eq!((&*once.new, &*twice.new), (&["Foo".to_owned()][..], &["用語".to_owned()][..]), "{text}");
                for (after, _) in subsets().filter(|(after, text)| after & before == before && is_valid(text)) {
                    let text = uncomment(&twice.text, &blocks, after);
                    assert!(is_valid(&text), "{text}");
                }
                let removed = once.text.replace("\"Foo\", ", "").replace("\"Foo\"", "");
                assert!(is_valid(&removed) && add(&removed, &["Foo"]).text == once.text, "{removed}");
            }
        }
    }
}
