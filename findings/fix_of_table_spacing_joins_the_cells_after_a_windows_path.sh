#!/usr/bin/env bash
# A table cell ends with a Windows path, `C:\`. markdownlint 0.42.1 can fix tables for the
# style "tight" (MD060): it removes the space between the backslash and the pipe. The
# backslash then escapes the pipe, so that two cells become one and the row loses a column.
# markdownlint itself reports the row afterwards (MD056).
# GFM 0.29, section 4.10: a pipe in the content of a cell is escaped with a backslash.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund markdownlint-cli2@0.24.1 node@22 >install.log 2>&1 ||
  { cat install.log; exit 1; }
cli() { "$dir/node_modules/node/bin/node" "$dir/node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs" "$@"; }

try() {
  printf '{"config": {"default": false, "MD056": true, "MD060": {"style": "tight"}}}\n' >.markdownlint-cli2.jsonc
  printf '|ドライブ|用途|\n|---|---|\n|C:\\ |システム|\n|D:\\ |データ|\n' >before.md
  cp before.md after.md
  for name in before.md after.md; do
    [ "$name" = before.md ] || cli --fix "$name" >/dev/null 2>&1 || true
    sed -n 's/^\(|[CD].*\)$/'"$name"': \1/p' "$name"
    (cli "$name" 2>&1 || true) | sed -n 's/^\([^ ]*\) error \(MD0[0-9]*\).*/\2 at \1/p'
  done
}

cat >expected <<'EXPECTED'
before.md: |C:\ |システム|
before.md: |D:\ |データ|
MD060 at before.md:3:6
MD060 at before.md:4:6
after.md: |C:\|システム|
after.md: |D:\|データ|
MD056 at after.md:3:10
MD056 at after.md:4:9
EXPECTED

cli --help 2>/dev/null | head -1 || true
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
