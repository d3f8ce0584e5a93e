//! `broken-yaml`: YAML that can't be parsed, with the line that is the cause.

use crate::lint::prelude::*;
use crate::markdown::data::value::Value;
use crate::markdown::data::yaml::{self, YamlFault, YamlFaultKind};
use crate::markdown::data::{Block, elision};
use crate::text::slice::Slice as _;

pub(crate) struct BrokenYaml;

rule!(BrokenYaml {
    summary: Text { en: "YAML with a mistake", ja: "間違いのある YAML" },
    presets: &[Preset::Recommended.member()],
});

impl Check for BrokenYaml {
    fn looks_for(&self) -> &[std::ops::RangeInclusive<char>] {
        &[':'..=':']
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for block in note.blocks.all().iter().filter(|block| !block.is_skipped() && is_yaml(block)) {
            let text = block.as_str();
            let yaml = block.yaml();
            let Some(error) = &yaml.error else {
                let shows_files = elision::shows_files(text);
                for again in yaml.documents.iter().filter_map(second_object).filter(|_| !shows_files) {
                    let key = excerpt(text.part(again.clone()));
                    let report = sink.report(
                        block.span(again.clone()),
                        message!("a second `{key}` without `---` before it", "前に `---` がない 2 つ目の `{key}`"),
                    );
                    report.note(message!(
                        "both objects become one, in which the second overwrites the first",
                        "2 つのオブジェクトが 1 つになり、1 つ目が 2 つ目で上書きされる"
                    ));
                }
                continue;
            };
            let Some(fault) = yaml::fault(text, error) else { continue };
            let is_other = elision::is_note(text)
                || elision::is_elided(text)
                || elision::is_template(text)
                || elision::is_output(text);
            if !is_other && !is_placeholder(text, &fault) && !is_file_name(text, &fault) && !is_printed(text, &fault) {
                report(block, &fault, sink);
            }
        }
    }
}

/// Whether `block` is meant as YAML: its label says so, or it is a manifest.
fn is_yaml(block: &Block<'_>) -> bool {
    match block.language() {
        "yaml" | "yml" => true,
        "" => {
            let mut lines = block.as_str().md_lines().filter(|line| !line.is_blank() && !line.starts_with('#'));
            let begins = |line: &str| {
                let value = line.strip_prefix("apiVersion:").or_else(|| line.strip_prefix("kind:"));
                // A sentence after it explains the key.
                value.is_some_and(|value| !value.split('#').next().unwrap_or_default().md_trim().contains(' '))
            };
            lines.find(|line| *line != "---").is_some_and(begins) && lines.next().is_some_and(begins)
        }
        _ => false,
    }
}

/// The bytes of the key with which a second Kubernetes object begins in the document of the first.
fn second_object(document: &Value) -> Option<std::ops::Range<usize>> {
    let second = |key: &str| document.members().iter().filter(|member| member.key == key).nth(1);
    let (version, kind) = (second("apiVersion")?, second("kind")?);
    let first = if version.key_range.start < kind.key_range.start { version } else { kind };
    Some(first.key_range.clone())
}

/// Whether a placeholder is why the line of `fault` can't be parsed. A wrong indentation has nothing to do with it.
fn is_placeholder(text: &str, fault: &YamlFault) -> bool {
    let line = text.tail(text.head(fault.range.start).rfind('\n').map_or(0, |end| end + 1));
    let line = line.md_lines().next().unwrap_or_default();
    !matches!(fault.kind, YamlFaultKind::Tab | YamlFaultKind::TooDeep | YamlFaultKind::Misaligned)
        && elision::has_placeholder(line)
}

/// Whether what has no colon is the name of a file, as a title of the block.
fn is_file_name(text: &str, fault: &YamlFault) -> bool {
    let name = text.part(fault.range.clone());
    let is_first = text.head(fault.range.start).is_blank();
    is_first
        && fault.kind == YamlFaultKind::MissingColon
        && !name.contains(' ')
        && [".yml", ".yaml"].iter().any(|ending| name.ends_with(ending))
}

/// Whether the line of `fault` is what a command printed: `# kubectl apply -f role.yaml`, then `role/reader created`.
fn is_printed(text: &str, fault: &YamlFault) -> bool {
    fault.kind == YamlFaultKind::MissingColon && elision::is_after_command(text.head(fault.range.start))
}

fn report(block: &Block<'_>, fault: &YamlFault, sink: &mut Sink<'_>) {
    let text = block.as_str();
    let shown = excerpt(text.part(fault.range.clone()));
    let span = block.span(fault.range.clone());
    let other = excerpt(fault.other.clone().map_or("", |other| text.part(other)));
    let finding = match fault.kind {
        YamlFaultKind::Tab => sink.report(span, message!("indented with a tab", "タブで字下げされている")),
        YamlFaultKind::MissingSpace => {
            sink.report(span, message!("no space after the colon in `{shown}`", "`{shown}` のコロンの後に空白がない"))
        }
        YamlFaultKind::MissingDashSpace => {
            sink.report(span, message!("no space after the dash in `{shown}`", "`{shown}` のハイフンの後に空白がない"))
        }
        YamlFaultKind::TooDeep => sink.report(
            span,
            message!(
                "`{shown}` is deeper than `{other}`, which has a value",
                "`{shown}` が、値のある `{other}` より深く字下げされている"
            ),
        ),
        YamlFaultKind::Misaligned => sink.report(
            span,
            message!("`{shown}` does not line up with `{other}`", "`{shown}` の位置が `{other}` と揃っていない"),
        ),
        YamlFaultKind::MissingColon => {
            sink.report(span, message!("no colon after `{shown}`", "`{shown}` の後にコロンがない"))
        }
        YamlFaultKind::Unclosed(char) => {
            sink.report(span, message!("`{char}` is not closed", "`{char}` が閉じられていない"))
        }
        YamlFaultKind::ColonInValue => sink.report(
            span,
            message!("a colon in the unquoted value `{shown}`", "引用符のない値 `{shown}` の中にコロンがある"),
        ),
        YamlFaultKind::Reserved(char) => sink
            .report(span, message!("unquoted value begins with `{char}`", "引用符のない値が `{char}` で始まっている")),
    };
    finding.note(match fault.kind {
        YamlFaultKind::Tab => message!("YAML allows only spaces there", "YAML の字下げに使えるのは空白だけ"),
        YamlFaultKind::ColonInValue | YamlFaultKind::Reserved(_) => {
            message!("YAML takes it for syntax; put the value in quotes", "YAML の記号と解釈される。値を引用符で囲む")
        }
        _ => message!("no program can read this block as YAML", "このブロックは YAML として読み込めない"),
    });
}
