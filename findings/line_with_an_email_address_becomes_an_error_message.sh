#!/usr/bin/env bash
# Zenn turns an address that is alone in a paragraph into a card. For an address that
# is not on the web, such as `mailto:` or `ftp://`, the page shows the error message
# "URLが不正です" (the URL is invalid) and hides the link. In a sentence, it is a link.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  zenn-markdown-html@0.5.4 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in zenn-markdown-html; do
    node -p 'const p = JSON.parse(require("fs").readFileSync(process.argv[1])); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
}

cat >try.mjs <<'JS'
import markdownToHtml from "zenn-markdown-html";
for (const text of ["mailto:info@example.com", "Write to mailto:info@example.com", "ftp://example.com/a"]) {
  const html = await markdownToHtml(text);
  console.log(html.trim().replace(/ (data-line|class|rel|target)="[^"]*"/g, ""));
}
JS
try() { node try.mjs; }

cat >expected <<'EXPECTED'
<p>URLが不正です<a href="mailto:info@example.com" style="display:none">mailto:info@example.com</a></p>
<p>Write to <a href="mailto:info@example.com">mailto:info@example.com</a></p>
<p>URLが不正です<a href="ftp://example.com/a" style="display:none">ftp://example.com/a</a></p>
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
