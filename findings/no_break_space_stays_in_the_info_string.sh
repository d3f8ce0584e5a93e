#!/usr/bin/env bash
# A no-break space between the fence and the language (it comes along from web
# pages) becomes part of the language in micromark and in cmark-gfm, so a
# highlighter finds no such language; the other renderers here, commonmark.js
# with them, throw it away and colour the code as if nothing were wrong.
# CommonMark 0.31.2, section 4.5: the info string is trimmed of spaces and tabs
# only, so the two that keep the character are the ones that follow the text.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  micromark@4.0.3 marked@18.2.1 markdown-it@15.0.3 commonmark@0.31.2 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 mistune==3.4.0 marko==2.2.4 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in micromark marked markdown-it commonmark; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm mistune marko <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.mjs <<'JS'
import { micromark } from "micromark";
import { marked } from "marked";
import MarkdownIt from "markdown-it";
import * as commonmark from "commonmark";
const note = "```\u00a0yaml\na: 1\n```\n";
const show = (name, html) => console.log(`${name}:`, html.match(/<pre[^\n]*?>(?=a)/)[0].replaceAll("\u00a0", "{U+00A0}").replaceAll("&nbsp;", "{U+00A0}"));
show("micromark", micromark(note));
show("marked", marked.parse(note));
show("markdown-it", new MarkdownIt().render(note));
show("commonmark.js", new commonmark.HtmlRenderer().render(new commonmark.Parser().parse(note)));
JS
cat >try.py <<'PY'
import re
import cmarkgfm, marko, mistune
note = "```\u00a0yaml\na: 1\n```\n"
def show(name, html):
    print(f"{name}:", re.search(r"<pre[^\n]*?>(?=a)", html)[0].replace("\u00a0", "{U+00A0}"))
show("cmark-gfm", cmarkgfm.github_flavored_markdown_to_html(note))
show("mistune", mistune.html(note))
show("marko", marko.convert(note))
PY
try() {
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
micromark: <pre><code class="language-{U+00A0}yaml">
marked: <pre><code class="language-yaml">
markdown-it: <pre><code class="language-yaml">
commonmark.js: <pre><code class="language-yaml">
cmark-gfm: <pre lang="{U+00A0}yaml"><code>
mistune: <pre><code class="language-yaml">
marko: <pre><code class="language-yaml">
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
