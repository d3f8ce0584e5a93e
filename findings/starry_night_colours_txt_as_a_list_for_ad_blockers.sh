#!/usr/bin/env bash
# Output of commands is often labelled `txt`, `text` or `plaintext`, to have no colours. starry-night,
# which highlights as GitHub does, takes a label for a file extension too. Three languages have
# the extension `.txt`, and it knows it as that of filter lists for ad blockers: with all grammars,
# a line with `!` is a comment, and the outer bars of a table are operators. In the same way, `cfg`
# is HAProxy's, and `asc`, the ending of a public key, is C++ even with the common grammars.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  @wooorm/starry-night@3.11.0 hast-util-to-html@9.0.5 linguist-languages@9.5.0 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in @wooorm/starry-night linguist-languages; do
    node -p 'const p = JSON.parse(require("fs").readFileSync(process.argv[1])); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
}

cat >try.mjs <<'JS'
import { all, common, createStarryNight } from "@wooorm/starry-night";
import { toHtml } from "hast-util-to-html";
import * as languages from "linguist-languages";
const sets = { all: await createStarryNight(all), common: await createStarryNight(common) };
for (const label of ["text", "plaintext", "txt", "cfg", "asc"]) {
  const scopes = Object.entries(sets).map(([name, set]) => `${set.flagToScope(label) ?? "none"} (${name})`);
  const named = Object.values(languages).filter(({ extensions }) => extensions?.includes(`.${label}`));
  console.log(`${label}: ${scopes.join(", ")}; extension of ${named.map(({ name }) => name).sort().join(", ") || "nothing"}`);
}
const output = "! バケット名は一意\n| S3 | 5 TB |\n$ aws s3 ls";
console.log(toHtml(sets.all.highlight(output, sets.all.flagToScope("txt"))));
JS
try() { node try.mjs; }

cat >expected <<'EXPECTED'
text: none (all), none (common); extension of nothing
plaintext: none (all), none (common); extension of nothing
txt: text.adblock (all), none (common); extension of Adblock Filter List, Text, Vim Help File
cfg: source.haproxy-config (all), none (common); extension of HAProxy, INI
asc: source.c++ (all), source.c++ (common); extension of AGS Script, AsciiDoc, Public Key
<span class="pl-c">! バケット名は一意</span>
<span class="pl-k">|</span> S3 | 5 TB <span class="pl-k">|</span>
<span class="pl-k">$</span> aws s3 ls
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
