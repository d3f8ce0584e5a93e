#!/usr/bin/env bash
# `[^S3]` with the definition `[^s3]:` is a footnote on GitHub, in micromark and
# in mistune. markdown-it-footnote, marked-footnote and Python-Markdown compare the
# labels letter by letter and print the raw mark in the text, where a link
# `[S3]` with `[s3]:` would have worked in the same renderers.
# CommonMark 0.31.2, section 4.7 matches labels without regard to case; the
# footnotes of GFM, as its own renderer does them, follow it.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  micromark@4.0.3 micromark-extension-gfm@3.0.0 marked@18.2.1 marked-footnote@1.4.0 markdown-it@15.0.3 markdown-it-footnote@4.0.0 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 Markdown==3.11.3 mistune==3.4.0 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in micromark micromark-extension-gfm marked marked-footnote markdown-it markdown-it-footnote; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm Markdown mistune <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf '料金[^S3]\n\n[^s3]: 月額 です。\n' >note.md
cat >try.mjs <<'JS'
import fs from "node:fs";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { Marked } from "marked";
import footnote from "marked-footnote";
import MarkdownIt from "markdown-it";
import footnotePlugin from "markdown-it-footnote";
const note = fs.readFileSync("note.md", "utf8");
const show = (name, html) => console.log(`${name}:`, html.includes("[^S3]") ? "raw mark" : "footnote");
show("micromark", micromark(note, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }));
show("markdown-it-footnote", new MarkdownIt().use(footnotePlugin.default ?? footnotePlugin).render(note));
show("marked-footnote", new Marked(footnote()).parse(note));
JS
cat >try.py <<'PY'
import cmarkgfm, markdown, mistune
from cmarkgfm.cmark import Options
note = open("note.md", encoding="utf8").read()
def show(name, html):
    print(f"{name}:", "raw mark" if "[^S3]" in html else "footnote")
show("cmark-gfm", cmarkgfm.github_flavored_markdown_to_html(note, options=Options.CMARK_OPT_FOOTNOTES))
show("mistune", mistune.create_markdown(plugins=["footnotes"])(note))
show("Python-Markdown", markdown.markdown(note, extensions=["footnotes"]))
PY
try() {
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
micromark: footnote
markdown-it-footnote: raw mark
marked-footnote: raw mark
cmark-gfm: footnote
mistune: footnote
Python-Markdown: raw mark
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
