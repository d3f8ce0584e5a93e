//! Messages about settings of markdownlint files that notelint ignores.

use std::path::Path;

use super::files::{MarkdownlintFile, PROGRAMS};
use crate::config::environment::Environment;
use crate::finding::{Lang, Text};
use crate::message;
use crate::text::file_system::FileSystem;
use crate::text::paths;

/// Messages about the settings of the markdownlint files in `folder` that notelint ignores.
pub(in crate::config) fn notices(
    environment: Environment<'_>,
    folder: &Path,
    cli2: Option<&MarkdownlintFile>,
) -> Vec<String> {
    let lang = environment.lang;
    let programs = programs(environment.files, folder).map(|program| {
        let name = paths::relative(environment.cwd, &folder.join(program));
        format!("{name}: {}", PROGRAM.get(lang))
    });
    let keys = cli2.into_iter().flat_map(|cli2| {
        let of_findings = cli2.others.iter().filter(|key| !matches!(&***key, "fix" | "outputFormatters"));
        of_findings.map(|key| format!("{}: {}", cli2.name, without_equivalent(key, lang)))
    });
    programs.chain(keys).collect()
}

pub(super) fn without_equivalent(key: &str, lang: Lang) -> String {
    no_equivalent(key).map_or_else(
        || message!("`{key}` has no equivalent", "`{key}` には対応していない").text(lang),
        |why| {
            let why = why.get(lang);
            format!("`{key}`: {why}")
        },
    )
}

fn no_equivalent(key: &str) -> Option<Text> {
    Some(match key {
        "customRules" => Text {
            en: "rules written in JavaScript have no equivalent",
            ja: "JavaScript で書かれたルールには対応していない",
        },
        "markdownItPlugins" => Text {
            en: "markdown-it plugins have no equivalent",
            ja: "markdown-it のプラグインには対応していない",
        },
        "outputFormatters" => {
            Text { en: "use `--format` of `notelint check`", ja: "`notelint check` の `--format` を使う" }
        }
        "fix" => Text { en: "use `--fix`", ja: "実行時に `--fix` を付ける" },
        _ => return None,
    })
}

/// The JavaScript files among the markdownlint files in `folder`.
pub(super) fn programs(files: &dyn FileSystem, folder: &Path) -> impl Iterator<Item = &'static str> {
    PROGRAMS.into_iter().filter(|name| files.is_file(&folder.join(name)))
}

pub(super) const PROGRAM: Text = Text {
    en: "not read: notelint can't run JavaScript",
    ja: "notelint は JavaScript を実行できないため、読み込まない",
};
