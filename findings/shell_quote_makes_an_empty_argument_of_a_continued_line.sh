#!/usr/bin/env bash
# Long commands in notes are continued with a backslash at the end of the line. shell-quote, which
# splits commands as a shell does, makes an empty argument of each such backslash, and its own quote()
# writes it out: `aws s3 cp a.txt '' s3://notes/` has one argument too many. It also splits at
# an ideographic space, which is an ordinary character for Bash. unbash and bashlex read both
# as Bash does.
# POSIX.1-2024, Shell Command Language, section 2.2.1: a backslash and the newline after it are removed
# before the text is split into tokens.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  shell-quote@1.12.0 unbash@6.0.4 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  bashlex==0.18 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in shell-quote unbash; do
    node -p 'const p = JSON.parse(require("fs").readFileSync(process.argv[1])); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - bashlex <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf 'aws s3 cp a.txt \\\n  s3://notes/' >continued
printf 'echo 東京　大阪' >wide
cat >try.mjs <<'JS'
import fs from "node:fs";
import { parse as split, quote } from "shell-quote";
import { parse } from "unbash";
const text = fs.readFileSync(process.argv[2], "utf8");
const show = (value) => JSON.stringify(value).replaceAll("\u3000", "{U+3000}");
console.log("  shell-quote", show(split(text)));
console.log("  written again:", quote(split(text)));
const words = ({ command }) => [command.name, ...command.suffix].map(({ value }) => value);
console.log("  unbash", ...parse(text).commands.map((command) => show(words(command))));
JS
cat >try.py <<'PY'
import json
import sys
import bashlex
with open(sys.argv[1], encoding="utf8") as file:
    text = file.read()
seen = []
for command in bashlex.parse(text):
    words = [part.word for part in command.parts]
    seen.append(json.dumps(words, ensure_ascii=False, separators=(",", ":")).replace("\u3000", "{U+3000}"))
print("  bashlex", *seen)
PY
try() {
  for name in continued wide; do
    echo "$name:"
    node try.mjs "$name"
    venv/bin/python try.py "$name"
  done
}

cat >expected <<'EXPECTED'
continued:
  shell-quote ["aws","s3","cp","a.txt","","s3://notes/"]
  written again: aws s3 cp a.txt '' s3\://notes/
  unbash ["aws","s3","cp","a.txt","s3://notes/"]
  bashlex ["aws","s3","cp","a.txt","s3://notes/"]
wide:
  shell-quote ["echo","東京","大阪"]
  written again: echo 東京 大阪
  unbash ["echo","東京{U+3000}大阪"]
  bashlex ["echo","東京{U+3000}大阪"]
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
