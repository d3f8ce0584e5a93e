#!/usr/bin/env bash
# A footnote whose label contains a space is a footnote in marked-footnote and
# Python-Markdown. On GitHub, in micromark and in markdown-it-footnote it is a link
# whose *destination* is the text of the note: a Japanese sentence has no spaces, so
# it is a complete link destination. The note itself is never shown, and the link
# leads nowhere.
# CommonMark 0.31.2, section 4.7: `[label]: destination` with any non-space
# characters is a link reference definition; a GFM footnote label has no spaces.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  micromark@4.0.3 micromark-extension-gfm@3.0.0 marked@18.2.1 marked-footnote@1.4.0 markdown-it@15.0.3 markdown-it-footnote@4.0.0 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 Markdown==3.11.3 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in micromark micromark-extension-gfm marked marked-footnote markdown-it markdown-it-footnote; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm Markdown <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf '料金[^注 1]\n\n[^注 1]: 月額です。\n' >note.md
cat >try.mjs <<'JS'
import fs from "node:fs";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { Marked } from "marked";
import footnote from "marked-footnote";
import MarkdownIt from "markdown-it";
import footnotePlugin from "markdown-it-footnote";
const note = fs.readFileSync("note.md", "utf8");
const show = (name, html) => {
  const address = html.match(/<a href="(%[^"]*)"/);
  console.log(`${name}:`, address ? `link to ${decodeURIComponent(address[1])}` : html.includes("月額") ? "footnote" : "neither");
};
show("micromark", micromark(note, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }));
show("markdown-it-footnote", new MarkdownIt().use(footnotePlugin.default ?? footnotePlugin).render(note));
show("marked-footnote", new Marked(footnote()).parse(note));
JS
cat >try.py <<'PY'
import re
import urllib.parse
import cmarkgfm, markdown
from cmarkgfm.cmark import Options
note = open("note.md", encoding="utf8").read()
def show(name, html):
    address = re.search(r'<a href="(%[^"]*)"', html)
    print(f"{name}:", f"link to {urllib.parse.unquote(address[1])}" if address else "footnote" if "月額" in html else "neither")
show("cmark-gfm", cmarkgfm.github_flavored_markdown_to_html(note, options=Options.CMARK_OPT_FOOTNOTES))
show("Python-Markdown", markdown.markdown(note, extensions=["footnotes"]))
PY
try() {
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
micromark: link to 月額です。
markdown-it-footnote: link to 月額です。
marked-footnote: footnote
cmark-gfm: link to 月額です。
Python-Markdown: footnote
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
