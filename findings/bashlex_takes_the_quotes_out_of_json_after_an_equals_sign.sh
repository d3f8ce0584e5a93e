#!/usr/bin/env bash
# Commands in notes pass JSON in single quotes. bashlex, a parser for Bash in Python, reads it
# correctly as a word of its own (`--tags '{"a": "b"}'`). If the quotes begin inside the word
# (`--tags='{"a": "b"}'`, `-var='…'`, an assignment), it removes the double quotes and backslashes
# between them as well, without an error: what remains is not JSON. The same goes for the single
# quotes of a `--query="[?Name=='a']"`.
# POSIX.1-2024, Shell Command Language, section 2.2.2: single quotes preserve the literal value of
# each character, wherever they begin.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  unbash@6.0.4 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  bashlex==0.18 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  node -p 'const p = JSON.parse(require("fs").readFileSync("node_modules/unbash/package.json")); p.name + " " + p.version'
  venv/bin/python - bashlex <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >commands <<'COMMANDS'
echo --tags '{"a": "b"}'
echo --tags='{"a": "b"}'
echo --query "[?Name=='a']"
echo --query="[?Name=='a']"
echo 'C:\notes'
echo dir='C:\notes'
COMMANDS
cat >try.py <<'PY'
import sys
import bashlex
for line in sys.stdin:
    print(bashlex.parse(line.rstrip("\n"))[0].parts[-1].word)
PY
cat >try.mjs <<'JS'
import fs from "node:fs";
import { parse } from "unbash";
for (const line of fs.readFileSync("commands", "utf8").trim().split("\n")) {
  console.log(parse(line).commands[0].command.suffix.at(-1).value);
}
JS
try() {
  echo "Bash:"
  while IFS= read -r line; do bash -c "set -- ${line#echo }; printf '%s\n' \"\${!#}\""; done <commands
  echo "unbash:"
  node try.mjs
  echo "bashlex:"
  venv/bin/python try.py <commands
}

cat >expected <<'EXPECTED'
Bash:
{"a": "b"}
--tags={"a": "b"}
[?Name=='a']
--query=[?Name=='a']
C:\notes
dir=C:\notes
unbash:
{"a": "b"}
--tags={"a": "b"}
[?Name=='a']
--query=[?Name=='a']
C:\notes
dir=C:\notes
bashlex:
{"a": "b"}
--tags={a: b}
[?Name=='a']
--query=[?Name==a]
C:\notes
dir=C:notes
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
