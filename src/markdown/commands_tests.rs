//! Tests of [`crate::markdown::commands`]. They parse notes, which that module can't.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::markdown::commands::Setting;
use crate::markdown::document::Document;
use crate::text::source::Source;

/// The commands of `note`, their words separated by ` | `. Words that vary end with `?`.
fn commands(note: &str) -> Vec<String> {
    settings(note).into_iter().map(|(_, command)| command).collect()
}

fn settings(note: &str) -> Vec<(Setting, String)> {
    let source = Source::new(note.to_owned()).unwrap();
    let document = Document::parse(&source);
    let shown = document.commands().map(|command| {
        let words = command.words().map(|word| format!("{}{}", word.text, if word.varies { "?" } else { "" }));
        (command.setting, words.collect::<Vec<_>>().join(" | "))
    });
    shown.collect()
}

/// The commands of a block of `code` in `language`.
fn block(language: &str, code: &str) -> Vec<String> {
    commands(&format!("```{language}\n{code}\n```\n"))
}

#[test]
fn what_a_command_is_taken_from() {
    let note =
        "`aws s3 ls`\n\n```sh\nls\n# pwd\n```\n\n    df -h\n\n```console\n$ du\n4.0K .\n```\n\n```yaml\na: ls\n```\n";
    let expected = [
        (Setting::CodeSpan, "aws | s3 | ls"),
        (Setting::Language, "ls"),
        (Setting::Hash, "pwd"),
        (Setting::Block, "df | -h"),
        (Setting::Prompt, "du"),
    ];
    assert_eq!(settings(note), expected.map(|(setting, command)| (setting, command.to_owned())));
}

#[test]
fn an_excused_block_has_no_commands() {
    assert_eq!(block("sh notelint-skip", "ls"), [""; 0]);
    assert_eq!(block("sh title=notelint-skip.sh", "ls"), ["ls"]);
}

#[test]
fn lines_without_a_prompt_are_output_if_others_have_one() {
    assert_eq!(block("", "$ ls\na b\n$ pwd"), ["ls", "pwd"]);
    assert_eq!(block("", "[me@host ~]$ ls\na b"), ["ls"]);
    assert_eq!(block("powershell", "PS C:\\> ls\na b"), ["ls"]);
    assert_eq!(block("sh", "ls\npwd"), ["ls", "pwd"]);
    assert_eq!(block("", "> ls\n% pwd"), ["ls", "pwd"]);
}

#[test]
fn lines_are_joined() {
    assert_eq!(
        block("sh", "az vm create \\\n  --name a \\\n  --size b\nls"),
        ["az | vm | create | --name | a | --size | b", "ls"]
    );
    assert_eq!(block("sh", "$ a \\\n> --b\n$ c"), ["a | --b", "c"]);
    assert_eq!(block("powershell", "az vm create `\n  --name a"), ["az | vm | create | --name | a"]);
    assert_eq!(block("cmd", "az vm create ^\n  --name a"), ["az | vm | create | --name | a"]);
    assert_eq!(block("", "az vm create ^\n  --name a"), ["az | vm | create | --name | a"]);
    assert_eq!(commands("> - a\n>\n>   ```sh\n>   a \\\n>     --b\n>   ```\n"), ["a | --b"]);
    assert_eq!(block("sh", "a \\"), ["a"]);
    assert_eq!(commands("```sh\r\na \\\r\n  --b\r\nc\r\n```\r\n"), ["a | --b", "c"]);
}

#[test]
fn operators_separate_commands() {
    assert_eq!(block("sh", "a b | c && d || e; f & g"), ["a | b", "c", "d", "e", "f", "g"]);
    assert_eq!(block("sh", "a --b=$(c d) e"), ["a | --b=$(c d)? | e", "c | d"]);
    assert_eq!(block("sh", "a `b c` d"), ["a | `b c`? | d", "b | c"]);
    assert_eq!(block("sh", "a \"$(b c)\" d"), ["a | $(b c)? | d", "b | c"]);
    assert_eq!(block("sh", "(a; b)"), ["a", "b"]);
    assert_eq!(block("sh", "a # b | c"), ["a"]);
    assert_eq!(block("cmd", "a # b"), ["a | # | b"]);
}

#[test]
fn redirections_are_left_out() {
    assert_eq!(block("sh", "a > b 2>&1 < c >> d e"), ["a | e"]);
    assert_eq!(block("sh", "a &> b; c 2>/dev/null d"), ["a", "c | d"]);
    assert_eq!(block("sh", "a 2 > b"), ["a | 2"]);
    assert_eq!(block("sh", "a <<< b"), ["a"]);
}

#[test]
fn a_here_document_is_not_commands() {
    assert_eq!(block("sh", "cat <<EOF > a\nkubectl x\nEOF\nls"), ["cat", "ls"]);
    assert_eq!(block("sh", "cat <<-'END' | b -\n\tx\n\tEND\nls"), ["cat", "b | -", "ls"]);
    assert_eq!(block("sh", "$ cat << EOF\n> x\n> EOF\n$ ls"), ["cat", "ls"]);
    assert_eq!(block("sh", "cat <<EOF\nx"), ["cat"]);
}

#[test]
fn quotes() {
    assert_eq!(block("sh", "a 'b c' \"d e\"f"), ["a | b c | d ef"]);
    assert_eq!(block("sh", "a \"b \\\" c\" d\\ e"), ["a | b \" c | d e"]);
    assert_eq!(block("sh", "a '{\n  \"b\": 1\n}' c\nd"), ["a | {\n\"b\": 1\n} | c", "d"]);
    assert_eq!(block("sh", "echo don't\nls"), ["echo | don't", "ls"]);
    assert_eq!(block("powershell", "a \"b`\" c\" d"), ["a | b\" c | d"]);
}

#[test]
fn words_that_vary() {
    assert_eq!(block("sh", "a $b ${c} --d=<e f> [g] h... …"), ["a | $b? | ${c}? | --d=<e f>? | [g]? | h...? | …?"]);
    assert_eq!(block("sh", "a <b> {c} '$d'"), ["a | <b>? | {c}? | $d"]);
    assert_eq!(block("sh", "a <b >c"), ["a"]);
}

#[test]
fn what_comes_before_the_program() {
    assert_eq!(block("sh", "sudo -u root a b"), ["a | b"]);
    assert_eq!(block("sh", "A=1 B='2' a"), ["a"]);
    assert_eq!(block("sh", "A=1"), [""; 0]);
    assert_eq!(block("sh", "if ! a; then b; fi"), ["a", "b", "fi"]);
    assert_eq!(block("sh", "a | xargs -n 1 kubectl delete"), ["a", "kubectl | delete"]);
    assert_eq!(block("powershell", "$id = az account show"), ["az | account | show"]);
    assert_eq!(block("sh", "id=$(az account show)"), ["az | account | show"]);
}

#[test]
fn spans_are_those_of_the_source() {
    let note = "> ```sh\n> az vm \\\n>   --name 'a b' > c\n> ```\n";
    let source = Source::new(note.to_owned()).unwrap();
    let document = Document::parse(&source);
    let command = document.commands().next().unwrap();
    let words: Vec<_> = command.words().map(|word| source.slice(word.span)).collect();
    assert_eq!(words, ["az", "vm", "--name", "'a b'"]);
    assert_eq!(source.slice(command.span()), "az vm \\\n>   --name 'a b'");
}

#[test]
fn code_spans() {
    assert_eq!(commands("`` a `b` ``"), ["a | `b`?", "b"]);
    assert_eq!(commands("`$ a b`"), ["a | b"]);
    assert_eq!(commands("`a\nb`"), [""; 0]);
    assert_eq!(commands("``"), [""; 0]);
}

/// Quadratic time would take minutes.
#[test]
fn hostile_code_takes_linear_time() {
    const SIZE: usize = 50_000;
    let parts = [
        "[", "$(", "`", "'", "\"", "\"\\", "<", "${", "a|", "<<E ", "\"$(", "(", ")", "'\"", "<a", "2>", "'\n", "\"\n",
        "a \\\n", "<<E\n", "$(\n", "a '\n'", "[a@",
    ];
    for part in parts {
        let code = part.repeat(SIZE / part.len());
        let source = Source::new(format!("~~~~sh\n{code}\n~~~~\n")).unwrap();
        let document = Document::parse(&source);
        let start = Instant::now();
        document.commands().count();
        let took = start.elapsed();
        assert!(took < Duration::from_secs(20), "{part:?} takes {took:?}");
    }
}

/// What has a meaning for shells and prompts, and characters of several bytes.
const FRAGMENTS: [&str; 34] = [
    "$(",
    ")",
    "(",
    "`",
    "'",
    "\"",
    "\\",
    "\\\n",
    "^\n",
    "`\n",
    "\n",
    "<<E",
    "\nE\n",
    "> ",
    "$ ",
    "# ",
    " ",
    "\t",
    "a",
    "--b",
    "=",
    "あ",
    "　",
    "—",
    "<a>",
    "<",
    "${",
    "}",
    "|",
    "&&",
    ";",
    "2>",
    "PS C:\\>",
    "[a@b ~]$ ",
];

proptest! {
    #[test]
    fn words_are_parts_of_the_code(
        parts in proptest::collection::vec(proptest::sample::select(&FRAGMENTS[..]), 0..40),
        language in proptest::sample::select(&["sh", "console", "powershell", "cmd", ""][..]),
    ) {
        let source = Source::new(format!("> ~~~~{language}\n> {}\n> ~~~~\n", parts.concat().replace('\n', "\n> "))).unwrap();
        let document = Document::parse(&source);
        for command in document.commands() {
            let block = document.node(command.node).span();
            let mut end = block.start;
            for word in command.words() {
                prop_assert!(block.covers(word.span) && word.span.start >= end, "{:?} in {:?}", word, source.text());
                prop_assert!(source.text().get(word.span.range()).is_some_and(|text| !text.is_empty()));
                end = word.span.end;
            }
            prop_assert!(command.words().len() > 0);
        }
    }
}
