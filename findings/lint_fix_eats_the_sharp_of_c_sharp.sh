#!/usr/bin/env bash
# The heading `# C#` shows "C#" everywhere. The rule for a missing space in a closed
# heading (MD020) of markdownlint and of rumdl takes the sharp for a closing
# sequence, and the automatic fix adds a space before it: the heading then shows "C",
# its anchor changes, and no linter reports anything.
# CommonMark 0.31.2, section 4.2: a closing sequence must be preceded by a space or
# tab, so that the `#` right after a letter is part of the text.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  markdownlint-cli2@0.22.1 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 rumdl==0.3.0 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in markdownlint-cli2; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm rumdl <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.py <<'PY'
import sys
import cmarkgfm
for name in sys.argv[1:]:
    text = open(name, encoding="utf8").read()
    print(f"{name}: {text.strip()} -> {cmarkgfm.github_flavored_markdown_to_html(text).strip()}")
PY
try() {
  printf '# 学ぶ言語は C#\n' | tee before.md markdownlint.md >rumdl.md
  npx --no-install markdownlint-cli2 --fix markdownlint.md >/dev/null 2>&1 || true
  venv/bin/rumdl check --no-cache --fix rumdl.md >/dev/null 2>&1 || true
  venv/bin/python try.py before.md markdownlint.md rumdl.md
  npx --no-install markdownlint-cli2 markdownlint.md >/dev/null 2>&1 && echo "markdownlint now finds nothing"
  venv/bin/rumdl check --no-cache rumdl.md >/dev/null 2>&1 && echo "rumdl now finds nothing"
}

cat >expected <<'EXPECTED'
before.md: # 学ぶ言語は C# -> <h1>学ぶ言語は C#</h1>
markdownlint.md: # 学ぶ言語は C # -> <h1>学ぶ言語は C</h1>
rumdl.md: # 学ぶ言語は C # -> <h1>学ぶ言語は C</h1>
markdownlint now finds nothing
rumdl now finds nothing
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
