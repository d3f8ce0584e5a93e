#!/usr/bin/env bash
# One ideographic space after the colon, easily typed on a Japanese keyboard, and
# the whole front matter is one string to YAML. python-frontmatter then says that
# there is no data, without an error, and saving the note erases what was written;
# gray-matter hands out the string where an object is expected.
# YAML 1.2.2, section 7.3.3: `:` marks a key only before a white space, which is a
# space or a tab (section 5.5); U+3000 is an ordinary character.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  gray-matter@4.0.3 yaml@2.9.1 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  python-frontmatter==1.3.0 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in gray-matter yaml; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - python-frontmatter <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf -- '---\ntitle:\xe3\x80\x80料金の表\n---\n\n本文\n' >note.md
cat >try.py <<'PY'
import frontmatter
note = frontmatter.load("note.md")
print("python-frontmatter reads", note.metadata)
print("python-frontmatter saves", repr(frontmatter.dumps(note)))
PY
cat >try.mjs <<'JS'
import fs from "node:fs";
import matter from "gray-matter";
import { parse } from "yaml";
const note = fs.readFileSync("note.md", "utf8");
const show = (value) => JSON.stringify(value).replaceAll("\u3000", "{U+3000}");
console.log("gray-matter reads", show(matter(note).data));
console.log("yaml reads", show(parse(note.split("\n")[1])));
JS
try() {
  venv/bin/python try.py
  node try.mjs
}

cat >expected <<'EXPECTED'
python-frontmatter reads {}
python-frontmatter saves '---\n{}\n---\n\n本文'
gray-matter reads "title:{U+3000}料金の表"
yaml reads "title:{U+3000}料金の表"
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
