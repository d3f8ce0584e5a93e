#!/usr/bin/env bash
# Steps 1 and 2 with an unindented code block between them show as 1 and 2. The
# automatic fix of markdownlint (MD029) writes 1 twice, so that the page shows two
# first steps and "see step 2" refers to nothing. The fix that keeps the numbers is
# to indent the block.
# CommonMark 0.31.2, section 5.3: the start number of an ordered list is the number
# of its first item, and the block ends the first list.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  markdownlint-cli2@0.22.1 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in markdownlint-cli2; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf '# 手順\n\n1. バケットを作る\n\n```sh\naws s3 ls\n```\n\n2. バケットを消す\n' >before.md
cat >try.py <<'PY'
import re
import cmarkgfm
for name in ["before.md", "after.md"]:
    html = cmarkgfm.github_flavored_markdown_to_html(open(name, encoding="utf8").read())
    print(f"{name}: numbers shown", [int(start or 1) for start in re.findall(r'<ol(?: start="(\d+)")?>', html)])
PY
try() {
  cp before.md after.md
  npx --no-install markdownlint-cli2 --fix after.md >/dev/null 2>&1 || true
  grep -n "バケット" after.md
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
3:1. バケットを作る
9:1. バケットを消す
before.md: numbers shown [1, 2]
after.md: numbers shown [1, 1]
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
