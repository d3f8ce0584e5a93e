use std::process::Command;

use super::example;
use crate::tools;

/// Prints the text in its second argument as zenn.dev shows it. The first is a folder with Zenn's renderer.
const RENDER: &str = r#"
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
const [folder, text] = process.argv.slice(1);
const file = createRequire(folder + "/").resolve("zenn-markdown-html");
const module = (await import(pathToFileURL(file))).default;
process.stdout.write(await (module.default ?? module)(text, {}));
"#;

/// `text` as Zenn shows it; `None`, with a message, if its renderer is not installed.
fn zenn(text: &str) -> Option<String> {
    let modules = tools::tools().join("node_modules");
    if !modules.join("zenn-markdown-html").exists() {
        tools::skip("zenn-markdown-html", "an npm package: .ci/setup installs it");
        return None;
    }
    let mut node = Command::new(tools::node());
    node.args(["--input-type=module", "--eval", RENDER]).arg(modules).arg(text);
    let output = node.output().unwrap();
    assert!(output.status.success(), "{}", tools::code_and_stderr(&output).1);
    Some(String::from_utf8(output.stdout).unwrap())
}

/// cmark-gfm has no mathematics, so another host's renderer is the judge.
#[test]
fn dollars_are_mathematics_until_they_are_escaped() {
    let page = include_str!("../../../rules/emphasis/accidental_math.md");
    let bad = "```md bad flavour=zenn";
    let Some(html) = zenn(&example(page, "md bad flavour=zenn", "# accidental-math")) else { return };
    assert!(html.contains("katex") && html.contains("HOME/<"), "{html}");
    let fixed = zenn(&example(page, "md fixed", bad)).unwrap();
    assert!(!fixed.contains("katex") && fixed.contains("$HOME/$USER"), "{fixed}");
}
