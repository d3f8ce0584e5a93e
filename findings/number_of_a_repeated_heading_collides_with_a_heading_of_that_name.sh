#!/usr/bin/env bash
# After two headings "Lab" comes a third, "Lab 1". On GitHub, its id is `lab-1-1`,
# because the second one already has `lab-1`. doctoc links the third heading to
# `lab-1`, that is, to the second one, and showdown writes the id `lab-1` twice.
# The HTML standard (the id attribute): the value must be unique in the tree; a link
# goes to the first element in tree order that has it.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  doctoc@2.5.0 showdown@2.1.0 github-slugger@2.0.0 markdown-it@15.0.3 markdown-it-anchor@10.0.0 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  Markdown==3.11.3 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in doctoc showdown github-slugger markdown-it markdown-it-anchor; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - Markdown <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.mjs <<'JS'
import fs from "node:fs";
import { execFileSync } from "node:child_process";
import GithubSlugger from "github-slugger";
import showdown from "showdown";
import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";
const heads = ["Lab", "Lab", "Lab 1"];
const note = heads.map((head) => `## ${head}\n`).join("\n");
fs.writeFileSync("note.md", note);
execFileSync("npx", ["--no-install", "doctoc", "--github", "note.md"], { stdio: "ignore" });
const slugger = new GithubSlugger();
const ids = (html) => [...html.matchAll(/id="([^"]*)"/g)].map((match) => match[1]);
console.log("github-slugger:", ...heads.map((head) => slugger.slug(head)));
console.log("markdown-it-anchor:", ...ids(new MarkdownIt().use(anchor.default ?? anchor).render(note)));
console.log("doctoc:", ...[...fs.readFileSync("note.md", "utf8").matchAll(/\]\(#(.*)\)$/gm)].map((match) => match[1]));
console.log("showdown:", ...ids(new showdown.Converter({ ghCompatibleHeaderId: true }).makeHtml(note)));
JS
cat >try.py <<'PY'
import re
import markdown
print("Python-Markdown:", *re.findall(r'id="([^"]*)"', markdown.markdown("## Lab\n\n## Lab\n\n## Lab 1\n", extensions=["toc"])))
PY
try() {
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
github-slugger: lab lab-1 lab-1-1
markdown-it-anchor: lab lab-1 lab-1-1
doctoc: lab lab-1 lab-1
showdown: lab lab-1 lab-1
Python-Markdown: lab lab_1 lab-1
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
