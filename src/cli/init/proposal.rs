//! What `notelint init` proposes, why, and what it would find.

use std::io;

use super::super::context::Context;
use super::super::rules::table;
use crate::cli::init::signs::{Of, Sign};
use crate::cli::init::survey::{Counts, Survey};
use crate::finding::{Lang, Preset, Text, plural};
use crate::markdown::flavour::Flavour;
use crate::message;
use crate::terms::dictionary::names;
use crate::text::sanitize::sanitize;
use crate::text::whitespace::Whitespace as _;

/// What is to be written.
pub(super) struct Proposal {
    flavour: Flavour,
    /// The configuration of markdownlint's that stays in force.
    markdownlint: Option<String>,
    /// Dictionaries of prh's, as they are to be named.
    prh: Vec<String>,
}

impl Proposal {
    /// The proposal for what `survey` saw. A file that can't be used is left out, and it is said why.
    pub(super) fn of(survey: &Survey<'_>, context: &Context<'_>) -> Self {
        let usable = |sign: &&Sign| sign.of == Of::Prh && !survey.nested;
        let named = survey.signs.iter().filter(usable).map(|sign| format!("./{}", sign.file));
        let markdownlint = survey.signs.iter().find(|sign| sign.of == Of::Markdownlint).map(|sign| sign.file.clone());
        let mut proposal = Self { flavour: survey.flavour, markdownlint, prh: named.collect() };
        if !proposal.prh.is_empty()
            && let Err(errors) = survey.count(&proposal.terms(), Some("terms"))
        {
            context.complain_all(&errors);
            proposal.prh.clear();
        }
        if let Err(errors) = survey.count(&proposal.extends(), Some("terms")) {
            context.complain_all(&errors);
            proposal.markdownlint = None;
        }
        proposal
    }

    /// The whole file, but for its first line.
    pub(super) fn text(&self, lang: Lang) -> String {
        let mut text = TEMPLATE.get(lang).to_owned();
        if self.flavour != Flavour::Github {
            let commented = "# flavour = \"github\"";
            text = text.replace(commented, &format!("flavour = \"{}\"", self.flavour.name()));
        }
        text = text.replace("extends = [\"recommended\"]\n", &self.extends());
        if !self.prh.is_empty() {
            text = text.replace(EXAMPLE, self.terms().unicode_trim_start());
        }
        text
    }

    /// What it builds on: markdownlint's own configuration goes on to hold where one is there.
    fn extends(&self) -> String {
        match &self.markdownlint {
            Some(file) => format!("extends = [\"recommended\", \"markdownlint\", \"./{file}\"]\n"),
            None => "extends = [\"recommended\"]\n".to_owned(),
        }
    }

    /// The dictionaries, where there are others than those that come with notelint.
    fn terms(&self) -> String {
        if self.prh.is_empty() {
            return String::new();
        }
        let named = names().map(str::to_owned).chain(self.prh.iter().cloned());
        let named = named.map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
        format!("\n[terms]\ndictionaries = [{named}]\n")
    }

    /// Says what stands in the folder, and what would be found.
    pub(super) fn explain(&self, survey: &Survey<'_>, context: &mut Context<'_>) -> io::Result<()> {
        let lang = context.lang();
        for sign in &survey.signs {
            let (what, means) = (sign.what(lang), self.means(sign, survey, lang));
            writeln!(context.out, "{}", sanitize(&format!("{what}: {means}")))?;
        }
        if survey.notes == 0 {
            return Ok(());
        }
        if !survey.signs.is_empty() {
            writeln!(context.out)?;
        }
        self.presets(survey, context)?;
        self.dictionaries(survey, context)?;
        writeln!(context.out)
    }

    fn means(&self, sign: &Sign, survey: &Survey<'_>, lang: Lang) -> String {
        match sign.of {
            Of::Flavour(flavour) => {
                let (name, about) = (flavour.name(), flavour.about().get(lang));
                if flavour == self.flavour {
                    message!("flavour {name} ({about})", "flavour は {name} ({about})").text(lang)
                } else {
                    let own = survey.flavour.name();
                    message!(
                        "flavour {name}, but the notes have more of {own}",
                        "flavour は {name} だが、{own} の構文のほうが多い"
                    )
                    .text(lang)
                }
            }
            Of::Markdownlint if self.markdownlint.is_none() => {
                message!("a configuration that can't be used", "使えない設定").text(lang)
            }
            Of::Markdownlint => message!(
                "goes on to hold; `notelint init --from-markdownlint` writes it out instead",
                "そのまま効く。書き写すには `notelint init --from-markdownlint` を使う"
            )
            .text(lang),
            Of::Prh if survey.nested => {
                let text = message!(
                    "a dictionary, to be named in the topmost notelint.toml",
                    "辞書。一番上の notelint.toml で指定する"
                );
                text.text(lang)
            }
            Of::Prh if self.prh.is_empty() => message!("a dictionary that can't be used", "使えない辞書").text(lang),
            Of::Prh => message!("a dictionary", "辞書として使う").text(lang),
            Of::Textlint => message!(
                "for what notelint has of its rules, see {MOVING}/moving.md",
                "notelint にあるルールは {MOVING}/moving.ja.md を参照"
            )
            .text(lang),
            Of::Lychee => message!(
                "`notelint links` takes its place: see {MOVING}/moving.md",
                "`notelint links` で代われる。{MOVING}/moving.ja.md を参照"
            )
            .text(lang),
        }
    }

    fn presets(&self, survey: &Survey<'_>, context: &mut Context<'_>) -> io::Result<()> {
        let lang = context.lang();
        let (own, terms) = (format!("flavour = \"{}\"\n", self.flavour.name()), self.terms());
        let mut rows = vec![head(("preset", "プリセット"), lang)];
        let mut add = |name: &str, text: &str, remark| {
            rows.push(row(name, survey.count(text, None).unwrap_or_default(), remark, lang));
        };
        if let Some(file) = &self.markdownlint {
            add(&format!("recommended, {file}"), &format!("{own}{}{terms}", self.extends()), PROPOSED);
        }
        let sole = if self.markdownlint.is_some() { BLANK } else { PROPOSED };
        add("recommended", &format!("{own}{terms}"), sole);
        if self.flavour != Flavour::Github {
            let without = message!("  without the flavour", "  flavour なし").text(lang);
            add(&without, &terms, BLANK);
        }
        add("recommended, style", &format!("{own}extends = [\"recommended\", \"style\"]\n{terms}"), BLANK);
        for preset in [Preset::Markdownlint, Preset::Strict].map(Preset::name) {
            add(preset, &format!("{own}extends = [\"{preset}\"]\n{terms}"), BLANK);
        }
        let (notes, number) = (plural(survey.notes, "note"), survey.notes);
        let text = message!("What would be found in {notes}:", "{number}件のノートで見つかるもの:").text(lang);
        writeln!(context.out, "{text}\n")?;
        table(&rows, context)
    }

    /// What each dictionary finds beside what the rules about terms find without any.
    fn dictionaries(&self, survey: &Survey<'_>, context: &mut Context<'_>) -> io::Result<()> {
        let lang = context.lang();
        let count = |named: &str| {
            let text = format!("flavour = \"{}\"\n[terms]\ndictionaries = [{named}]\n", self.flavour.name());
            survey.count(&text, Some("terms")).unwrap_or_default()
        };
        let without = count("");
        // In how many notes can't be told: without any dictionary there are some already.
        let columns = |[name, findings, fixable, _, remark]: [String; 5]| [name, findings, fixable, remark];
        let mut rows = vec![columns(head(("dictionary", "辞書"), lang))];
        let own = self.prh.iter().cloned();
        for name in names().map(str::to_owned).chain(own) {
            let mut counts = count(&format!("{name:?}"));
            counts.findings = counts.findings.saturating_sub(without.findings);
            counts.fixable = counts.fixable.saturating_sub(without.fixable);
            rows.push(columns(row(&name, counts, PROPOSED, lang)));
        }
        writeln!(context.out)?;
        table(&rows, context)
    }
}

/// Says what to do with the file.
pub(super) fn next_steps(context: &mut Context<'_>) -> io::Result<()> {
    let text = NEXT.get(context.lang());
    write!(context.out, "{text}")
}

fn head((en, ja): (&str, &str), lang: Lang) -> [String; 5] {
    let say = |en: &str, ja: &str| message!("{en}", "{ja}").text(lang);
    [say(en, ja), say("findings", "指摘"), say("fixable", "修正可能"), say("notes", "ノート"), String::new()]
}

fn row(name: &str, counts: Counts, remark: Text, lang: Lang) -> [String; 5] {
    let number = |number: usize| number.to_string();
    [
        name.to_owned(),
        number(counts.findings),
        number(counts.fixable),
        number(counts.notes),
        remark.get(lang).to_owned(),
    ]
}

/// What stands in the template where no dictionaries are named.
const EXAMPLE: &str = "# [terms]\n# dictionaries = [\"aws\", \"general\", \"./terms.toml\", \"./prh.yml\"]\n";

/// Where the pages on moving from other tools are read.
const MOVING: &str = "https://github.com/notelint/notelint/blob/main/docs";

const PROPOSED: Text = Text { en: "proposed", ja: "推奨" };
const BLANK: Text = Text { en: "", ja: "" };

const NEXT: Text = Text {
    en: "\nnext:
  notelint                what is found
  notelint --fix          mend what can be mended
  notelint baseline       put off what is left, so that runs report only what is new
  notelint hook install   check each commit
",
    ja: "\n次にすること:
  notelint                指摘を見る
  notelint --fix          自動で直せるものを直す
  notelint baseline       残りを保留し、新しい指摘だけを報告する
  notelint hook install   コミットのたびに検査する
",
};

const TEMPLATE: Text = Text {
    en: r#"# What notelint checks here. The nearest notelint.toml above a note decides for it.

# Presets, and other files ("../notelint.toml"); the later win. There are: recommended, japanese, style,
# markdownlint, strict. `recommended` brings `japanese` along for notes that are mostly Japanese.
extends = ["recommended"]

# Where the notes are read: what is syntax there is never reported. There are: github, zenn, qiita, obsidian, mkdocs,
# docusaurus, hugo, jekyll.
# flavour = "github"

# Notes to leave alone, beside what .gitignore names. A glob without "/" holds in every folder below.
exclude = []

# "off", "advice", "warning" or "error", or a table with options. `notelint rules` lists the rules,
# `notelint explain RULE` explains one.
[rules]
# empty-section = "advice"

# The dictionaries of the rules about terms, and words that those never report (`notelint terms add WORD` adds one).
# There are: aws, azure, gcp, kubernetes, general, japanese, all of which count where none is named, and your own files,
# in notelint's form or in prh's.
# [terms]
# dictionaries = ["aws", "general", "./terms.toml", "./prh.yml"]
# accept = ["LambdaEdge"]

# Other settings for some notes; globs are relative to this folder, the later win.
# [[overrides]]
# files = ["journal/**"]
# rules = { empty-section = "off" }
"#,
    ja: r#"# notelint の設定。ノートには、その上で一番近い notelint.toml が適用される。

# プリセットと、ほかの設定ファイル ("../notelint.toml")。後に書いたものが優先される。
# プリセット: recommended, japanese, style, markdownlint, strict
# recommended を使うと、日本語が中心のノートには japanese も適用される。
extends = ["recommended"]

# ノートを公開する場所。そこでの独自の構文は指摘されない。
# 使えるもの: github, zenn, qiita, obsidian, mkdocs, docusaurus, hugo, jekyll
# flavour = "github"

# 検査しないノート (.gitignore にあるものは書かなくてよい)。"/" のないパターンは下のどのフォルダーにも効く。
exclude = []

# "off", "advice", "warning", "error" のどれか、または設定の表。
# 一覧は `notelint rules`、説明は `notelint explain ルール名` で表示できる。
[rules]
# empty-section = "advice"

# 用語のルールが使う辞書と、指摘させない言葉 (`notelint terms add 言葉` でも追加できる)。
# 辞書: aws, azure, gcp, kubernetes, general, japanese (指定しなければすべて)。自分の辞書は notelint の形式でも prh の形式でもよい。
# [terms]
# dictionaries = ["aws", "general", "./terms.toml", "./prh.yml"]
# accept = ["LambdaEdge"]

# 一部のノートだけの設定。パターンはこのフォルダーからの相対で、後に書いたものが優先される。
# [[overrides]]
# files = ["journal/**"]
# rules = { empty-section = "off" }
"#,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::file::parse;
    use crate::config::select::Catalogue;
    use crate::finding::mistake::Text as ConfigText;

    #[test]
    fn the_template_is_valid_as_it_is_and_without_its_comment_signs() {
        let own = |flavour, prh: &[&str]| Proposal {
            flavour,
            markdownlint: (flavour == Flavour::Zenn).then(|| ".markdownlint.json".to_owned()),
            prh: prh.iter().map(|name| (*name).to_owned()).collect(),
        };
        for lang in [Lang::En, Lang::Ja] {
            let zenn = own(Flavour::Zenn, &["./prh.yml"]).text(lang);
            assert!(
                zenn.contains("\nflavour = \"zenn\"\n")
                    && zenn.contains("\"./.markdownlint.json\"]\n")
                    && zenn.contains("\n[terms]\ndictionaries = [\"aws\", ")
                    && !zenn.contains("# [terms]")
            );
            let uncommented = zenn.lines().map(|line| match line.strip_prefix("# ") {
                Some(toml) if toml.starts_with('[') || toml.contains(" = ") => toml,
                _ => line,
            });
            let uncommented = uncommented.collect::<Vec<_>>().join("\n");
            for text in [own(Flavour::Github, &[]).text(lang), zenn.clone(), uncommented] {
                let text = ConfigText::new("x".into(), "x".into(), text);
                parse(text, "/".into(), Catalogue(crate::rules::RULES), lang).unwrap();
            }
        }
    }
}
