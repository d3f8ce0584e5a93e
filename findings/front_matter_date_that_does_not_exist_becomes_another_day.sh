#!/usr/bin/env bash
# A date that does not exist (31 November, a typing mistake) is silently
# 1 December in gray-matter and front-matter, text in js-yaml 5 and yaml, and an
# error in PyYAML. A site built with the first two sorts the note under a wrong
# day, and gray-matter writes that day back when it saves the note.
# The timestamp type of YAML 1.1 requires a valid date; RFC 3339, section 5.7, lists
# the last day of each month; YAML 1.2's core schema has no dates at all.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  gray-matter@4.0.3 front-matter@4.0.2 js-yaml@5.5.0 yaml@2.9.1 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  PyYAML==6.0.4 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in gray-matter front-matter js-yaml yaml; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - PyYAML <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf -- '---\ndate: 2026-11-31\n---\n' >note.md
cat >try.mjs <<'JS'
import fs from "node:fs";
import matter from "gray-matter";
import frontMatter from "front-matter";
import { load } from "js-yaml";
import { parse } from "yaml";
const note = fs.readFileSync("note.md", "utf8");
const yaml = note.split("\n")[1];
console.log(yaml);
console.log("gray-matter reads", JSON.stringify(matter(note).data.date));
console.log("gray-matter saves", matter.stringify("", matter(note).data).split("\n")[1]);
console.log("front-matter reads", JSON.stringify(frontMatter(note).attributes.date));
console.log("js-yaml reads", JSON.stringify(load(yaml).date));
console.log("yaml reads", JSON.stringify(parse(yaml).date));
JS
cat >try.py <<'PY'
import yaml
try:
    print("PyYAML reads", yaml.safe_load("date: 2026-11-31"))
except ValueError as error:
    print("PyYAML raises", type(error).__name__)
PY
try() {
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
date: 2026-11-31
gray-matter reads "2026-12-01T00:00:00.000Z"
gray-matter saves date: 2026-12-01T00:00:00.000Z
front-matter reads "2026-12-01T00:00:00.000Z"
js-yaml reads "2026-11-31"
yaml reads "2026-11-31"
PyYAML raises ValueError
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
