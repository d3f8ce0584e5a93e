#!/usr/bin/env bash
# An extension's README shows pictures by relative paths, and the packer turns them into URLs of the repository. package.json says with
# `repository.directory` in which folder of the repository the package is (docs.npmjs.com, package.json), but the packer ignores it:
# the URL of the picture lacks the folder, so the picture is missing in the marketplace, and nothing warns.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/editors/code/images" "$folder/tool"
(cd "$folder/tool" && npm install --silent --no-audit --no-fund --ignore-scripts @vscode/vsce@3.9.2)
cd "$folder/editors/code"

cat > package.json <<'JSON'
{
  "name": "probe", "displayName": "probe", "description": "probe", "version": "1.0.0", "publisher": "someone", "license": "MIT",
  "repository": { "type": "git", "url": "https://github.com/someone/notes", "directory": "editors/code" },
  "engines": { "vscode": "^1.90.0" }, "main": "main.js", "activationEvents": ["onLanguage:markdown"]
}
JSON
printf 'exports.activate = () => {};\n' > main.js
printf 'MIT\n' > LICENSE
printf '# Probe\n\nA linter for notes.\n\n![](images/a.png) [more](more.md)\n' > README.md
# A transparent picture of one pixel.
printf 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==' | base64 -d > images/a.png

"$folder/tool/node_modules/.bin/vsce" package --no-dependencies --out probe.vsix >/dev/null 2>&1
readme=$(python3 -c 'import zipfile; print(next(zipfile.ZipFile("probe.vsix").read(name).decode() for name in zipfile.ZipFile("probe.vsix").namelist() if name.lower() == "extension/readme.md"))')
echo "vsce 3.9.2:"
echo "$readme" | tail -1

echo "$readme" | grep -q 'notes/raw/HEAD/images/a.png' && ! echo "$readme" | grep -q 'editors/code'
