//! `dollar-prompt`: a `$` before every command of a code block that shows no output.

use crate::lint::prelude::*;

pub(crate) struct DollarPrompt {
    sessions: bool,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Also report blocks whose language is a terminal session, such as `console`. They get no fix.
    sessions: bool,
}

rule!(DollarPrompt {
    options: Options,
    new: |options| DollarPrompt { sessions: options.sessions },
    summary: Text {
        en: "a `$` before commands whose output is not shown",
        ja: "出力のないコマンドに `$` が付いている",
    },
    aliases: &["MD014", "commands-show-output"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("sessions = true")],
    fix: Some(Applicability::Unsafe),
});

impl Check for DollarPrompt {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::CodeBlock])
    }

    fn node(&self, note: &Note<'_>, block: Node<'_>, sink: &mut Sink<'_>) {
        let session = is_session(block.literal());
        if session && !self.sessions {
            return;
        }
        for prompt in prompts(note, block).unwrap_or_default() {
            let report = sink.report(
                prompt,
                message!("a `$` before a command whose output is not shown", "出力のないコマンドの前に `$` がある"),
            );
            let report = report.note(message!(
                "it is copied along with the command and has to be deleted by hand",
                "コマンドと一緒にコピーされるため、実行前に手で消すことになる"
            ));
            if !session {
                let title = message!("remove the `$`", "`$` を取り除く");
                report.fix(Applicability::Unsafe, Effect::Code, title, vec![Edit::delete(prompt)]);
            }
        }
    }
}

/// Whether `info` names a language whose highlighting relies on the prompt.
fn is_session(info: &str) -> bool {
    const SESSIONS: [&str; 5] = ["console", "shell-session", "shellsession", "sh-session", "terminal"];
    let language = info.unicode_words().next().unwrap_or_default();
    SESSIONS.iter().any(|session| session.eq_ignore_ascii_case(language))
}

/// The `$` of each line, with the whitespace after it. `None` if any line lacks one.
fn prompts(note: &Note<'_>, block: Node<'_>) -> Option<Vec<Span>> {
    let mut prompts = Vec::new();
    for text in block.children() {
        let mut start = text.span().start as usize;
        for line in note.source.slice(text.span()).split_inclusive(['\n', '\r']) {
            let content = line.trim_end_matches(['\n', '\r']);
            if !(content.is_empty() || content.unicode_trim().is_empty() && !block.is_fenced()) {
                let inner = content.unicode_trim_start();
                let after = inner.strip_prefix('$')?;
                let command = after.unicode_trim_start();
                if command.len() == after.len() {
                    return None;
                }
                let at = start + content.len() - inner.len();
                prompts.push(Span::new(at, at + inner.len() - command.len()));
            }
            start += line.len();
        }
    }
    Some(prompts)
}
