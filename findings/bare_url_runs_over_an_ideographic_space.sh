#!/usr/bin/env bash
# A bare URL that is followed by an ideographic space and more text becomes one long
# URL in cmark-gfm, so the link is dead. All other renderers here end it at the
# space. At a Japanese full stop it is the reverse: only markdown-it ends the URL
# there. No preview matches the page of GitHub's renderer in both cases.
# GFM, section 6.9: after the domain, "zero or more non-space non-`<` characters"
# follow, where space means U+0020. RFC 3986, section 2, allows ASCII only.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  micromark@4.0.3 micromark-extension-gfm@3.0.0 marked@18.2.1 markdown-it@15.0.3 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 mistune==3.4.0 marko==2.2.4 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in micromark micromark-extension-gfm marked markdown-it; do
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
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { marked } from "marked";
import MarkdownIt from "markdown-it";
const show = (name, render) => {
  const seen = ["\u3000", "。"].map((mark) => (render(`https://example.com/s3${mark}料金\n`).includes('s3"') ? "ends there" : "runs on"));
  console.log(`${name}: wide space ${seen[0]}, full stop ${seen[1]}`);
};
show("micromark", (note) => micromark(note, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }));
show("marked", (note) => marked.parse(note));
show("markdown-it", (note) => new MarkdownIt({ linkify: true }).render(note));
JS
cat >try.py <<'PY'
import cmarkgfm, marko.ext.gfm, mistune
def show(name, render):
    seen = ["ends there" if 's3"' in render(f"https://example.com/s3{mark}料金\n") else "runs on" for mark in "\u3000。"]
    print(f"{name}: wide space {seen[0]}, full stop {seen[1]}")
show("cmark-gfm", cmarkgfm.github_flavored_markdown_to_html)
show("mistune", mistune.create_markdown(plugins=["url"]))
show("marko", marko.ext.gfm.gfm.convert)
PY
try() {
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
micromark: wide space ends there, full stop runs on
marked: wide space ends there, full stop runs on
markdown-it: wide space ends there, full stop ends there
cmark-gfm: wide space runs on, full stop runs on
mistune: wide space ends there, full stop runs on
marko: wide space ends there, full stop runs on
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
