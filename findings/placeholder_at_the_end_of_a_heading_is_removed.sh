#!/usr/bin/env bash
# `{region}` stands for a name that readers fill in. With the extension attr_list of
# Python-Markdown, which Material for MkDocs recommends, a brace expression at the end
# of a heading is a list of attributes: the placeholder disappears from the page
# without a warning. In a sentence it stays.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  Markdown==3.11.3 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  venv/bin/python - Markdown <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.py <<'PY'
import markdown
for text in ["## Deploy to {region}", "## Deploy to {リージョン}", "Deploy to {region}"]:
    print(markdown.markdown(text, extensions=["attr_list"]))
PY
try() { venv/bin/python try.py; }

cat >expected <<'EXPECTED'
<h2 region>Deploy to</h2>
<h2 リージョン>Deploy to</h2>
<p>Deploy to {region}</p>
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
