//! Generates texts from a small grammar: blocks in blocks, of inlines as people write them in Japanese and English, with
//! the slips that decide how a parser reads them: a missing blank line, too little indentation, a line without its
//! quote marker.

use fastrand::Rng;

const WORDS: &[&str] = &[
    "東京",
    "リージョン",
    "です",
    "は",
    "。",
    "、",
    "EC2",
    "S3",
    "region",
    "the",
    "1~5円",
    "3~5分",
    "~",
    "~~",
    "a_b",
    "*",
    "**",
    "10",
    "（例）",
    "→",
    "🎉",
    "！",
    "a|b",
    "|",
    "`",
    "x",
    "$5",
    "[a]",
    "[^1]",
    "\\*",
    "&amp;",
    "<b>",
    "</b>",
    "<br>",
    "#",
    "-",
    "+",
    "1.",
    ":",
    "…",
    "「",
    "」",
    "　",
    "!",
    "\"",
    "'",
    "(",
    ")",
    "https://a.example/b",
    "www.a.example",
    "a@b.example",
    "<!-- c -->",
];

const MARKS: &[&str] = &["*", "**", "***", "_", "__", "~~", "~", "`", "``"];

const LINES: &[&str] = &[
    "---",
    "***",
    "===",
    "# 見出し",
    "## S3 ##",
    "#タグ",
    "```",
    "~~~",
    "    code",
    "\tcode",
    "<div>",
    "</div>",
    "<img src=\"a.png\">",
    "</span>",
    "<a href=\"b\">",
    "<!-- comment -->",
    "<details>",
    "[a]: b.md",
    "[^1]: note",
    "| a | b |",
    "|---|---|",
    "a | b",
    "--|--",
    ":-:|-",
    "| 1 |",
    "|a|",
    "|-|",
    "> [!NOTE]",
    "- [ ] 済",
    "- [x] done",
    "- [ ]",
    "1) one",
    "2. two",
    "-",
    "10. ten",
    "* * *",
    "+ plus",
    "![i](i.png)",
    "[a](b.md)",
    "<https://a.example>",
    "text\\",
    "text  ",
    "http://a.example/**b**",
    "https://a.example/`c`、",
    "**http://a.example/**、",
    "www.a.example/_b_c",
];

const PREFIXES: &[&str] =
    &["> ", "- ", "1. ", "* ", "10. ", ">", "-   ", "- [ ] ", "[^1]: ", "    ", "  ", "   ", "\t"];

/// A text of a few blocks, determined by `random`.
pub(crate) fn text(random: &mut Rng) -> String {
    let mut lines = Vec::new();
    for _ in 0..random.usize(1..4) {
        block(random, 0, &mut lines);
        if random.u8(..3) > 0 {
            lines.push(String::new());
        }
    }
    lines.join("\n") + "\n"
}

fn one<'a>(random: &mut Rng, from: &[&'a str]) -> &'a str {
    from[random.usize(..from.len())]
}

fn inline(random: &mut Rng, depth: usize, text: &mut String) {
    for _ in 0..random.usize(1..4) {
        if random.u8(..4) == 0 {
            text.push(' ');
        }
        match random.u8(..8) {
            0 | 1 if depth < 3 => {
                let mark = one(random, MARKS);
                text.push_str(mark);
                inline(random, depth + 1, text);
                text.push_str(mark);
            }
            2 if depth < 3 => {
                text.push_str(if random.u8(..4) == 0 { "![" } else { "[" });
                inline(random, depth + 1, text);
                text.push_str(one(random, &["](b.md)", "](<c d>)", "][a]", "]", "](b.md \"t\")"]));
            }
            _ => text.push_str(one(random, WORDS)),
        }
    }
}

fn block(random: &mut Rng, depth: usize, lines: &mut Vec<String>) {
    match random.u8(..10) {
        0 | 1 => lines.push(one(random, LINES).to_owned()),
        2 => {
            let columns = random.usize(1..4);
            let bars = random.bool();
            let row = |cells: Vec<String>| if bars { format!("| {} |", cells.join(" | ")) } else { cells.join("|") };
            let cell = |random: &mut Rng| {
                let mut cell = String::new();
                inline(random, 1, &mut cell);
                cell
            };
            lines.push(row((0..columns).map(|_| cell(random)).collect()));
            lines.push(row((0..columns).map(|_| one(random, &["---", "-", ":-:", "--:"]).to_owned()).collect()));
            for _ in 0..random.usize(..3) {
                let count = random.usize(1..columns + 2);
                lines.push(row((0..count).map(|_| cell(random)).collect()));
            }
        }
        3..=5 if depth < 3 => {
            let prefix = one(random, PREFIXES);
            let mut inner = Vec::new();
            for _ in 0..random.usize(1..3) {
                block(random, depth + 1, &mut inner);
            }
            let rest: String = prefix.chars().map(|char| if matches!(char, '>' | '\t') { char } else { ' ' }).collect();
            for (index, line) in inner.into_iter().enumerate() {
                let before = match random.u8(..8) {
                    _ if index == 0 => prefix,
                    0 => "",
                    1 => one(random, PREFIXES),
                    _ => &*rest,
                };
                lines.push(if line.is_empty() && random.bool() { line } else { before.to_owned() + &line });
            }
        }
        6 => lines.push(String::new()),
        _ => {
            for _ in 0..random.usize(1..3) {
                let mut line = String::new();
                inline(random, 0, &mut line);
                lines.push(line.trim_start_matches(' ').to_owned());
            }
        }
    }
}
