#!/usr/bin/env bash
# A Terraform snippet with a Japanese name for a local value or a key is valid, but
# python-hcl2 raises an error, although it accepts the same word in quotes. It
# silently accepts an argument that is set twice, which is an error in HCL, and keeps
# the second value. A checker of code blocks that uses it is wrong in both cases.
# HCL native syntax specification: identifiers follow Unicode Standard Annex 31 (with
# the hyphen added), and an argument name may be used once in a body.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  python-hcl2==8.1.4 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  venv/bin/python - python-hcl2 <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.py <<'PY'
import hcl2
def show(what, text):
    try:
        print(f"{what}:", hcl2.loads(text))
    except Exception as error:
        print(f"{what}: {type(error).__name__}")
show("ASCII name", 'monthly = 1\n')
show("Japanese name", '料金 = 1\n')
show("accented name", 'été = 1\n')
show("Japanese text", 'a = "料金"\n')
show("argument given twice", 'a = 1\na = 2\n')
PY
try() {
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
ASCII name: {'monthly': 1}
Japanese name: UnexpectedToken
accented name: UnexpectedToken
Japanese text: {'a': '"料金"'}
argument given twice: {'a': 2}
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
