//! The pictures in the READMEs: terminal output of a real run, as SVG. They must match the current output; `UPDATE=1`
//! redraws them, to be looked at.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use unicode_width::UnicodeWidthChar;

/// Columns of the terminal.
const COLUMNS: &str = "80";
/// The size of a cell and of the margin, in pixels.
const CELL: (f32, f32) = (8.4, 19.0);
const MARGIN: f32 = 20.0;

const CSS: &str = "\
.back{fill:#fbfaf8;stroke:#d9d5cd}text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',\
'Noto Sans Mono CJK JP','Hiragino Sans','BIZ UDGothic','MS Gothic',monospace;fill:#24292f;white-space:pre}\
.c31{fill:#b42318}.c33{fill:#8a5a00}.c35{fill:#8b3fa8}.c36{fill:#0f6b7a}.c2{fill:#6b737d}.c1{font-weight:700}\
.c4{text-decoration:underline}@media(prefers-color-scheme:dark){.back{fill:#15181b;stroke:#30363d}text{fill:#e3e6e8}\
.c31{fill:#f28b82}.c33{fill:#e5b45a}.c35{fill:#d8a0ee}.c36{fill:#74cbd8}.c2{fill:#8d97a1}}";

/// Adjacent characters with the same style and width.
#[derive(Debug, PartialEq)]
struct CommandRun {
    text: String,
    /// Codes of ECMA-48's SGR, as class names.
    style: String,
    /// The column of the first character, from 0.
    column: usize,
    /// The width of each character in columns.
    width: usize,
}

/// The runs of a line of terminal output. `style` carries over from line to line.
fn runs(line: &str, style: &mut String) -> Vec<CommandRun> {
    let mut runs: Vec<CommandRun> = Vec::new();
    let (mut column, mut rest) = (0, line);
    while let Some(char) = rest.chars().next() {
        if let Some(code) = rest.strip_prefix("\x1b[") {
            let (codes, after) = code.split_once('m').expect("the report uses only colours");
            let codes = codes.split(';').filter(|code| !matches!(*code, "0" | ""));
            *style = codes.map(|code| format!("c{code}")).collect::<Vec<_>>().join(" ");
            rest = after;
            continue;
        }
        rest = &rest[char.len_utf8()..];
        let width = char.width().unwrap_or(0);
        match runs.last_mut() {
            // Zero-width characters belong to the character before.
            Some(last) if width == 0 || last.style == *style && last.width == width => last.text.push(char),
            _ => runs.push(CommandRun { text: char.into(), style: style.clone(), column, width }),
        }
        column += width;
    }
    runs
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Terminal output as a picture. Each run is placed at its columns, so it does not depend on the reader's fonts.
fn svg(title: &str, output: &str) -> String {
    let mut style = String::new();
    let lines: Vec<_> = output.lines().map(|line| runs(line, &mut style)).collect();
    let end =
        |runs: &Vec<CommandRun>| runs.last().map_or(0, |last| last.column + last.text.chars().count() * last.width);
    let columns = lines.iter().map(end).max().unwrap_or(0);
    #[allow(clippy::cast_precision_loss, reason = "a few dozen")]
    let (width, height) = (columns as f32 * CELL.0 + 2.0 * MARGIN, lines.len() as f32 * CELL.1 + 2.0 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" role=\"img\"><title>{}</title><style>{CSS}</style>\n\
         <rect class=\"back\" x=\".5\" y=\".5\" width=\"{:.0}\" height=\"{:.0}\" rx=\"10\"/>\n",
        escaped(title),
        width - 1.0,
        height - 1.0
    );
    #[allow(clippy::cast_precision_loss, reason = "a few dozen")]
    for (row, runs) in lines.iter().enumerate() {
        let y = MARGIN + (row as f32 + 0.75) * CELL.1;
        for run in runs.iter().filter(|run| !run.text.trim().is_empty()) {
            let x = MARGIN + run.column as f32 * CELL.0;
            let count = run.text.chars().filter(|char| char.width() != Some(0)).count();
            let length = (count * run.width) as f32 * CELL.0;
            let class = if run.style.is_empty() { String::new() } else { format!(" class=\"{}\"", run.style) };
            let text = escaped(&run.text);
            let _ = writeln!(
                svg,
                "<text{class} x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{length:.1}\" \
                 lengthAdjust=\"spacingAndGlyphs\">{text}</text>"
            );
        }
    }
    svg + "</svg>\n"
}

/// Asserts that the picture at `name` shows the output of `command`, and that the README contains it.
fn check(name: &str, readme: &str, command: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_notelint"))
        .args(["--color", "always"])
        .args(command.split(' ').skip(1))
        .current_dir(root)
        .envs([("COLUMNS", COLUMNS), ("LC_ALL", "en_US.UTF-8")])
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let drawn = svg(command, &format!("\x1b[2m$\x1b[0m \x1b[1m{command}\x1b[0m\n\n{printed}"));
    let path = root.join(name);
    if crate::common::is_updating() {
        std::fs::write(path, drawn).unwrap();
    } else {
        let current = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(current == drawn, "{name} is not what `{command}` prints; UPDATE=1 redraws it");
    }
    let readme = std::fs::read_to_string(root.join(readme)).unwrap();
    assert!(readme.contains(&format!("]({name})")), "the README shows the picture");
}

#[test]
fn the_picture_is_current() {
    check("assets/terminal.svg", "README.md", "notelint --select former-name,swallowing-url notes/services.md");
}

#[test]
fn the_japanese_picture_is_current() {
    check(
        "assets/terminal.ja.svg",
        "README.ja.md",
        "notelint --lang ja --select former-name,swallowing-url notes/services.md",
    );
}

#[test]
fn full_width_characters_take_two_columns() {
    let mut style = String::new();
    let run =
        |text: &str, style: &str, column, width| CommandRun { text: text.into(), style: style.into(), column, width };
    let expected = [run("あか\u{3099}", "", 0, 2), run("a", "", 4, 1), run("い", "c35 c1", 5, 2), run("b", "", 7, 1)];
    assert_eq!(runs("あか\u{3099}a\x1b[35;1mい\x1b[0mb", &mut style), expected);
    assert!(svg("", "あ<b").contains("x=\"36.8\" y=\"34.2\" textLength=\"16.8\""), "{}", svg("", "あ<b"));
    assert!(svg("", "あ<b").contains(">&lt;b</text>"));
}
