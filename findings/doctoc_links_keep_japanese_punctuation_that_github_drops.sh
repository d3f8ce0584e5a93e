#!/usr/bin/env bash
# doctoc removes some Japanese punctuation from its links (brackets, the full-width
# colon) and keeps other marks (the full-width full stop and per cent sign, the
# middle dot, the wave dash, the ideographic space); markdown-toc does likewise. GitHub's
# way of making ids, as github-slugger has it, drops them all, so that those lines of
# a generated table of contents lead nowhere.
# No standard says how ids are made; GitHub keeps letters, marks, decimal digits,
# connector punctuation, the hyphen and the space U+0020.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  doctoc@2.5.0 markdown-toc@1.2.0 github-slugger@2.0.0 marked@18.2.1 marked-gfm-heading-id@4.1.4 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in doctoc markdown-toc github-slugger marked marked-gfm-heading-id; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
}

cat >try.mjs <<'JS'
import fs from "node:fs";
import { execFileSync } from "node:child_process";
import GithubSlugger from "github-slugger";
import toc from "markdown-toc";
import { marked } from "marked";
import { gfmHeadingId } from "marked-gfm-heading-id";
const heads = ["料金（月額）", "S3：概要", "１．はじめに", "10％引き", "東京・大阪", "〜とは〜", "料金\u3000一覧"];
const note = heads.map((head) => `## ${head}\n`).join("\n");
fs.writeFileSync("note.md", note);
execFileSync("npx", ["--no-install", "doctoc", "--github", "note.md"], { stdio: "ignore" });
const links = (text) => [...text.matchAll(/\]\(#(.*)\)$/gm)].map((match) => decodeURIComponent(match[1]));
marked.use(gfmHeadingId());
const ids = [...marked.parse(note).matchAll(/id="([^"]*)"/g)].map((match) => match[1]);
const slugger = new GithubSlugger();
const made = { doctoc: links(fs.readFileSync("note.md", "utf8")), "markdown-toc": links(toc(note).content) };
heads.forEach((head, at) => {
  const id = slugger.slug(head);
  if (id !== ids[at]) throw new Error("the two ways of GitHub differ");
  const seen = Object.entries(made).map(([name, list]) => `${name} ${list[at] === id ? "leads there" : `has ${list[at]}`}`);
  console.log(`${head}: id ${id}; ${seen.join("; ")}`.replaceAll("\u3000", "{U+3000}"));
});
JS
try() {
  node try.mjs
}

cat >expected <<'EXPECTED'
料金（月額）: id 料金月額; doctoc leads there; markdown-toc leads there
S3：概要: id s3概要; doctoc leads there; markdown-toc leads there
１．はじめに: id １はじめに; doctoc has １．はじめに; markdown-toc has １．はじめに
10％引き: id 10引き; doctoc has 10％引き; markdown-toc has 10％引き
東京・大阪: id 東京大阪; doctoc has 東京・大阪; markdown-toc has 東京・大阪
〜とは〜: id とは; doctoc has 〜とは〜; markdown-toc has 〜とは〜
料金{U+3000}一覧: id 料金一覧; doctoc has 料金{U+3000}一覧; markdown-toc has 料金{U+3000}一覧
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
