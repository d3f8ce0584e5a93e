#!/usr/bin/env bash
# A file name after the language, as in `py:main.py`, is common on Zenn and Qiita. The
# fences of Python-Markdown, which MkDocs uses, and of pymdownx.superfences do not take
# such a line for the start of a code block: the fences are shown, and a comment in
# the code becomes a heading of level 1.
# CommonMark 0.31.2, section 4.5: the info string is any text without backticks.
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
TEXT = "```py:main.py\n# configure\nx = 1\n```\n"
for extension in ["fenced_code", "pymdownx.superfences"]:
    print(f"{extension}: {markdown.markdown(TEXT, extensions=[extension])!r}")
PY
try() { venv/bin/python try.py; }

cat >expected <<'EXPECTED'
fenced_code: '<p>```py:main.py</p>\n<h1>configure</h1>\n<p>x = 1\n```</p>'
pymdownx.superfences: '<p>```py:main.py</p>\n<h1>configure</h1>\n<p>x = 1\n```</p>'
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
