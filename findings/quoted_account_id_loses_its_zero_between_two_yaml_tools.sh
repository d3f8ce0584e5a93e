#!/usr/bin/env bash
# The account number is quoted. Loading and saving the note with python-frontmatter
# (PyYAML) or gray-matter removes the quotes, because they read a number with a
# leading 0 and an 8 as text. js-yaml 5 and yaml then read the saved value as a
# number, and the leading zero is lost. No tool reports anything.
# YAML 1.1's integers with a leading 0 are octal (so 8 and 9 make it text); in the
# core schema of YAML 1.2 (section 10.3.2) any run of digits is an integer.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  gray-matter@4.0.3 js-yaml@5.5.0 yaml@2.9.1 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  PyYAML==6.0.4 python-frontmatter==1.3.0 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in gray-matter js-yaml yaml; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - PyYAML python-frontmatter <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf -- '---\naccount: "012345678901"\n---\n\n本文\n' >note.md
cat >try.py <<'PY'
import frontmatter
print(frontmatter.dumps(frontmatter.load("note.md")).splitlines()[1])
PY
cat >try.mjs <<'JS'
import fs from "node:fs";
import matter from "gray-matter";
import { load } from "js-yaml";
import { parse } from "yaml";
const [, , tool, line] = process.argv;
const saved = line ?? matter.stringify("", matter(fs.readFileSync("note.md", "utf8")).data).split("\n")[1];
console.log(`saved by ${tool}: ${saved}`);
console.log("  js-yaml reads", JSON.stringify(load(saved).account));
console.log("  yaml reads", JSON.stringify(parse(saved).account));
JS
try() {
  sed -n 2p note.md
  node try.mjs python-frontmatter "$(venv/bin/python try.py)"
  node try.mjs gray-matter
}

cat >expected <<'EXPECTED'
account: "012345678901"
saved by python-frontmatter: account: 012345678901
  js-yaml reads 12345678901
  yaml reads 12345678901
saved by gray-matter: account: 012345678901
  js-yaml reads 12345678901
  yaml reads 12345678901
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
