//! `dollar-prompt`: a code block of commands alone, each behind a `$`.

use crate::lint::prelude::*;

pub(crate) struct DollarPrompt {
    sessions: bool,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report blocks too whose language is that of a terminal session, such as `console`; there is no fix in them.
    sessions: bool,
}

rule!(DollarPrompt {
    options: Options,
    new: |options| DollarPrompt { sessions: options.sessions },
    summary: Text {
        en: "a code block of commands alone, each behind a `$`",
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
                "copied with the command, it has to be taken out by hand",
                "コピーして実行するときに `$` を消さなければならない"
            ));
            if !session {
                let title = message!("take the `$` away", "`$` を取り除く");
                report.fix(Applicability::Unsafe, Effect::Code, title, vec![Edit::delete(prompt)]);
            }
        }
    }
}

/// Whether highlighting of the language `info` names goes by the prompt.
fn is_session(info: &str) -> bool {
    const SESSIONS: [&str; 5] = ["console", "shell-session", "shellsession", "sh-session", "terminal"];
    let language = info.unicode_words().next().unwrap_or_default();
    SESSIONS.iter().any(|session| session.eq_ignore_ascii_case(language))
}

/// The `$` of each line with the white space behind it; `None` where a line has none.
fn prompts(note: &Note<'_>, block: Node<'_>) -> Option<Vec<Span>> {
    let mut prompts = Vec::new();
    for text in block.children() {
        let mut start = text.span().start as usize;
        for line in note.source.slice(text.span()).split_inclusive(['\n', '\r']) {
            let content = line.trim_end_matches(['\n', '\r']);
            if !(content.is_empty() || content.unicode_trim().is_empty() && !block.is_fenced()) {
                let inner = content.unicode_trim_start();
                let behind = inner.strip_prefix('$')?;
                let command = behind.unicode_trim_start();
                if command.len() == behind.len() {
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
