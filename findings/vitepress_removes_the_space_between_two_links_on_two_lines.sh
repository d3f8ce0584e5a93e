#!/usr/bin/env bash
# Two links, or two bold words, on two lines of a paragraph: a browser shows a space
# between them. VitePress compiles its HTML with Vue, which removes white space that
# contains a line ending between two elements, so the words run together. In a text
# without markup the space is kept.
# CommonMark 0.31.2, section 6.8: a soft line break is rendered "as a line ending or
# as a space".
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  vitepress@1.6.4 vue@3.5.25 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in vitepress vue; do
    node -p 'const p = JSON.parse(require("fs").readFileSync(process.argv[1])); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
}

cat >try.mjs <<'JS'
import { createRequire } from "node:module";
process.env.NODE_ENV = "production";
const require = createRequire(import.meta.url);
const { compile } = require("@vue/compiler-ssr");
const { createSSRApp } = require("vue");
const { renderToString } = require("vue/server-renderer");
const { createMarkdownRenderer } = await import("vitepress");
const markdown = await createMarkdownRenderer("/notes", {}, "/");
for (const text of ["Amazon\nEC2\n", "**Amazon**\n**EC2**\n", "[EC2](https://example.com/a)\n[S3](https://example.com/b)\n"]) {
  const html = await markdown.render(text, { path: "/notes/a.md", relativePath: "a.md" });
  const { code } = compile(`<div>${html}</div>`);
  const page = await renderToString(createSSRApp({ ssrRender: new Function("require", code)(require) }));
  console.log(page.replace(/<[^>]*>/g, "").replace(/\s+/g, " "));
}
JS
try() { node try.mjs; }

cat >expected <<'EXPECTED'
Amazon EC2
AmazonEC2
EC2S3
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
