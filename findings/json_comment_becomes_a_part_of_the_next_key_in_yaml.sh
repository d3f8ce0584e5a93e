#!/usr/bin/env bash
# YAML readers are often used for JSON too. A sample with comments (JSONC) is not refused by them:
# YAML has no comments with `//`, but text without quotes, which may go on over lines and contain
# quotes. In yaml and js-yaml the comment and the key below it are one key, so the setting is gone;
# a number with a comment behind it is text. PyYAML and ruamel.yaml raise an error for the key, and
# read the number and the list as the others do.
# YAML 1.2.2, section 6.6: a comment begins with `#`; section 7.3.3: plain scalars of several lines.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  yaml@2.9.1 js-yaml@5.5.0 jsonc-parser@3.3.1 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  PyYAML==6.0.4 ruamel.yaml==0.19.1 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in yaml js-yaml jsonc-parser; do
    node -p 'const p = JSON.parse(require("fs").readFileSync(process.argv[1])); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - PyYAML ruamel.yaml <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf '{\n  "family": "web", // タスクの名前\n  "cpu": "256"\n}\n' >key.json
printf '{\n  "memory": 512 // MiB\n}\n' >number.json
printf '{\n  "ports": [\n    80, // 公開\n    443\n  ]\n}\n' >list.json
cat >try.mjs <<'JS'
import fs from "node:fs";
import * as jsYaml from "js-yaml";
import { parse as jsonc } from "jsonc-parser";
import { parse as yaml } from "yaml";
const sample = fs.readFileSync(process.argv[2], "utf8");
console.log("  jsonc-parser", JSON.stringify(jsonc(sample)));
console.log("  yaml", JSON.stringify(yaml(sample)));
console.log("  js-yaml", JSON.stringify(jsYaml.load(sample)));
JS
cat >try.py <<'PY'
import json
import sys
import yaml
from ruamel.yaml import YAML
with open(sys.argv[1], encoding="utf8") as file:
    sample = file.read()
for name, load in (("PyYAML", yaml.safe_load), ("ruamel.yaml", YAML(typ="safe", pure=True).load)):
    try:
        print(f"  {name}", json.dumps(load(sample), ensure_ascii=False, separators=(",", ":")))
    except Exception as error:
        print(f"  {name}", type(error).__name__)
PY
try() {
  for name in key number list; do
    echo "$name:"
    node try.mjs "$name.json"
    venv/bin/python try.py "$name.json"
  done
}

cat >expected <<'EXPECTED'
key:
  jsonc-parser {"family":"web","cpu":"256"}
  yaml {"family":"web","// タスクの名前 \"cpu\"":"256"}
  js-yaml {"family":"web","// タスクの名前 \"cpu\"":"256"}
  PyYAML ParserError
  ruamel.yaml ParserError
number:
  jsonc-parser {"memory":512}
  yaml {"memory":"512 // MiB"}
  js-yaml {"memory":"512 // MiB"}
  PyYAML {"memory":"512 // MiB"}
  ruamel.yaml {"memory":"512 // MiB"}
list:
  jsonc-parser {"ports":[80,443]}
  yaml {"ports":[80,"// 公開 443"]}
  js-yaml {"ports":[80,"// 公開 443"]}
  PyYAML {"ports":[80,"// 公開 443"]}
  ruamel.yaml {"ports":[80,"// 公開 443"]}
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
