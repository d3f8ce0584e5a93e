#!/usr/bin/env bash
# A reference whose label holds an ideographic or a no-break space finds the
# definition with a plain space in some renderers and is plain text in others,
# GitHub's among these. The two labels look the same in an editor, so it is hard to
# see why the link of the preview is missing on the host.
# CommonMark 0.31.2, section 4.7 (Matching) collapses "spaces, tabs, and line
# endings" only; U+3000 and U+00A0 are none of them and stay as they are.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  marked@18.2.1 markdown-it@15.0.3 remarkable@2.0.1 micromark@4.0.3 commonmark@0.31.2 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 mistune==3.4.0 marko==2.2.4 Markdown==3.11.3 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in marked markdown-it remarkable micromark commonmark; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm mistune marko Markdown <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.mjs <<'JS'
import { marked } from "marked";
import MarkdownIt from "markdown-it";
import { Remarkable } from "remarkable";
import { micromark } from "micromark";
import * as commonmark from "commonmark";
const show = (name, render) => {
  const seen = ["\u3000", "\u00a0"].map((space) => (render(`[利用${space}料金]\n\n[利用 料金]: /u\n`).includes("<a ") ? "link" : "text"));
  console.log(`${name}: U+3000 ${seen[0]}, U+00A0 ${seen[1]}`);
};
show("marked", (note) => marked.parse(note));
show("markdown-it", (note) => new MarkdownIt().render(note));
show("remarkable", (note) => new Remarkable().render(note));
show("micromark", (note) => micromark(note));
show("commonmark.js", (note) => new commonmark.HtmlRenderer().render(new commonmark.Parser().parse(note)));
JS
cat >try.py <<'PY'
import cmarkgfm, markdown, marko, mistune
def show(name, render):
    seen = ["link" if "<a " in render(f"[利用{space}料金]\n\n[利用 料金]: /u\n") else "text" for space in "\u3000\u00a0"]
    print(f"{name}: U+3000 {seen[0]}, U+00A0 {seen[1]}")
show("cmark-gfm", cmarkgfm.github_flavored_markdown_to_html)
show("mistune", mistune.html)
show("marko", marko.convert)
show("Python-Markdown", markdown.markdown)
PY
try() {
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
marked: U+3000 link, U+00A0 link
markdown-it: U+3000 link, U+00A0 link
remarkable: U+3000 link, U+00A0 link
micromark: U+3000 text, U+00A0 text
commonmark.js: U+3000 text, U+00A0 text
cmark-gfm: U+3000 text, U+00A0 text
mistune: U+3000 link, U+00A0 link
marko: U+3000 link, U+00A0 link
Python-Markdown: U+3000 link, U+00A0 link
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
