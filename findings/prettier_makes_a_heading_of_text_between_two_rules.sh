#!/usr/bin/env bash
# A note starts with a thematic break, a line of text, a blank line and another
# thematic break. Prettier takes this for front matter and removes the blank line.
# Then the second break underlines the text, which becomes a level-2 heading in every
# renderer that does not parse front matter.
# CommonMark 0.31.2, section 4.3: a paragraph directly followed by dashes is a setext
# heading; with a blank line between, it is a paragraph and a thematic break.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  prettier@3.10.1 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in prettier; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf -- '---\n試験まで: 3日\n\n---\n\n本文\n' >before.md
cat >try.py <<'PY'
import cmarkgfm
for name in ["before.md", "after.md"]:
    text = open(name, encoding="utf8").read()
    print(f"{name}:\n{cmarkgfm.github_flavored_markdown_to_html(text)}")
PY
try() {
  npx --no-install prettier before.md >after.md
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
before.md:
<hr />
<p>試験まで: 3日</p>
<hr />
<p>本文</p>

after.md:
<hr />
<h2>試験まで: 3日</h2>
<p>本文</p>

EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
