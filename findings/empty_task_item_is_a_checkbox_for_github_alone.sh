#!/usr/bin/env bash
# A task that is left empty for later (`- [ ] ` with a trailing space) is a checkbox
# in cmark-gfm and plain brackets in micromark. A formatter that removes trailing
# spaces, as prettier does, removes the checkbox. mdformat with its GFM plugin
# escapes the brackets, so text that is added later is not a task on any host.
# GFM, section 5.3: a task list item is one whose paragraph *begins* with the marker,
# at least one white space, and other content.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  micromark@4.0.3 micromark-extension-gfm@3.0.0 marked@18.2.1 prettier@3.10.1 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 mdformat==1.0.0 mdformat-gfm==1.0.0 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in micromark micromark-extension-gfm marked prettier; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm mdformat mdformat-gfm <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf -- '- [x] 読む\n- [ ] \n' >before.md
cat >try.mjs <<'JS'
import fs from "node:fs";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { marked } from "marked";
const note = fs.readFileSync("before.md", "utf8");
const boxes = (html) => html.split("<input").length - 1;
console.log("micromark:", boxes(micromark(note, { extensions: [gfm()], htmlExtensions: [gfmHtml()] })), "checkbox(es)");
console.log("marked:", boxes(marked.parse(note)), "checkbox(es)");
JS
cat >try.py <<'PY'
import cmarkgfm, mdformat
before = open("before.md", encoding="utf8").read()
def show(name, text):
    html = cmarkgfm.github_flavored_markdown_to_html(text)
    print(f"cmark-gfm, {name}: {html.count('<input')} checkbox(es), last line {text.splitlines()[-1]!r}")
show("before", before)
show("after prettier", open("prettier.md", encoding="utf8").read())
show("after mdformat", mdformat.text(before, extensions={"gfm"}))
PY
try() {
  node try.mjs
  npx --no-install prettier before.md >prettier.md
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
micromark: 1 checkbox(es)
marked: 1 checkbox(es)
cmark-gfm, before: 2 checkbox(es), last line '- [ ] '
cmark-gfm, after prettier: 1 checkbox(es), last line '- [ ]'
cmark-gfm, after mdformat: 1 checkbox(es), last line '- \\[ \\]'
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
