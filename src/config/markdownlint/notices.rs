//! What notelint does not obey of markdownlint's files.

use std::path::Path;

use super::files::{MarkdownlintFile, PROGRAMS};
use crate::config::environment::Environment;
use crate::finding::{Lang, Text};
use crate::message;
use crate::text::file_system::FileSystem;
use crate::text::paths;

/// What a run has to say of markdownlint's files in `folder`: what of them notelint does not obey.
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
        || message!("`{key}` has no equivalent", "`{key}` に当たる設定はない").text(lang),
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
            ja: "JavaScript で書かれたルールに当たるものはない",
        },
        "markdownItPlugins" => Text {
            en: "plugins of markdown-it have no equivalent",
            ja: "markdown-it のプラグインに当たるものはない",
        },
        "outputFormatters" => {
            Text { en: "see `--format` of `notelint check`", ja: "`notelint check` の `--format` を使う" }
        }
        "fix" => Text { en: "ask for it with `--fix`", ja: "実行時に `--fix` を付ける" },
        _ => return None,
    })
}

/// The programs among markdownlint's files in `folder`.
pub(super) fn programs(files: &dyn FileSystem, folder: &Path) -> impl Iterator<Item = &'static str> {
    PROGRAMS.into_iter().filter(|name| files.is_file(&folder.join(name)))
}

pub(super) const PROGRAM: Text = Text {
    en: "a program, which notelint can't run",
    ja: "プログラムなので notelint では実行できない",
};
