#!/usr/bin/env bash
# A word in square brackets, a space and a remark in parentheses are plain text. The
# fix of the textlint preset JTF-style removes the space before the parenthesis, and
# the result is a link whose destination is the remark: the remark disappears from
# the page.
# CommonMark 0.31.2, section 6.3: an inline link is a link text followed
# *immediately* by a left parenthesis.
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

printf '料金は [S3] (標準) を見る。\n' >before.md
cat >try.py <<'PY'
import urllib.parse
import cmarkgfm
for name in ["before.md", "after.md"]:
    text = open(name, encoding="utf8").read()
    print(f"{name}: {text.strip()}")
    print(urllib.parse.unquote(cmarkgfm.github_flavored_markdown_to_html(text).strip()))
PY
try() {
  cp before.md after.md
  echo '{"rules": {"preset-jtf-style": true}}' >.textlintrc.json
  npx --no-install textlint --fix after.md >/dev/null 2>&1 || true
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
before.md: 料金は [S3] (標準) を見る。
<p>料金は [S3] (標準) を見る。</p>
after.md: 料金は[S3](標準) を見る。
<p>料金は<a href="標準">S3</a> を見る。</p>
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
