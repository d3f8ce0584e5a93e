#!/usr/bin/env bash
# An AWS account number that starts with 0, unquoted in front matter, is read in
# three ways: gray-matter, front-matter, PyYAML and python-frontmatter read it as an
# octal number with another value, or as text if it contains an 8 or a 9; js-yaml 5,
# yaml and ruamel drop the zero. So one note may be right and the next one wrong.
# YAML 1.1 has octal numbers with a leading 0; YAML 1.2 (section 10.3.2) writes them
# with `0o` and reads leading zeros as decimal. Neither keeps all twelve digits.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  gray-matter@4.0.3 front-matter@4.0.2 js-yaml@5.5.0 yaml@2.9.1 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  PyYAML==6.0.4 ruamel.yaml==0.19.1 python-frontmatter==1.3.0 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in gray-matter front-matter js-yaml yaml; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - PyYAML ruamel.yaml python-frontmatter <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.mjs <<'JS'
import matter from "gray-matter";
import frontMatter from "front-matter";
import { load } from "js-yaml";
import { parse } from "yaml";
const yaml = (id) => `account: ${id}\n`;
const note = (id) => `---\n${yaml(id)}---\n`;
const show = (name, read) => console.log(`${name}:`, ...["012345670123", "012345678901"].map((id) => JSON.stringify(read(id))));
show("gray-matter", (id) => matter(note(id)).data.account);
show("front-matter", (id) => frontMatter(note(id)).attributes.account);
show("js-yaml", (id) => load(yaml(id)).account);
show("yaml", (id) => parse(yaml(id)).account);
JS
cat >try.py <<'PY'
import json
import frontmatter, ruamel.yaml, yaml
def show(name, read):
    print(f"{name}:", *(json.dumps(read(f"account: {digits}\n")["account"]) for digits in ["012345670123", "012345678901"]))
show("PyYAML", yaml.safe_load)
show("python-frontmatter", lambda text: frontmatter.loads(f"---\n{text}---\n").metadata)
show("ruamel.yaml", ruamel.yaml.YAML(typ="safe").load)
PY
try() {
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
gray-matter: 1402433619 "012345678901"
front-matter: 1402433619 "012345678901"
js-yaml: 12345670123 12345678901
yaml: 12345670123 12345678901
PyYAML: 1402433619 "012345678901"
python-frontmatter: 1402433619 "012345678901"
ruamel.yaml: 12345670123 12345678901
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
