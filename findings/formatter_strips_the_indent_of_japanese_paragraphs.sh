#!/usr/bin/env bash
# Japanese paragraphs start with an ideographic space. mdformat removes it from the
# file, in every paragraph, as if it were meaningless; so do the renderers
# commonmark.js (the standard's own JavaScript one) and markdown-it-py, while
# cmark-gfm, micromark and prettier keep it, so the page on GitHub changes.
# CommonMark 0.31.2, section 4.8: the raw text of a paragraph loses its initial and
# final spaces and tabs; U+3000 is a character of the text.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  commonmark@0.31.2 micromark@4.0.3 prettier@3.10.1 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 markdown-it-py==4.3.0 mdformat==1.0.0 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in commonmark micromark prettier; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm markdown-it-py mdformat <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf '\xe3\x80\x80月額です。\n' >note.md
cat >try.mjs <<'JS'
import fs from "node:fs";
import * as commonmark from "commonmark";
import { micromark } from "micromark";
import * as prettier from "prettier";
const note = fs.readFileSync("note.md", "utf8");
const show = (name, text) => console.log(`${name}:`, text.trimEnd().replaceAll("\u3000", "{U+3000}"));
show("commonmark.js", new commonmark.HtmlRenderer().render(new commonmark.Parser().parse(note)));
show("micromark", micromark(note));
show("prettier, the file", await prettier.format(note, { parser: "markdown" }));
JS
cat >try.py <<'PY'
import cmarkgfm, markdown_it, mdformat
note = open("note.md", encoding="utf8").read()
formatted = mdformat.text(note)
def show(name, text):
    print(f"{name}:", text.rstrip("\n").replace("\u3000", "{U+3000}"))
show("markdown-it-py", markdown_it.MarkdownIt().render(note))
show("mdformat, the file", formatted)
show("cmark-gfm before mdformat", cmarkgfm.github_flavored_markdown_to_html(note))
show("cmark-gfm after mdformat", cmarkgfm.github_flavored_markdown_to_html(formatted))
PY
try() {
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
commonmark.js: <p>月額です。</p>
micromark: <p>{U+3000}月額です。</p>
prettier, the file: {U+3000}月額です。
markdown-it-py: <p>月額です。</p>
mdformat, the file: 月額です。
cmark-gfm before mdformat: <p>{U+3000}月額です。</p>
cmark-gfm after mdformat: <p>月額です。</p>
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
