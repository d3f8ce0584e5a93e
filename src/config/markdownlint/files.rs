//! Reads `.markdownlint.*` and `.markdownlint-cli2.*`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::settings::{MarkdownlintSettings, option_names, options, wrong_option};
use crate::config::environment::{Environment, Errors};
use crate::config::globs::Globs;
use crate::config::resolved::Origin;
use crate::finding::Lang;
use crate::finding::config_error::{ConfigError, FileText};
use crate::finding::config_error::{MOST_FILES, too_many};
use crate::finding::parsers::plain;
use crate::message;
use crate::text::paths;
use crate::text::source::Span;
use crate::text::value::{self, Value, ValueKind};
use crate::text::whitespace::Whitespace as _;

/// Names of files with rules. In each folder, the first one that exists is used.
pub const RULES: [&str; 4] = [".markdownlint.jsonc", ".markdownlint.json", ".markdownlint.yaml", ".markdownlint.yml"];
/// Names of files with rules and other settings.
pub const CLI2: [&str; 2] = [".markdownlint-cli2.jsonc", ".markdownlint-cli2.yaml"];
/// Names of JavaScript files, which notelint can't run.
pub const PROGRAMS: [&str; 4] =
    [".markdownlint.cjs", ".markdownlint.mjs", ".markdownlint-cli2.cjs", ".markdownlint-cli2.mjs"];

/// The settings of a file.
#[derive(Clone, Debug)]
pub struct MarkdownlintFile {
    /// The name of the file in messages.
    pub name: Arc<str>,
    /// Its folder.
    pub folder: PathBuf,
    /// Settings of rules; `None` if the file has none.
    pub settings: Option<MarkdownlintSettings>,
    /// Notes to skip.
    pub ignores: Vec<String>,
    /// Notes to check; empty for all.
    pub globs: Vec<String>,
    /// Other keys.
    pub others: Vec<String>,
    ignored: Globs,
    chosen: Option<Globs>,
}

/// The markdownlint files of a folder.
#[derive(Debug, Default)]
pub struct FolderFiles {
    /// `.markdownlint.*`.
    pub rules: Option<Arc<MarkdownlintFile>>,
    /// `.markdownlint-cli2.*`.
    pub cli2: Option<Arc<MarkdownlintFile>>,
}

impl FolderFiles {
    /// Whether the folder has none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_none() && self.cli2.is_none()
    }
}

impl MarkdownlintFile {
    /// The same file with other `settings`.
    #[must_use]
    pub fn with(&self, settings: MarkdownlintSettings) -> Self {
        Self { settings: Some(settings), ..self.clone() }
    }

    /// Whether it excludes `path`: by `ignores` or, for the topmost such file (`top`), because `globs` does not select the note.
    pub fn excludes(&self, path: &Path, top: bool) -> bool {
        let unasked = |globs: &Globs| paths::is_note(path) && !globs.matches(&self.folder, path);
        self.ignored.matches(&self.folder, path)
            || top && path.starts_with(&self.folder) && self.chosen.as_ref().is_some_and(unasked)
    }
}

/// Reads the markdownlint files of `folder`, in the project at `root`. Errors are added to `errors`.
pub(in crate::config) fn in_folder(
    environment: Environment<'_>,
    root: &Path,
    folder: &Path,
    errors: &mut Errors,
) -> FolderFiles {
    // Listing the folder once is faster than a look-up for each name. If it can't be listed, each name is looked up.
    let names = environment.files.names_in(folder).map(|mut names| {
        names.retain(|name| name.as_encoded_bytes().starts_with(b".markdownlint"));
        names
    });
    let may_be_there = |name: &str| names.as_ref().map_or(true, |names| names.iter().any(|other| other == name));
    let mut read = |names: &[&str]| {
        let mut there = names.iter().filter(|name| may_be_there(name)).map(|name| folder.join(name));
        let path = there.find(|path| environment.files.is_file(path))?;
        read(environment, root, &path, errors).map(Arc::new)
    };
    FolderFiles { rules: read(&RULES), cli2: read(&CLI2) }
}

/// Reads the file at `path`, which may extend other files of the project at `root`. Errors are added to `errors`.
pub(in crate::config) fn read(
    environment: Environment<'_>,
    root: &Path,
    path: &Path,
    errors: &mut Errors,
) -> Option<MarkdownlintFile> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let cli2 = name.contains("markdownlint-cli2.");
    MarkdownlintReader::open(environment, root, path, errors)?.foreign(cli2)
}

/// Whether a file that is extended is a markdownlint file: JSON or YAML.
pub fn is_foreign(path: &Path) -> bool {
    path.extension().and_then(|extension| extension.to_str()).is_some_and(|extension| {
        ["json", "jsonc", "yaml", "yml"].iter().any(|known| known.eq_ignore_ascii_case(extension))
    })
}

/// A file that is being read.
struct MarkdownlintReader<'a> {
    environment: Environment<'a>,
    root: &'a Path,
    text: FileText,
    value: Value,
    errors: &'a mut Errors,
    /// The files that extend this one.
    open: Vec<PathBuf>,
}

impl<'a> MarkdownlintReader<'a> {
    fn open(environment: Environment<'a>, root: &'a Path, path: &Path, errors: &'a mut Errors) -> Option<Self> {
        let lang = environment.lang;
        let name = paths::relative(environment.cwd, path);
        match environment.content(root, path, &name) {
            Ok(content) => {
                let text = FileText::new(path.to_owned(), name, content);
                let value = parse(&text, lang).map_err(|error| errors.push(error)).ok()?;
                Some(Self { environment, root, text, value, errors, open: Vec::new() })
            }
            Err(error) => {
                errors.push(error);
                None
            }
        }
    }

    fn foreign(mut self, cli2: bool) -> Option<MarkdownlintFile> {
        let count = self.errors.len();
        let value = std::mem::replace(&mut self.value, Value { span: Span::at(0), kind: ValueKind::Null });
        let mut foreign = MarkdownlintFile {
            name: self.text.name.as_str().into(),
            folder: self.text.path.parent()?.to_owned(),
            settings: None,
            ignores: Vec::new(),
            globs: Vec::new(),
            others: Vec::new(),
            ignored: Globs::default(),
            chosen: None,
        };
        if cli2 {
            self.cli2(&value, &mut foreign);
        } else {
            foreign.settings = Some(self.rules(&value));
        }
        (self.errors.len() == count).then_some(foreign)
    }

    fn cli2(&mut self, value: &Value, foreign: &mut MarkdownlintFile) {
        for (name, value) in value.object().unwrap_or_default() {
            match &*name.text {
                "config" => foreign.settings = Some(self.rules(value)),
                "ignores" => foreign.ignores.extend(self.globs(value).into_iter().map(|(glob, _)| glob)),
                "globs" => {
                    for (glob, is_negated) in self.globs(value) {
                        if is_negated { &mut foreign.ignores } else { &mut foreign.globs }.push(glob);
                    }
                }
                // These only change the output, or are what notelint does anyway.
                "$schema" | "noBanner" | "noProgress" | "showFound" => {}
                "gitignore" if value.is_truthy() => {}
                _ if !value.is_truthy() => {}
                _ => foreign.others.push(name.text.clone()),
            }
        }
        foreign.ignored = self.compiled(&foreign.ignores, value.span);
        foreign.chosen = (!foreign.globs.is_empty()).then(|| self.compiled(&foreign.globs, value.span));
    }

    /// The globs in notelint's syntax, each with whether it was negated. Globs that point outside the folder are left out: they
    /// match nothing.
    fn globs(&mut self, value: &Value) -> Vec<(String, bool)> {
        let lang = self.environment.lang;
        let ValueKind::Array(items) = &value.kind else {
            self.fail(value.span, message!("expected a list of strings", "文字列のリストを書く").text(lang));
            return Vec::new();
        };
        let mut globs = Vec::new();
        for item in items {
            let Some(glob) = item.string() else {
                self.fail(item.span, message!("expected a string", "文字列を書く").text(lang));
                continue;
            };
            let plain = glob.trim_start_matches(['!', '#', ':']);
            let rest = plain.trim_start_matches("./").trim_start_matches('/');
            let here = match rest {
                "" | "." => "/*.{md,markdown}".to_owned(),
                _ if rest.starts_with("**/") => rest.to_owned(),
                _ => format!("/{rest}"),
            };
            if plain.split('/').any(|part| part == "..") {
                continue;
            }
            match Globs::new(&[&here], lang) {
                Ok(_) => globs.push((here, glob.starts_with(['!', '#']))),
                Err((_, wrong)) => {
                    self.fail(item.span, message!("invalid glob: {wrong}", "パターンの誤り: {wrong}").text(lang));
                }
            }
        }
        globs
    }

    fn compiled(&mut self, globs: &[String], span: Span) -> Globs {
        let globs: Vec<&str> = globs.iter().map(String::as_str).collect();
        Globs::new(&globs, self.environment.lang).unwrap_or_else(|(_, wrong)| {
            self.fail(span, wrong);
            Globs::default()
        })
    }

    /// The settings of a `config` object, on top of those that it extends.
    fn rules(&mut self, value: &Value) -> MarkdownlintSettings {
        let lang = self.environment.lang;
        if value.object().is_none() {
            self.fail(
                value.span,
                message!("expected an object of rules", "ルールの設定をオブジェクトで書く").text(lang),
            );
            return MarkdownlintSettings::default();
        }
        let extends = options(value).find(|(name, value)| *name == "extends" && value.is_truthy());
        let mut settings = extends.map(|(_, value)| self.extends(value)).unwrap_or_default();
        for (name, value) in value.object().unwrap_or_default() {
            self.check(&name.text, value);
        }
        let text = &self.text;
        let origin = |span: Span| Origin::Foreign(text.name.as_str().into(), text.line(span.start as usize));
        settings.add(&MarkdownlintSettings::of(value, origin));
        settings
    }

    /// Reports invalid options of the rule `name`.
    fn check(&mut self, name: &str, value: &Value) {
        let lang = self.environment.lang;
        for entry in self.environment.catalogue.named(name) {
            let (known, rule) = (option_names(entry), entry.meta.name);
            for (option, value) in options(value).filter(|(option, _)| known.iter().any(|known| known == option)) {
                let Some(toml) = value.to_toml() else { continue };
                if let Some(wrong) = wrong_option(entry, option, &toml) {
                    let wrong = plain(&wrong, lang).message;
                    let message =
                        message!("invalid option of `{rule}`: {wrong}", "`{rule}` のオプションの誤り: {wrong}");
                    self.fail(value.span, message.text(lang));
                }
            }
        }
    }

    fn extends(&mut self, value: &Value) -> MarkdownlintSettings {
        let lang = self.environment.lang;
        let Some(name) = value.string() else {
            self.fail(value.span, message!("expected a file name", "ファイル名を書く").text(lang));
            return MarkdownlintSettings::default();
        };
        let Some(path) = self.find(name) else {
            let message =
                message!("`{name}` does not exist in the project", "`{name}` というファイルはこのプロジェクトにない");
            self.fail(value.span, message.text(lang));
            return MarkdownlintSettings::default();
        };
        if !path.starts_with(self.root) {
            let message = message!("`{name}` is outside the project", "`{name}` はプロジェクトの外にある");
            self.fail(value.span, message.text(lang));
            return MarkdownlintSettings::default();
        }
        if path == self.text.path || self.open.contains(&path) {
            let message =
                message!("`{name}` also extends this file", "`{name}` とこのファイルが互いに extends している");
            self.fail(value.span, message.text(lang));
            return MarkdownlintSettings::default();
        }
        if self.open.len() + 1 >= MOST_FILES {
            self.fail(value.span, too_many(lang));
            return MarkdownlintSettings::default();
        }
        let Some(mut base) = MarkdownlintReader::open(self.environment, self.root, &path, self.errors) else {
            return MarkdownlintSettings::default();
        };
        base.open.clone_from(&self.open);
        base.open.push(self.text.path.clone());
        let value = base.value.clone();
        base.rules(&value)
    }

    /// The file that `name` refers to: relative to the folder of this file, or in an npm package installed in the project.
    fn find(&self, name: &str) -> Option<PathBuf> {
        let folder = self.text.path.parent()?;
        let above = folder.ancestors().take_while(|above| above.starts_with(self.root));
        let packages = above.map(|above| above.join("node_modules").join(name));
        let candidates = std::iter::once(folder.join(name)).chain(packages);
        let mut files = candidates.flat_map(|path| [path.with_added_extension("json"), path]);
        let found = files.find(|path| self.environment.files.is_file(path))?;
        self.environment.files.canonical(&found).ok()
    }

    fn fail(&mut self, span: Span, message: String) {
        let label = message!("here", "ここ").text(self.environment.lang);
        self.errors.push(ConfigError::new(message).at(&self.text, span, label));
    }
}

/// Parses JSON or YAML, depending on the extension of the file.
fn parse(text: &FileText, lang: Lang) -> Result<Value, ConfigError> {
    let extension = text.path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let is_empty = text.text.trim_start_matches('\u{feff}').is_blank();
    let (format, parsed) = match extension {
        // markdownlint-cli2 takes an empty file for one without settings.
        _ if is_empty => ("JSON", Ok(Value { span: Span::at(0), kind: ValueKind::Null })),
        "yaml" | "yml" => ("YAML", value::yaml(&text.text)),
        _ => ("JSON", value::json(&text.text)),
    };
    match parsed {
        Ok(Value { span, kind: ValueKind::Null }) => Ok(Value { span, kind: ValueKind::Object(Vec::new()) }),
        Ok(value) => Ok(value),
        Err(wrong) => {
            let why = plain(&wrong.why, lang).message;
            let message = message!("not valid {format}: {why}", "{format} として正しくない: {why}").text(lang);
            let end = text.text.len();
            let span = wrong.span.map_or(Span::at(0), |span| {
                let clip = |at: u32| (at as usize).min(end);
                Span::new(clip(span.start), clip(span.end))
            });
            Err(ConfigError::new(message).at(text, span, message!("here", "ここ").text(lang)))
        }
    }
}
