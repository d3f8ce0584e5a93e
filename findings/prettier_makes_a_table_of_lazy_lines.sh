#!/usr/bin/env bash
# Table rows right below a quoted line, without the `>`, are lazy continuation lines
# of the quoted paragraph, and show as plain text with bars. Prettier adds the
# missing `>` to each, so the text becomes a table inside the quote: a formatter that
# promises not to change the page changes it.
# CommonMark 0.31.2, section 5.1 (laziness): only paragraph continuation text may
# omit the marker, and the delimiter row of a table is not paragraph continuation
# text.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  prettier@3.10.1 micromark@4.0.3 micromark-extension-gfm@3.0.0 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in prettier micromark micromark-extension-gfm; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf '> 料金表\n| 月 | 円 |\n|---|---|\n| 1 | 2 |\n' >before.md
cat >try.mjs <<'JS'
import fs from "node:fs";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
for (const name of ["before.md", "after.md"]) {
  const html = micromark(fs.readFileSync(name, "utf8"), { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  console.log(`micromark, ${name}:`, html.includes("<table>") ? "table" : "text");
}
JS
cat >try.py <<'PY'
import cmarkgfm
for name in ["before.md", "after.md"]:
    html = cmarkgfm.github_flavored_markdown_to_html(open(name, encoding="utf8").read())
    print(f"cmark-gfm, {name}:", "table" if "<table>" in html else "text")
PY
try() {
  npx --no-install prettier before.md >after.md
  cat after.md
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
> 料金表
> | 月 | 円 |
> |---|---|
> | 1 | 2 |
micromark, before.md: text
micromark, after.md: table
cmark-gfm, before.md: text
cmark-gfm, after.md: table
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
