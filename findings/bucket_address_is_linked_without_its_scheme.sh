#!/usr/bin/env bash
# With the option `relaxed_autolinks`, which GitLab sets, comrak makes a link of any
# scheme. The scheme of `s3://bucket/key` has a digit: the link begins after it, and
# its target `://bucket/key` is an address of nothing. `gs://bucket/key` is linked whole.
# RFC 3986, section 3.1: after its first letter, a scheme may contain digits.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  comrak==0.0.16 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  venv/bin/python - comrak <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.py <<'PY'
import comrak
extensions, parse = comrak.ExtensionOptions(), comrak.ParseOptions()
extensions.autolink = parse.relaxed_autolinks = True
for text in ["s3://bucket/key", "gs://bucket/key"]:
    print(comrak.render_markdown(text, extension_options=extensions, parse_options=parse), end="")
PY
try() { venv/bin/python try.py; }

cat >expected <<'EXPECTED'
<p>s3<a href="://bucket/key">://bucket/key</a></p>
<p><a href="gs://bucket/key">gs://bucket/key</a></p>
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
