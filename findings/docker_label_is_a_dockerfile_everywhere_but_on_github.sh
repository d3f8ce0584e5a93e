#!/usr/bin/env bash
# A code block labelled `docker` is a Dockerfile for Shiki, highlight.js, Prism and Pygments, so it is coloured in VitePress, Docusaurus,
# Zenn or MkDocs. GitHub's list of languages calls it `dockerfile` or `containerfile` only: starry-night, which colours code from
# GitHub's grammars, knows no `docker` and leaves the block plain. Nothing warns when a note moves from one to the other.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts shiki@4.6.0 prismjs@1.30.0 highlight.js@11.12.0 @wooorm/starry-night@3.11.0 \
    linguist-languages@9.5.0
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pygments==2.19.2

cat > labels.mjs <<'JS'
import { all, createStarryNight } from "@wooorm/starry-night";
import hljs from "highlight.js";
import * as linguist from "linguist-languages";
import Prism from "prismjs";
import load from "prismjs/components/index.js";
import { bundledLanguagesInfo } from "shiki";

load(["docker"]);
const github = await createStarryNight(all);
const languages = Object.values(linguist.default ?? linguist).filter((language) => language?.name);
for (const label of ["dockerfile", "docker"]) {
  const known = {
    shiki: bundledLanguagesInfo.some(({ id, aliases = [] }) => id === label || aliases.includes(label)),
    "highlight.js": hljs.getLanguage(label) !== undefined,
    prism: label in Prism.languages,
    "starry-night": github.flagToScope(label) !== undefined,
    "linguist-languages": languages.some(({ name, aliases = [] }) => name.toLowerCase() === label || aliases.includes(label)),
  };
  console.log(label, JSON.stringify(known));
}
JS
node labels.mjs | tee seen
python/bin/python - <<'PYTHON' | tee -a seen
from pygments.lexers import get_lexer_by_name

print("pygments", *(get_lexer_by_name(label).name for label in ("dockerfile", "docker")))
PYTHON

diff seen - <<'SEEN'
dockerfile {"shiki":true,"highlight.js":true,"prism":true,"starry-night":true,"linguist-languages":true}
docker {"shiki":true,"highlight.js":true,"prism":true,"starry-night":false,"linguist-languages":false}
pygments Docker Docker
SEEN
