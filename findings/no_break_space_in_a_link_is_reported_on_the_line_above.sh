#!/usr/bin/env bash
# A link on line 4 whose text ends with a no-break space is reported on line 3 by the
# rule for spaces in link texts (MD039) of markdownlint 0.42.1, without a column. With
# an ordinary space in its place, the same link is reported on line 4, so that a comment
# that turns the rule off for the next line works for the one and not for the other.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund markdownlint-cli2@0.24.1 node@22 >install.log 2>&1 ||
  { cat install.log; exit 1; }
cli() { "$dir/node_modules/node/bin/node" "$dir/node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs" "$@"; }

try() {
  printf '# 料金\n\n料金は\n[表 ](b.md)にある\n' >space.md
  printf '# 料金\n\n料金は\n[表\xc2\xa0](b.md)にある\n' >no-break.md
  for name in space.md no-break.md; do
    (cli "$name" 2>&1 || true) | sed -n 's/^\([^ ]*\) error \(MD039\).*/\2 at \1/p'
  done
}

cat >expected <<'EXPECTED'
MD039 at space.md:4:3
MD039 at no-break.md:3
EXPECTED

cli --help 2>/dev/null | head -1 || true
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
