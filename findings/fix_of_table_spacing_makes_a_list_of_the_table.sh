#!/usr/bin/env bash
# The rows of a table without outer pipes begin with the number of a step, `1.|…`.
# markdownlint 0.42.1 can fix tables for the style "compact" (MD060): it puts a space between
# the number and the pipe. Then every row is an item of an ordered list, and the table ends
# before its first row. The fix knows the case of `-`, `+` and `*`, but not that of numbers.
# GFM 0.29, section 4.10: the table is broken at the beginning of another block-level structure.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund markdownlint-cli2@0.24.1 node@22 >install.log 2>&1 ||
  { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 >install.log 2>&1 || { cat install.log; exit 1; }
cli() { "$dir/node_modules/node/bin/node" "$dir/node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs" "$@"; }

cat >count.py <<'PY'
import sys
import cmarkgfm
html = cmarkgfm.github_flavored_markdown_to_html(open(sys.argv[1], encoding="utf8").read())
print(f"{sys.argv[1]}: {html.count('<td')} cells, {html.count('<li')} list items")
PY
try() {
  printf '{"config": {"default": false, "MD060": {"style": "compact"}}}\n' >.markdownlint-cli2.jsonc
  printf '番号|手順\n---|---\n1.|バケットを作る\n2.|権限を付ける\n' >before.md
  cp before.md after.md
  cli --fix after.md >/dev/null 2>&1 || true
  cat after.md
  venv/bin/python count.py before.md
  venv/bin/python count.py after.md
}

cat >expected <<'EXPECTED'
番号 | 手順
--- | ---
1. | バケットを作る
2. | 権限を付ける
before.md: 4 cells, 0 list items
after.md: 0 cells, 2 list items
EXPECTED

cli --help 2>/dev/null | head -1 || true
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
