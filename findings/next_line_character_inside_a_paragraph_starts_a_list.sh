#!/usr/bin/env bash
# U+0085 or U+2028 in the middle of a paragraph (both come along when text is
# pasted from a word processor or a web page) ends the line in remarkable and
# mistletoe, and U+2028 in showdown too, so that the dash after it opens a list
# and a `#` would open a heading. GitHub's renderer shows one paragraph.
# CommonMark 0.31.2, section 2.1: a line ending is a line feed, a carriage
# return, or both, and nothing else.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  remarkable@2.0.1 showdown@2.1.0 commonmark@0.31.2 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 mistletoe==1.6.0 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in remarkable showdown commonmark; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm mistletoe <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.mjs <<'JS'
import { Remarkable } from "remarkable";
import showdown from "showdown";
import * as commonmark from "commonmark";
const show = (name, render) => {
  const seen = ["\u0085", "\u2028"].map((end) => (render(`月額は${end}- 千円\n`).includes("<li>") ? "list" : "one paragraph"));
  console.log(`${name}: U+0085 ${seen[0]}, U+2028 ${seen[1]}`);
};
show("remarkable", (note) => new Remarkable().render(note));
show("showdown", (note) => new showdown.Converter().makeHtml(note));
show("commonmark.js", (note) => new commonmark.HtmlRenderer().render(new commonmark.Parser().parse(note)));
JS
cat >try.py <<'PY'
import cmarkgfm, mistletoe
def show(name, render):
    seen = ["list" if "<li>" in render(f"月額は{end}- 千円\n") else "one paragraph" for end in "\u0085\u2028"]
    print(f"{name}: U+0085 {seen[0]}, U+2028 {seen[1]}")
show("mistletoe", mistletoe.markdown)
show("cmark-gfm", cmarkgfm.github_flavored_markdown_to_html)
PY
try() {
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
remarkable: U+0085 list, U+2028 list
showdown: U+0085 one paragraph, U+2028 list
commonmark.js: U+0085 one paragraph, U+2028 one paragraph
mistletoe: U+0085 list, U+2028 list
cmark-gfm: U+0085 one paragraph, U+2028 one paragraph
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
