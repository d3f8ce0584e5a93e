#!/usr/bin/env bash
# `[ı]` (dotless i, U+0131) is a link to the definition `[I]:` in every renderer
# here that compares labels in upper case, commonmark.js with them, and plain
# text in cmark-gfm and marko: a link that works in the editor is dead on GitHub.
# CommonMark 0.31.2, section 4.7 (Matching) asks for the Unicode case fold, and
# CaseFolding.txt of Unicode folds I to i and leaves the dotless i alone.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  marked@18.2.1 markdown-it@15.0.3 micromark@4.0.3 commonmark@0.31.2 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 mistune==3.4.0 markdown-it-py==4.3.0 marko==2.2.4 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in marked markdown-it micromark commonmark; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm mistune markdown-it-py marko <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.mjs <<'JS'
import { marked } from "marked";
import MarkdownIt from "markdown-it";
import { micromark } from "micromark";
import * as commonmark from "commonmark";
const note = "[\u0131]\n\n[I]: /u\n";
const kind = (html) => (html.includes("<a ") ? "link" : "text");
console.log("marked:", kind(marked.parse(note)));
console.log("markdown-it:", kind(new MarkdownIt().render(note)));
console.log("micromark:", kind(micromark(note)));
console.log("commonmark.js:", kind(new commonmark.HtmlRenderer().render(new commonmark.Parser().parse(note))));
JS
cat >try.py <<'PY'
import cmarkgfm, markdown_it, marko, mistune
note = "[\u0131]\n\n[I]: /u\n"
def kind(html):
    return "link" if "<a " in html else "text"
print("mistune:", kind(mistune.html(note)))
print("markdown-it-py:", kind(markdown_it.MarkdownIt().render(note)))
print("cmark-gfm:", kind(cmarkgfm.github_flavored_markdown_to_html(note)))
print("marko:", kind(marko.convert(note)))
PY
try() {
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
marked: link
markdown-it: link
micromark: link
commonmark.js: link
mistune: link
markdown-it-py: link
cmark-gfm: text
marko: text
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
