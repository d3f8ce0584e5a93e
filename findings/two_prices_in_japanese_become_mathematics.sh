#!/usr/bin/env bash
# `$5と$10` is two prices. pymdownx.arithmatex, which Material for MkDocs recommends,
# shows the first one as a formula, because it only asks for white space inside the
# dollars. Pandoc's rule, which GitLab follows, also wants no digit after the second
# dollar (https://pandoc.org/MANUAL.html#extension-tex_math_dollars).
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  Markdown==3.11.3 pymdown-extensions==13.1.2 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  venv/bin/python - Markdown pymdown-extensions <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.py <<'PY'
import markdown
for text in ["$5と$10", "$5 and $10"]:
    options = {"pymdownx.arithmatex": {"generic": True}}
    print(markdown.markdown(text, extensions=list(options), extension_configs=options))
PY
try() { venv/bin/python try.py; }

cat >expected <<'EXPECTED'
<p><span class="arithmatex">\(5と\)</span>10</p>
<p>$5 and $10</p>
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
