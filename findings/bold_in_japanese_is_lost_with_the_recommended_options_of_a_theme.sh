#!/usr/bin/env bash
# Material for MkDocs recommends pymdownx.betterem with `smart_enable: all`
# (https://squidfunk.github.io/mkdocs-material/setup/extensions/). Then stars work only
# beside white space or punctuation, as underscores do. Japanese is written without
# spaces, so almost no bold text in a Japanese sentence is bold.
# CommonMark 0.31.2, section 6.2, allows stars within a word.
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
TEXT = "これは**重要**です。"
for options in [{}, {"smart_enable": "all"}]:
    extensions = ["pymdownx.betterem"]
    print(options, markdown.markdown(TEXT, extensions=extensions, extension_configs={"pymdownx.betterem": options}))
PY
try() { venv/bin/python try.py; }

cat >expected <<'EXPECTED'
{} <p>これは<strong>重要</strong>です。</p>
{'smart_enable': 'all'} <p>これは**重要**です。</p>
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
