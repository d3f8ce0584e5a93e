#!/usr/bin/env bash
# python-frontmatter cannot load front matter with the key `on`, `no`, `null` or a
# year: the key is read as a boolean, null or number, and the loader passes keys on
# as argument names, which must be text. The error message is about keywords, not
# keys, and gray-matter reads the same notes as written.
# YAML 1.1 reads `on` as true, YAML 1.2's core schema as text; both allow keys of any
# type.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  gray-matter@4.0.3 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  python-frontmatter==1.3.0 PyYAML==6.0.4 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in gray-matter; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - python-frontmatter PyYAML <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.py <<'PY'
import frontmatter
for key in ["on", "no", "null", "2026", "title"]:
    try:
        print(f"python-frontmatter, {key}:", frontmatter.loads(f"---\n{key}: x\n---\n本文\n").metadata)
    except TypeError as error:
        print(f"python-frontmatter, {key}: TypeError, {str(error).rsplit(') ', 1)[-1]}")
PY
cat >try.mjs <<'JS'
import matter from "gray-matter";
for (const key of ["on", "no", "null", "2026", "title"]) {
  console.log(`gray-matter, ${key}:`, JSON.stringify(matter(`---\n${key}: x\n---\n本文\n`).data));
}
JS
try() {
  venv/bin/python try.py
  node try.mjs
}

cat >expected <<'EXPECTED'
python-frontmatter, on: TypeError, keywords must be strings
python-frontmatter, no: TypeError, keywords must be strings
python-frontmatter, null: TypeError, keywords must be strings
python-frontmatter, 2026: TypeError, keywords must be strings
python-frontmatter, title: {'title': 'x'}
gray-matter, on: {"on":"x"}
gray-matter, no: {"no":"x"}
gray-matter, null: {"null":"x"}
gray-matter, 2026: {"2026":"x"}
gray-matter, title: {"title":"x"}
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
