#!/usr/bin/env bash
# A block quote inside a `> [!NOTE]` makes markdown-it-github-alerts close the wrong
# element: the box ends inside the quote, whose own end tag is left over. Browsers
# repair this silently, so it is noticed only when the notes become a book (EPUB) or
# a feed, which are XML and must be well-formed. remark-github-blockquote-alert nests
# the two correctly.
# The HTML standard (13.1.2, elements) does not let an element end before those that
# were opened inside it.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  markdown-it@15.0.3 markdown-it-github-alerts@1.0.1 unified@11.0.5 remark-parse@11.0.0 remark-rehype@11.1.2 remark-github-blockquote-alert@2.1.0 rehype-stringify@10.0.1 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in markdown-it markdown-it-github-alerts unified remark-parse remark-rehype remark-github-blockquote-alert rehype-stringify; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
}

cat >try.mjs <<'JS'
import MarkdownIt from "markdown-it";
import alerts from "markdown-it-github-alerts";
import { unified } from "unified";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import rehypeStringify from "rehype-stringify";
import { remarkAlert } from "remark-github-blockquote-alert";
const note = "> [!NOTE]\n> 公式の文書には、\n>\n> > 月額です\n\n本文\n";
const tags = (html) => [...html.matchAll(/<\/?(?:div|blockquote)\b/g)].map((match) => match[0].slice(1)).join(" ");
console.log("markdown-it-github-alerts:", tags(new MarkdownIt().use(alerts.default ?? alerts).render(note)));
console.log("remark-github-blockquote-alert:", tags(String(unified().use(remarkParse).use(remarkAlert).use(remarkRehype).use(rehypeStringify).processSync(note))));
JS
try() {
  node try.mjs
}

cat >expected <<'EXPECTED'
markdown-it-github-alerts: div blockquote /div /blockquote
remark-github-blockquote-alert: div blockquote /blockquote /div
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
