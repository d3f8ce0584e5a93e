#!/usr/bin/env bash
# The JTF style guide asks for half-width digits, and the fix of its textlint preset
# also changes digits at the start of a line. If a line inside a paragraph starts
# with a full-width "1", a full stop and a space, it becomes an item of an ordered
# list, which ends the paragraph.
# CommonMark 0.31.2, section 5.2: an ordered list that starts with 1 can interrupt a
# paragraph.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  textlint@15.8.0 textlint-rule-preset-jtf-style@3.0.3 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in textlint textlint-rule-preset-jtf-style; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf '手順は\n１. 開く\n' >before.md
cat >try.py <<'PY'
import cmarkgfm
for name in ["before.md", "after.md"]:
    text = open(name, encoding="utf8").read()
    print(f"{name}: {text!r}")
    print(cmarkgfm.github_flavored_markdown_to_html(text).strip())
PY
try() {
  cp before.md after.md
  echo '{"rules": {"preset-jtf-style": true}}' >.textlintrc.json
  npx --no-install textlint --fix after.md >/dev/null 2>&1 || true
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
before.md: '手順は\n１. 開く\n'
<p>手順は
１. 開く</p>
after.md: '手順は\n1. 開く\n'
<p>手順は</p>
<ol>
<li>開く</li>
</ol>
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
