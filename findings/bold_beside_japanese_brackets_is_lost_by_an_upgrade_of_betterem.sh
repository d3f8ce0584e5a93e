#!/usr/bin/env bash
# pymdownx.betterem with its default options made bold text of stars between a kana and a Japanese bracket. Since its
# rules for delimiters were rewritten, the same note shows its stars after an upgrade: a site that never changed its
# configuration loses its emphasis.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

cat >try.py <<'PY'
from importlib.metadata import version
import markdown

print("pymdown-extensions", version("pymdown-extensions"))
for text in ["これは**「重要」**です", "これは**重要**です"]:
    print(" ", markdown.markdown(text, extensions=["pymdownx.betterem"]))
PY

for release in 10.21.2 13.1.2; do
  python3 -m venv "venv-$release"
  "venv-$release/bin/pip" install --quiet --disable-pip-version-check \
    Markdown==3.11 "pymdown-extensions==$release" >install.log 2>&1 || { cat install.log; exit 1; }
done

cat >expected <<'EXPECTED'
pymdown-extensions 10.21.2
  <p>これは<strong>「重要」</strong>です</p>
  <p>これは<strong>重要</strong>です</p>
pymdown-extensions 13.1.2
  <p>これは**「重要」**です</p>
  <p>これは<strong>重要</strong>です</p>
EXPECTED

echo "--- seen"
for release in 10.21.2 13.1.2; do "venv-$release/bin/python" try.py; done | tee seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
