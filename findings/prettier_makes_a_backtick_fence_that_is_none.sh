#!/usr/bin/env bash
# Prettier rewrites a tilde fence as a backtick fence even if its info string
# contains a backtick. The new first line is not a fence any more: the code becomes a
# paragraph, the closing line opens a block, and the rest of the note is shown as
# code.
# CommonMark 0.31.2, section 4.5: info strings for backtick code blocks cannot
# contain backticks; those for tilde code blocks can.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm install --silent --no-audit --no-fund --ignore-scripts \
  prettier@3.10.1 >install.log 2>&1 || { cat install.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  cmarkgfm==2025.10.22 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  for name in prettier; do
    node -p 'const p = require(process.argv[1]); p.name + " " + p.version' "$dir/node_modules/$name/package.json"
  done
  venv/bin/python - cmarkgfm <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

printf '~~~sh title=`date`\necho 1\n~~~\n\nつぎの段落\n' >before.md
cat >try.py <<'PY'
import cmarkgfm
for name in ["before.md", "after.md"]:
    text = open(name, encoding="utf8").read()
    print(f"{name}:\n{text}shown as:\n{cmarkgfm.github_flavored_markdown_to_html(text)}")
PY
try() {
  npx --no-install prettier before.md >after.md
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
before.md:
~~~sh title=`date`
echo 1
~~~

つぎの段落
shown as:
<pre lang="sh"><code>echo 1
</code></pre>
<p>つぎの段落</p>

after.md:
```sh title=`date`
echo 1
```

つぎの段落
shown as:
<p>```sh title=<code>date</code>
echo 1</p>
<pre><code>
つぎの段落
</code></pre>

EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
