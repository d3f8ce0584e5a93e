//! The configuration that `notelint init` proposes, the reasons for it, and how many findings it would bring.

use std::io;

use super::super::context::Context;
use super::super::rules::table;
use crate::cli::init::evidence::{Evidence, EvidenceKind};
use crate::cli::init::survey::{FindingCounts, Survey};
use crate::cli::init::template;
use crate::config::host::evidence::HostEvidence;
use crate::finding::{Lang, Preset, Text, plural};
use crate::markdown::flavour::Flavour;
use crate::message;
use crate::terms::dictionary::names;

/// The configuration to write.
pub(super) struct ConfigTemplate {
    flavour: Flavour,
    /// The markdownlint configuration that the proposal extends.
    markdownlint: Option<String>,
    /// The project's own dictionaries, as the file names them.
    dictionaries: Vec<String>,
    /// Whether the folder is part of a project that has a `notelint.toml`, which speaks for its terms.
    nested: bool,
}

impl ConfigTemplate {
    /// The proposal for the folder of `survey`. A file that can't be used is left out, with an error message.
    pub(super) fn of(survey: &Survey<'_>, context: &Context<'_>) -> Self {
        let markdownlint =
            survey.signs.iter().find(|sign| sign.of == EvidenceKind::Markdownlint).map(|sign| sign.file.clone());
        let (flavour, nested) = (survey.flavour, survey.nested);
        let mut template = Self { flavour, markdownlint, dictionaries: Vec::new(), nested };
        for sign in survey.signs.iter().filter(|sign| sign.of == EvidenceKind::Dictionary && !nested) {
            template.dictionaries.push(in_folder(sign));
            if let Err(errors) = survey.count(&template.terms(), Some("terms")) {
                context.print_errors(&errors);
                template.dictionaries.pop();
            }
        }
        if let Err(errors) = survey.count(&template.extends(), Some("terms")) {
            context.print_errors(&errors);
            template.markdownlint = None;
        }
        template
    }

    /// The whole file, but for its first line.
    pub(super) fn text(&self, lang: Lang) -> String {
        let terms = if self.nested { None } else { Some(self.extra()) };
        template::text(self.flavour, &self.extends(), terms.as_deref(), lang)
    }

    /// The line `extends`. A markdownlint configuration in the folder stays in use.
    fn extends(&self) -> String {
        match &self.markdownlint {
            Some(file) => format!("extends = [\"recommended\", \"markdownlint\", \"./{file}\"]\n"),
            None => "extends = [\"recommended\"]\n".to_owned(),
        }
    }

    /// The part of the file that names the project's own dictionaries, if there are any.
    fn terms(&self) -> String {
        let extra = self.extra();
        if extra.is_empty() { extra } else { format!("\n[terms]\n{extra}") }
    }

    /// The line that names the project's own dictionaries, if there are any.
    fn extra(&self) -> String {
        if self.dictionaries.is_empty() {
            return String::new();
        }
        let named: Vec<_> = self.dictionaries.iter().map(|name| format!("{name:?}")).collect();
        format!("extra-dictionaries = [{}]\n", named.join(", "))
    }

    /// Prints what was found in the folder, and what the proposal would report.
    pub(super) fn explain(&self, survey: &Survey<'_>, context: &mut Context<'_>) -> io::Result<()> {
        let lang = context.lang();
        for sign in &survey.signs {
            let (what, means) = (sign.what(lang), self.means(sign, survey, lang));
            context.say(&format!("{what}: {means}"), "  ")?;
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

    fn means(&self, sign: &Evidence, survey: &Survey<'_>, lang: Lang) -> String {
        match &sign.of {
            EvidenceKind::Flavour(HostEvidence { flavour, .. }) => {
                let (name, about) = (flavour.name(), flavour.about().get(lang));
                if *flavour == self.flavour {
                    message!("flavour {name} ({about})", "flavour は {name} ({about})").text(lang)
                } else {
                    let own = survey.flavour.name();
                    message!(
                        "flavour {name}, but the notes use more syntax of {own}",
                        "flavour は {name} だが、ノートには {own} の構文のほうが多い"
                    )
                    .text(lang)
                }
            }
            EvidenceKind::Markdownlint if self.markdownlint.is_none() => {
                message!("a configuration with an error; not used", "誤りのある設定。使わない").text(lang)
            }
            EvidenceKind::Markdownlint => message!(
                "stays in use; `notelint init --from-markdownlint` converts it instead",
                "引き続き使う。変換するには `notelint init --from-markdownlint` を使う"
            )
            .text(lang),
            EvidenceKind::Dictionary if survey.nested => {
                message!("a dictionary; list it in the topmost notelint.toml", "辞書。一番上の notelint.toml に書く")
                    .text(lang)
            }
            EvidenceKind::Dictionary if self.dictionaries.contains(&in_folder(sign)) => {
                message!("a dictionary, used in addition to the built-in ones", "辞書。組み込みの辞書に加えて使う")
                    .text(lang)
            }
            EvidenceKind::Dictionary => {
                message!("a dictionary with an error; not used", "誤りのある辞書。使わない").text(lang)
            }
            EvidenceKind::Textlint => message!(
                "{DOCS_URL}/moving.md lists the notelint rules that correspond to its rules",
                "対応する notelint のルールは {DOCS_URL}/moving.ja.md を参照"
            )
            .text(lang),
            EvidenceKind::Lychee => message!(
                "`notelint links` can replace it: see {DOCS_URL}/moving.md",
                "`notelint links` で置き換えられる。{DOCS_URL}/moving.ja.md を参照"
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
            add(&format!("recommended, {file}"), &format!("{own}{}{terms}", self.extends()), RECOMMENDED);
        }
        let sole = if self.markdownlint.is_some() { BLANK } else { RECOMMENDED };
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
        let text = message!("Findings in {notes}, by configuration:", "{number} 件のノートでの指摘の数（設定ごと）:")
            .text(lang);
        writeln!(context.out, "{text}\n")?;
        table(&rows, context)
    }

    /// How many findings each dictionary adds to those of the rules about terms without any dictionary.
    fn dictionaries(&self, survey: &Survey<'_>, context: &mut Context<'_>) -> io::Result<()> {
        let lang = context.lang();
        let count = |named: &str| {
            let text = format!("flavour = \"{}\"\n[terms]\ndictionaries = [{named}]\n", self.flavour.name());
            survey.count(&text, Some("terms")).unwrap_or_default()
        };
        let without = count("");
        // Not the number of notes: some have findings without any dictionary.
        let columns = |[name, findings, fixable, _, remark]: [String; 5]| [name, findings, fixable, remark];
        let mut rows = vec![columns(head(("dictionary", "辞書"), lang))];
        for name in names().map(str::to_owned).chain(self.dictionaries.iter().cloned()) {
            let mut counts = count(&format!("{name:?}"));
            counts.findings = counts.findings.saturating_sub(without.findings);
            counts.fixable = counts.fixable.saturating_sub(without.fixable);
            rows.push(columns(row(&name, counts, RECOMMENDED, lang)));
        }
        writeln!(context.out)?;
        table(&rows, context)
    }
}

/// Prints the next steps.
pub(super) fn next_steps(context: &mut Context<'_>) -> io::Result<()> {
    let text = NEXT_STEPS.get(context.lang());
    write!(context.out, "{text}")
}

fn head((en, ja): (&str, &str), lang: Lang) -> [String; 5] {
    let say = |en: &str, ja: &str| message!("{en}", "{ja}").text(lang);
    [say(en, ja), say("findings", "指摘"), say("fixable", "修正可能"), say("notes", "ノート"), String::new()]
}

fn row(name: &str, counts: FindingCounts, remark: Text, lang: Lang) -> [String; 5] {
    let number = |number: usize| number.to_string();
    [
        name.to_owned(),
        number(counts.findings),
        number(counts.fixable),
        number(counts.notes),
        remark.get(lang).to_owned(),
    ]
}

/// How a `notelint.toml` names the file of `sign`.
fn in_folder(sign: &Evidence) -> String {
    format!("./{}", sign.file)
}

/// Where the pages about moving from other tools are.
const DOCS_URL: &str = "https://github.com/notelint/notelint/blob/main/docs";

const RECOMMENDED: Text = Text { en: "proposed", ja: "推奨" };
const BLANK: Text = Text { en: "", ja: "" };

const NEXT_STEPS: Text = Text {
    en: "\nnext:
  notelint                show the findings
  notelint --fix          fix what can be fixed safely
  notelint baseline       record the rest, and report only new findings
  notelint hook install   check each commit
",
    ja: "\n次にすること:
  notelint                指摘を表示する
  notelint --fix          安全に修正できるものを修正する
  notelint baseline       残りの指摘を記録し、以後は新しい指摘だけを報告する
  notelint hook install   コミットのたびに検査する
",
};
