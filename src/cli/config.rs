//! `notelint config [PATH]`: the settings that apply to a note, and where they come from.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;

use super::Exit;
use super::args::{ConfigArgs, RuleArgs, TableFormat};
use super::context::Context;
use super::rules::{severities, table};
use super::wrap::wrapped;
use crate::config::dictionaries::{is_default, names_of};
use crate::config::host::HostConfig;
use crate::config::resolved::{Origin, ResolvedRule};
use crate::config::schema::schema;
use crate::config::select::{Catalogue, preset};
use crate::config::{Choice, Config, Configs};
use crate::finding::Lang;
use crate::finding::config_error::ConfigError;
use crate::lint::suppression::{Inline, Suppressions};
use crate::markdown::document::Document;
use crate::markdown::flavour::Flavour;
use crate::message;
use crate::project::root::root_of;
use crate::rules::RULES;
use crate::text::disk;
use crate::text::disk::OsFileSystem;
use crate::text::paths;
use crate::text::sanitize::sanitize;

/// The configuration that the command line asks for.
///
/// # Errors
/// An unknown rule or preset, or a file that does not exist.
pub(crate) fn configs(args: &RuleArgs, context: &Context<'_>) -> Result<Arc<Configs>, ConfigError> {
    let (catalogue, lang) = (Catalogue(RULES), context.lang());
    let file = args.config.as_ref().map(|file| {
        let unreadable = |error| ConfigError::new(crate::finding::unreadable(&file.to_string_lossy(), &error, lang));
        crate::text::disk::canonical(&context.cwd.join(file)).map_err(unreadable)
    });
    let choice = Choice {
        file: file.transpose()?,
        none: args.no_config,
        presets: args.preset.iter().map(|name| preset(name, lang)).collect::<Result<_, _>>()?,
        flavour: None,
        select: (!args.select.is_empty()).then(|| catalogue.select(&args.select, lang)).transpose()?,
        group: args.group,
        ignore: catalogue.select(&args.ignore, lang)?,
    };
    Ok(Arc::new(Configs::new(choice, catalogue, context.cwd.clone(), lang, Arc::new(OsFileSystem))))
}

/// A note or folder, and what applies to it.
struct EffectiveConfig {
    root: PathBuf,
    path: PathBuf,
    config: Arc<Config>,
    /// The project's own configuration, which says what its dictionaries are.
    own: Arc<Config>,
    flavour: Flavour,
    host: Arc<HostConfig>,
    excluded: bool,
    /// Whether the note is mostly Japanese; `None` for a folder.
    japanese: Option<bool>,
    rules: Vec<ResolvedRule>,
}

pub(crate) fn run(args: &ConfigArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    if args.schema {
        serde_json::to_writer_pretty(&mut context.out, &schema(RULES))?;
        writeln!(context.out)?;
        return Ok(Exit::Clean);
    }
    let configs = match configs(&args.rules, context) {
        Ok(configs) => configs,
        Err(error) => {
            context.print_error(&error);
            return Ok(Exit::Error);
        }
    };
    let path = match crate::text::disk::canonical(&context.cwd.join(&args.path)) {
        Ok(path) => path,
        Err(error) => {
            context.error_text(&crate::finding::unreadable(&args.path.to_string_lossy(), &error, context.lang()));
            return Ok(Exit::Error);
        }
    };
    let applied = applied(&configs, path);
    let errors = configs.take_errors();
    if !errors.is_empty() {
        context.print_errors(&errors);
        return Ok(Exit::Error);
    }
    match args.format {
        TableFormat::Json => {
            let value = to_json(&applied, context);
            serde_json::to_writer_pretty(&mut context.out, &value)?;
            writeln!(context.out)?;
        }
        TableFormat::Text => text(&applied, args.all, context)?,
    }
    Ok(Exit::Clean)
}

fn applied(configs: &Configs, path: PathBuf) -> EffectiveConfig {
    let folder = if path.is_dir() { &path } else { path.parent().unwrap_or(&path) };
    let root = root_of(folder).folder;
    let config = configs.nearest(&root, folder);
    let own = configs.nearest(&root, &root);
    let comments = (!path.is_dir()).then(|| comments(&path));
    let japanese = comments.as_ref().map(|(japanese, _)| *japanese);
    let matches = configs.matches(&config, &root, &path);
    let inline = comments.map(|(_, inline)| inline).unwrap_or_default();
    let rules = configs.resolve(&config, &matches, japanese.unwrap_or(false), &inline);
    let excluded = configs.excludes(&root, &path);
    let (flavour, host) = (configs.flavour(&root, &path), configs.host(&root, &path));
    EffectiveConfig { root, path, config, own, flavour, host, excluded, japanese, rules }
}

/// Whether the note at `path` is mostly Japanese, and which rules its comments turn on or off.
fn comments(path: &Path) -> (bool, Inline) {
    let Ok(source) = disk::source(path) else { return (false, Inline::default()) };
    let document = Document::parse(&source);
    (document.prose().is_japanese(), Suppressions::of(&document).inline())
}

fn text(applied: &EffectiveConfig, all: bool, context: &mut Context<'_>) -> io::Result<()> {
    let lang = context.lang();
    let localized = |en: &'static str, ja: &'static str| if lang == Lang::Ja { ja } else { en };
    let root = paths::relative(&context.cwd, &applied.root);
    let file = applied.config.name().unwrap_or(localized("none", "なし"));
    writeln!(context.out, "{}: {}", localized("project", "プロジェクト"), sanitize(&root))?;
    writeln!(context.out, "{}: {}", localized("configuration", "設定ファイル"), sanitize(file))?;
    if applied.flavour != Flavour::Github {
        writeln!(context.out, "{}: {}", localized("flavour", "フレーバー"), applied.flavour.name())?;
    }
    if !applied.host.files.is_empty() {
        let files: Vec<_> = applied.host.files.iter().map(|file| paths::relative(&context.cwd, file)).collect();
        let label = localized("options of the host", "ホストの設定");
        writeln!(context.out, "{label}: {}", sanitize(&files.join(", ")))?;
    }
    if !is_default(&applied.own) {
        let names = names_of(&applied.own).join(", ");
        writeln!(context.out, "{}: {}", localized("dictionaries", "辞書"), sanitize(&names))?;
    }
    if applied.excluded {
        writeln!(context.out, "{}", localized("excluded: not checked", "除外: 検査の対象外（exclude）"))?;
    }
    if applied.japanese == Some(true) {
        writeln!(context.out, "{}", localized("mostly Japanese", "日本語が中心のノート"))?;
    }
    let head = [localized("rule", "ルール"), localized("severity", "重要度"), localized("set by", "設定元")];
    let mut rows = vec![head.map(str::to_owned)];
    for rule in applied.rules.iter().filter(|rule| rule.severity.is_some() || !matches!(rule.origin, Origin::Nowhere)) {
        let severity = rule.severity.map_or("off".to_owned(), |severity| severities(rule.entry.meta, severity));
        rows.push([rule.entry.meta.name.to_owned(), severity, origin(&rule.origin, lang)]);
        for (name, (value, from)) in &rule.options {
            let value = serde_json::to_string(value).unwrap_or_default();
            let option = sanitize(&format!("  {name} = {value}")).into_owned();
            rows.push([option, String::new(), origin(from, lang)]);
        }
    }
    writeln!(context.out)?;
    table(&rows, context)?;
    let off: Vec<_> = (applied.rules.iter())
        .filter(|rule| rule.severity.is_none() && matches!(rule.origin, Origin::Nowhere))
        .map(|rule| rule.entry.meta.name)
        .collect();
    if off.is_empty() {
        return Ok(());
    }
    let count = off.len();
    let text = if all {
        let names = off.join(", ");
        message!("in no preset used here ({count}): {names}", "使用中のプリセットにないルール（{count}）: {names}")
            .text(lang)
    } else {
        message!(
            "{count} more rules are in no preset used here; `--all` lists them",
            "ほかの {count} ルールは使用中のプリセットにない。`--all` で一覧を表示できる"
        )
        .text(lang)
    };
    writeln!(context.out, "\n{}", wrapped(&text, "  ", context.style.width))
}

fn origin(origin: &Origin, lang: Lang) -> String {
    match origin {
        Origin::Nowhere => "-".to_owned(),
        Origin::Preset(preset) => {
            let name = preset.name();
            message!("preset {name}", "プリセット {name}").text(lang)
        }
        Origin::File(file, line) => sanitize(&format!("{}:{line}", file.text.name)).into_owned(),
        Origin::Foreign(file, line) => sanitize(&format!("{file}:{line}")).into_owned(),
        Origin::Comment => message!("a comment in the note", "ノート内のコメント").text(lang),
        Origin::CommandLine(option) => (*option).to_owned(),
    }
}

fn to_json(applied: &EffectiveConfig, context: &Context<'_>) -> serde_json::Value {
    let rules = applied.rules.iter().map(|rule| {
        let options: serde_json::Map<_, _> = (rule.options.iter())
            .map(|(name, (value, from))| (name.clone(), json!({ "value": value, "origin": origin(from, Lang::En) })))
            .collect();
        json!({
            "name": rule.entry.meta.name,
            "severity": rule.severity.map_or("off", crate::finding::Severity::name),
            "origin": match &rule.origin { Origin::Nowhere => None, set => Some(origin(set, Lang::En)) },
            "options": options,
        })
    });
    json!({
        "path": paths::relative(&context.cwd, &applied.path),
        "project": paths::relative(&context.cwd, &applied.root),
        "configuration": applied.config.name(),
        "flavour": applied.flavour.name(),
        "host_files": applied.host.files.iter().map(|file| paths::relative(&context.cwd, file)).collect::<Vec<_>>(),
        "dictionaries": names_of(&applied.own),
        "excluded": applied.excluded,
        "japanese": applied.japanese,
        "rules": rules.collect::<Vec<_>>(),
    })
}
