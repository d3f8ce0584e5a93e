#!/usr/bin/env bash
# A line that begins with a full-width digit, a full stop and a space is an
# ordered list in five Python renderers (a digit of any script will do) and a
# paragraph in the others, GitHub's among them. markdown2 even writes the
# full-width digit into the `start` attribute, which no browser can read.
# CommonMark 0.31.2, section 5.2: a list marker is made of one to nine Arabic
# digits `0` to `9`; the HTML standard says the same of a valid integer.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  markdown-it@15.0.3 micromark@4.0.3 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 mistune==3.4.0 marko==2.2.4 mistletoe==1.6.0 Markdown==3.11.3 markdown2==2.5.5 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in markdown-it micromark; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm mistune marko mistletoe Markdown markdown2 <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.mjs <<'JS'
import MarkdownIt from "markdown-it";
import { micromark } from "micromark";
const note = "３. 料金を見る\n";
console.log("markdown-it:", new MarkdownIt().render(note).replaceAll("\n", ""));
console.log("micromark:", micromark(note).replaceAll("\n", ""));
JS
cat >try.py <<'PY'
import cmarkgfm, markdown, markdown2, marko, mistletoe, mistune
note = "３. 料金を見る\n"
def show(name, render):
    print(f"{name}:", str(render(note)).replace("\n", ""))
show("cmark-gfm", cmarkgfm.github_flavored_markdown_to_html)
show("mistune", mistune.html)
show("marko", marko.convert)
show("mistletoe", mistletoe.markdown)
show("Python-Markdown", markdown.markdown)
show("markdown2", markdown2.markdown)
PY
try() {
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
markdown-it: <p>３. 料金を見る</p>
micromark: <p>３. 料金を見る</p>
cmark-gfm: <p>３. 料金を見る</p>
mistune: <ol start="3"><li>料金を見る</li></ol>
marko: <ol start="3"><li>料金を見る</li></ol>
mistletoe: <ol start="3"><li>料金を見る</li></ol>
Python-Markdown: <ol><li>料金を見る</li></ol>
markdown2: <ol start="３"><li>料金を見る</li></ol>
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
