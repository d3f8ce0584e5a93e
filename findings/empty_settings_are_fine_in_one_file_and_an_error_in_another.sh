#!/usr/bin/env bash
# markdownlint-cli2 reads settings from `.markdownlint.json` and from
# `.markdownlint-cli2.jsonc`. An empty file of the first name counts as one without
# settings, and the notes are checked; an empty file of the second name ends the run
# with exit code 2 and a stack trace, before any note is read.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund markdownlint-cli2@0.24.1 node@22 >install.log 2>&1 ||
  { cat install.log; exit 1; }
cli() { "$dir/node_modules/node/bin/node" "$dir/node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs" "$@"; }

try() {
  for name in .markdownlint.json .markdownlint-cli2.jsonc; do
    mkdir "note-$name"
    printf '# 料金\n\nS3 と EC2\n' >"note-$name/note.md"
    : >"note-$name/$name"
    code=0
    (cd "note-$name" && cli note.md >out.log 2>&1) || code=$?
    said=$(grep -o -m 1 -e '^Linting: 1 file' -e 'Unable to parse JSONC content' "note-$name/out.log")
    echo "$name: exit code $code, $said"
  done
}

cat >expected <<'EXPECTED'
.markdownlint.json: exit code 0, Linting: 1 file
.markdownlint-cli2.jsonc: exit code 2, Unable to parse JSONC content
EXPECTED

cli --help 2>/dev/null | head -1 || true
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
