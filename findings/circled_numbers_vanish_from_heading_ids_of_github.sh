#!/usr/bin/env bash
# Japanese notes number their headings with circled digits. GitHub's way drops them,
# so that the same words under two numbers get ids that depend on their order; both
# Unicode slug makers for MkDocs keep them, and Python-Markdown's default one turns
# them into plain digits and drops the words. No link fits both hosts.
# Unicode: U+2460 has the category No, so it is not a word character in UTS 18, but
# Python's `\w` includes everything that is numeric.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  github-slugger@2.0.0 marked@18.2.1 marked-gfm-heading-id@4.1.4 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  Markdown==3.11.3 pymdown-extensions==13.1.2 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in github-slugger marked marked-gfm-heading-id; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - Markdown pymdown-extensions <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.mjs <<'JS'
import GithubSlugger from "github-slugger";
import { marked } from "marked";
import { gfmHeadingId } from "marked-gfm-heading-id";
const slugger = new GithubSlugger();
const heads = ["①料金", "②料金"];
console.log("github-slugger:", ...heads.map((head) => slugger.slug(head)));
marked.use(gfmHeadingId());
console.log("marked-gfm-heading-id:", ...[...marked.parse(heads.map((head) => `## ${head}\n`).join("\n")).matchAll(/id="([^"]*)"/g)].map((match) => match[1]));
JS
cat >try.py <<'PY'
from markdown.extensions.toc import slugify, slugify_unicode
from pymdownx.slugs import slugify as pymdownx
heads = ["①料金", "②料金"]
print("Python-Markdown, default:", *(slugify(head, "-") for head in heads))
print("Python-Markdown, Unicode:", *(slugify_unicode(head, "-") for head in heads))
print("pymdownx:", *(pymdownx(case="lower")(head, "-") for head in heads))
PY
try() {
  node try.mjs
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
github-slugger: 料金 料金-1
marked-gfm-heading-id: 料金 料金-1
Python-Markdown, default: 1 2
Python-Markdown, Unicode: ①料金 ②料金
pymdownx: ①料金 ②料金
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
