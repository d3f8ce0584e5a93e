//! Converts markdownlint files to a `notelint.toml`.

use std::path::Path;

use ignore::WalkBuilder;

use super::files::{CLI2, MarkdownlintFile, PROGRAMS, RULES};
use super::notices::{PROGRAM, programs, without_equivalent};
use crate::config::FILE_NAME;
use crate::config::resolved::ResolvedRule;
use crate::config::{Config, ConfigPart, Configs};
use crate::finding::{Preset, Severity, Text};
use crate::lint::suppression::Inline;
use crate::message;
use crate::text::paths;

/// The result of a conversion.
#[derive(Debug)]
pub struct Converted {
    /// The text of a `notelint.toml`.
    pub toml: String,
    /// Messages about settings that have no equivalent.
    pub left: Vec<String>,
}

/// The `notelint.toml` for `folder`, in the project at `root`, that gives the same findings as its markdownlint files. `None` if
/// there are no such files.
pub fn convert(configs: &Configs, root: &Path, folder: &Path) -> Option<Converted> {
    let config = configs.foreign(root, folder)?;
    let Some(ConfigPart::Foreign(deciding)) = config.parts.last() else { return None };
    let own = configs.in_folder(root, folder);
    let cli2 = own.cli2.as_deref();
    let (presets, rules) = rules(configs, &config)?;
    let from = &deciding.name;
    let title = message!(
        "Converted from {from}. The recommended rules of notelint are on too.",
        "{from} から変換した設定。notelint の recommended のルールも有効になる。"
    );
    let mut lines = vec![format!("# {}", title.text(configs.lang)), format!("extends = {presets}")];
    if let Some(globs) = cli2.map(|cli2| &cli2.ignores).filter(|globs| !globs.is_empty()) {
        let globs: Vec<_> = globs.iter().map(|glob| quoted(glob)).collect();
        lines.push(format!("exclude = [{}]", globs.join(", ")));
    }
    if !rules.is_empty() {
        lines.extend([String::new(), "[rules]".to_owned()]);
        lines.extend(rules);
    }
    let toml = lines.join("\n") + "\n";
    Some(Converted { toml, left: left(configs, root, folder, deciding, cli2) })
}

/// The presets and the settings on top of them: of two ways to write them, the shorter one.
fn rules(configs: &Configs, config: &Config) -> Option<(&'static str, Vec<String>)> {
    let ways = [
        ("[\"recommended\", \"markdownlint\"]", &[Preset::Recommended, Preset::Markdownlint][..]),
        ("[\"recommended\"]", &[Preset::Recommended]),
    ];
    let resolve = |config: &Config, japanese| {
        let nothing = configs.matches(config, Path::new(""), Path::new(""));
        configs.resolve(config, &nothing, japanese, &Inline::default())
    };
    let lines = |presets: &[Preset]| {
        let base = Config { parts: presets.iter().copied().map(ConfigPart::Preset).collect(), file: None };
        let [plain, japanese] =
            [false, true].map(|japanese| differences(&resolve(config, japanese), &resolve(&base, japanese)));
        // The same file applies to notes in both languages.
        plain.filter(|plain| japanese.as_ref() == Some(plain))
    };
    let ways = ways.into_iter().filter_map(|(name, presets)| Some((name, lines(presets)?)));
    ways.min_by_key(|(_, lines)| lines.len())
}

/// The lines under `[rules]` that turn `base` into `expected`. `None` if an option would have to be unset.
fn differences(expected: &[ResolvedRule], base: &[ResolvedRule]) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    for (expected, base) in expected.iter().zip(base) {
        let name = expected.entry.meta.name;
        let Some(severity) = expected.severity else {
            lines.extend(base.severity.map(|_| format!("{name} = \"off\"")));
            continue;
        };
        if base.options.keys().any(|option| !expected.options.contains_key(option)) {
            return None;
        }
        let new = expected
            .options
            .iter()
            .filter(|(option, (value, _))| base.options.get(*option).is_none_or(|(other, _)| other != value));
        let options: Vec<_> = new.map(|(option, (value, _))| format!("{} = {}", key(option), inline(value))).collect();
        let severity = (base.severity != Some(severity)).then(|| quoted(Severity::name(severity)));
        lines.extend(match (severity, options.is_empty()) {
            (None, true) => None,
            (Some(severity), true) => Some(format!("{name} = {severity}")),
            (None, false) => Some(format!("{name} = {{ {} }}", options.join(", "))),
            (Some(severity), false) => Some(format!("{name} = {{ severity = {severity}, {} }}", options.join(", "))),
        });
    }
    Some(lines)
}

fn inline(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => quoted(text),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => format!("{number:?}"),
        toml::Value::Boolean(value) => value.to_string(),
        toml::Value::Datetime(time) => time.to_string(),
        toml::Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        toml::Value::Table(table) => {
            let pairs: Vec<_> =
                table.iter().map(|(name, value)| format!("{} = {}", key(name), inline(value))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

fn key(name: &str) -> String {
    let bare = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_');
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { quoted(name) }
}

/// `text` as a TOML string. TOML has all escapes of JSON; it also requires one for U+007F.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// Messages about settings that have no equivalent.
fn left(
    configs: &Configs,
    root: &Path,
    folder: &Path,
    deciding: &MarkdownlintFile,
    cli2: Option<&MarkdownlintFile>,
) -> Vec<String> {
    let lang = configs.lang;
    let mut left = Vec::new();
    for setting in deciding.settings.iter().flat_map(|settings| &settings.0) {
        let name = &setting.name;
        if !configs.catalogue.0.iter().any(|entry| setting.means(entry.meta)) {
            let text = message!(
                "`{name}` is not a rule of markdownlint; custom rules have no equivalent",
                "`{name}` という markdownlint のルールはない。独自のルールには対応していない"
            );
            left.push(text.text(lang));
        }
    }
    left.extend(cli2.iter().flat_map(|cli2| &cli2.others).map(|key| without_equivalent(key, lang)));
    if cli2.is_some_and(|cli2| !cli2.globs.is_empty()) {
        left.push(format!("`globs`: {}", GLOBS.get(lang)));
    }
    left.extend(programs(&*configs.files, folder).map(|program| format!("{program}: {}", PROGRAM.get(lang))));
    let above = folder.ancestors().skip(1).take_while(|above| above.starts_with(root));
    for file in above.filter_map(|above| configs.in_folder(root, above).cli2.clone()) {
        if !file.ignores.is_empty() || !file.globs.is_empty() {
            left.push(format!("{}: {}", file.name, ABOVE.get(lang)));
        }
    }
    left.extend(
        below(folder).into_iter().map(|path| format!("{}: {}", paths::relative(&configs.cwd, &path), BELOW.get(lang))),
    );
    left
}

/// The markdownlint files in the folders below `folder`.
fn below(folder: &Path) -> Vec<std::path::PathBuf> {
    let known = |name: &str| RULES.contains(&name) || CLI2.contains(&name) || PROGRAMS.contains(&name);
    let mut walk = WalkBuilder::new(folder);
    walk.hidden(false).filter_entry(|entry| !matches!(entry.file_name().to_str(), Some(".git" | "node_modules")));
    let files = walk.build().flatten().filter(|entry| entry.depth() > 1);
    let mut found: Vec<_> =
        files.filter(|entry| entry.file_name().to_str().is_some_and(known)).map(ignore::DirEntry::into_path).collect();
    found.retain(|path| path.parent().is_none_or(|folder| !folder.join(FILE_NAME).exists()));
    found.sort();
    found
}

const GLOBS: Text = Text {
    en: "notelint checks all notes below the folder; list paths on the command line, or use `exclude`",
    ja: "notelint はフォルダー以下のすべてのノートを検査する。絞り込むにはコマンドラインでパスを指定するか、`exclude` を使う",
};
const ABOVE: Text = Text {
    en: "the new file does not include its `globs` and `ignores`",
    ja: "この `globs` と `ignores` は新しいファイルに含まれていない",
};
const BELOW: Text = Text {
    en: "no longer read; run `notelint init --from-markdownlint` in its folder too",
    ja: "今後は読まれない。このフォルダーでも `notelint init --from-markdownlint` を実行する",
};
