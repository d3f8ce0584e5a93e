#!/usr/bin/env bash
# YAML 1.2.2, section 9.1.2: three dots end a document. Jekyll and Pandoc end front
# matter there. gray-matter and its fork, with which VitePress and Docusaurus read
# front matter, look for `---` only: all of the note counts as front matter, and the
# page has a title and nothing else.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  gray-matter@4.0.3 @11ty/gray-matter@1.0.0 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in gray-matter @11ty/gray-matter; do
    node -p 'const p = JSON.parse(require("fs").readFileSync(process.argv[1])); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
}

cat >try.mjs <<'JS'
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
for (const name of ["gray-matter", "@11ty/gray-matter"]) {
  try {
    const { data, content } = require(name)("---\ntitle: EC2\n...\n\n# EC2\n");
    console.log(`${name}: ${JSON.stringify(data)} ${JSON.stringify(content)}`);
  } catch (error) {
    console.log(`${name}: ${error.message.split("\n")[0]}`);
  }
}
JS
try() { node try.mjs; }

cat >expected <<'EXPECTED'
gray-matter: {"title":"EC2"} ""
@11ty/gray-matter: {"title":"EC2"} ""
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
