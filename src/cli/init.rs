//! `notelint init`: a `notelint.toml` to begin with.

use std::fs::File;
use std::io::{self, Write};

use super::Exit;
use super::args::InitArgs;
use super::context::Context;
use crate::config::markdownlint::convert::convert;
use crate::config::root::{FILE_NAME, root_of};
use crate::config::schema::URL;
use crate::config::select::Catalogue;
use crate::config::{Choice, Configs};
use crate::finding::Text;
use crate::message;
use crate::paths;
use crate::rules::RULES;

pub(crate) fn run(args: &InitArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let path = context.cwd.join(&args.folder).join(FILE_NAME);
    let shown = paths::with_slashes(&args.folder.join(FILE_NAME)).replacen("./", "", 1);
    let text = if args.from_markdownlint {
        match converted(args, context)? {
            Some(text) => text,
            None => return Ok(Exit::Trouble),
        }
    } else {
        TEMPLATE.get(context.lang()).to_owned()
    };
    let text = format!("#:schema {URL}\n\n{text}");
    match File::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => {
            let message = message!("wrote {shown}", "{shown} を書き出した").text(context.lang());
            writeln!(context.out, "{}", crate::report::sanitize::sanitize(&message))?;
            Ok(Exit::Clean)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            context.say(&message!(
                "{shown} is there already; it stays as it is",
                "{shown} はすでにあるので、そのままにした"
            ));
            Ok(Exit::Trouble)
        }
        Err(error) => {
            context.say(&message!("{shown} can't be written: {error}", "{shown} を書き込めない: {error}"));
            Ok(Exit::Trouble)
        }
    }
}

/// What takes the place of markdownlint's configuration; `None`, with the reason told, where there is none to take.
fn converted(args: &InitArgs, context: &mut Context<'_>) -> io::Result<Option<String>> {
    let configs = Configs::new(Choice::default(), Catalogue(RULES), context.cwd.clone(), context.lang());
    let folder = match context.cwd.join(&args.folder).canonicalize() {
        Ok(folder) => folder,
        Err(error) => {
            context.trouble(&paths::unreadable(&args.folder.to_string_lossy(), &error, context.lang()));
            return Ok(None);
        }
    };
    let converted = convert(&configs, &root_of(&folder).folder, &folder);
    let errors = configs.take_errors();
    context.complain_all(&errors);
    if !errors.is_empty() {
        return Ok(None);
    }
    let Some(converted) = converted else {
        let shown = paths::with_slashes(&args.folder);
        context.say(&message!(
            "no markdownlint configuration that notelint can read holds for `{shown}`",
            "`{shown}` に適用される markdownlint の設定で、notelint が読めるものはない"
        ));
        return Ok(None);
    };
    if !folder.join(FILE_NAME).exists() {
        for left in &converted.left {
            writeln!(context.out, "{}", crate::report::sanitize::sanitize(left))?;
        }
    }
    Ok(Some(converted.toml))
}

const TEMPLATE: Text = Text {
    en: r#"# What notelint checks here. The nearest notelint.toml above a note decides for it.

# Presets, and other files ("../notelint.toml"); the later win. There are: recommended, japanese, style,
# markdownlint, strict. `recommended` brings `japanese` along for notes that are mostly Japanese.
extends = ["recommended"]

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
# accept = ["Lambda@Edge"]

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

# 検査しないノート (.gitignore にあるものは書かなくてよい)。"/" のないパターンは下のどのフォルダーにも効く。
exclude = []

# "off", "advice", "warning", "error" のどれか、または設定の表。
# 一覧は `notelint rules`、説明は `notelint explain ルール名` で表示できる。
[rules]
# empty-section = "advice"

# 用語のルールが使う辞書と、指摘させない言葉 (`notelint terms add 言葉` でも追加できる)。
# 辞書: aws, azure, gcp, kubernetes, general, japanese (指定しなければすべて)。自分の辞書は notelint の形式でも prh の形式でもよい。
# [terms]
# dictionaries = ["aws", "japanese", "./terms.toml", "./prh.yml"]
# accept = ["Lambda@Edge"]

# 一部のノートだけの設定。パターンはこのフォルダーからの相対で、後に書いたものが優先される。
# [[overrides]]
# files = ["journal/**"]
# rules = { empty-section = "off" }
"#,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::error::Text as ConfigText;
    use crate::config::file::parse;
    use crate::config::select::Catalogue;
    use crate::finding::Lang;

    #[test]
    fn the_template_is_valid_as_it_is_and_without_its_comment_signs() {
        for text in [TEMPLATE.en, TEMPLATE.ja] {
            let uncommented = text.lines().map(|line| match line.strip_prefix("# ") {
                Some(toml) if toml.starts_with('[') || toml.contains(" = ") => toml,
                _ => line,
            });
            for text in [text.to_owned(), uncommented.collect::<Vec<_>>().join("\n")] {
                let text = ConfigText { path: "x".into(), name: "x".into(), text: text.into() };
                parse(text, "/".into(), Catalogue(crate::rules::RULES), Lang::En).unwrap();
            }
        }
    }
}
