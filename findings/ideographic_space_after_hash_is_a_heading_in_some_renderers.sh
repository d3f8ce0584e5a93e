#!/usr/bin/env bash
# A `#` and an ideographic space (U+3000, what the space bar of a Japanese
# keyboard types) make a heading in marked, marko and mistletoe, and in none of
# the others, GitHub's cmark-gfm among them: a preview built on one of the three
# hides that the heading is plain text, with no anchor, where the note is hosted.
# CommonMark 0.31.2, section 4.2: the opening sequence must be followed by spaces
# or tabs, or by the end of the line; U+3000 is neither (section 2.1).
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  marked@18.2.1 markdown-it@15.0.3 micromark@4.0.3 commonmark@0.31.2 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 mistune==3.4.0 markdown-it-py==4.3.0 marko==2.2.4 mistletoe==1.6.0 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in marked markdown-it micromark commonmark; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm mistune markdown-it-py marko mistletoe <<'PY'
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
const note = "#\u3000料金\n";
const tag = (html) => (html.startsWith("<h1") ? "heading" : "paragraph");
console.log("marked:", tag(marked.parse(note)));
console.log("markdown-it:", tag(new MarkdownIt().render(note)));
console.log("micromark:", tag(micromark(note)));
console.log("commonmark.js:", tag(new commonmark.HtmlRenderer().render(new commonmark.Parser().parse(note))));
JS
cat >try.py <<'PY'
import cmarkgfm, markdown_it, marko, mistletoe, mistune
note = "#\u3000料金\n"
def tag(html):
    return "heading" if html.startswith("<h1") else "paragraph"
print("cmark-gfm:", tag(cmarkgfm.github_flavored_markdown_to_html(note)))
print("mistune:", tag(mistune.html(note)))
print("markdown-it-py:", tag(markdown_it.MarkdownIt().render(note)))
print("marko:", tag(marko.convert(note)))
print("mistletoe:", tag(mistletoe.markdown(note)))
PY
try() {
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
marked: heading
markdown-it: paragraph
micromark: paragraph
commonmark.js: paragraph
cmark-gfm: paragraph
mistune: paragraph
markdown-it-py: paragraph
marko: heading
mistletoe: heading
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
