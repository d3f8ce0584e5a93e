#!/usr/bin/env bash
# Two adjacent lists are separated only by their different markers. The fix of MD004
# in markdownlint, rumdl and pymarkdown gives both the same marker, and the page
# shows one list; with two of the tools, it has gaps between all items. Prettier
# takes care of this and keeps two lists.
# CommonMark 0.31.2, section 5.3: changing the bullet starts a new list, and a list
# is loose if any of its items are separated by blank lines.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  markdownlint-cli2@0.22.1 prettier@3.10.1 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 rumdl==0.3.0 pymarkdownlnt==0.9.41 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in markdownlint-cli2 prettier; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm rumdl pymarkdownlnt <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf '# 比較\n\n* S3\n* EBS\n\n- EC2\n- Lambda\n' >before.md
cat >try.py <<'PY'
import sys
import cmarkgfm
for name in sys.argv[1:]:
    html = cmarkgfm.github_flavored_markdown_to_html(open(name, encoding="utf8").read())
    print(f"{name}: {html.count('<ul>')} list(s), {'loose' if '<p>' in html else 'tight'}")
PY
try() {
  for name in markdownlint rumdl pymarkdown prettier; do cp before.md "$name.md"; done
  npx --no-install markdownlint-cli2 --fix markdownlint.md >/dev/null 2>&1 || true
  venv/bin/rumdl check --no-cache --fix rumdl.md >/dev/null 2>&1 || true
  venv/bin/pymarkdown fix pymarkdown.md >/dev/null 2>&1 || true
  npx --no-install prettier --write prettier.md >/dev/null
  venv/bin/python try.py before.md markdownlint.md rumdl.md pymarkdown.md prettier.md
}

cat >expected <<'EXPECTED'
before.md: 2 list(s), tight
markdownlint.md: 1 list(s), loose
rumdl.md: 1 list(s), tight
pymarkdown.md: 1 list(s), loose
prettier.md: 2 list(s), tight
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
