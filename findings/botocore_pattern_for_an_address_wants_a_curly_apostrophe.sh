#!/usr/bin/env bash
# The HTML standard has a regular expression for e-mail addresses, which allows an apostrophe
# (https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address). In botocore, the
# models of AppFabric and Payment Cryptography contain it with a curly one (U+2019) instead, so that
# `o'neil@example.com` does not match, and the same address with the curly quote does. In the
# pattern of Cost Explorer, U+2018 is in the place of the grave accent. The model of Security Incident
# Response has the expression as it should be.
set -euo pipefail

export LC_ALL=C.UTF-8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
  botocore==1.44.8 >install.log 2>&1 || { cat install.log; exit 1; }

versions() {
  venv/bin/python - botocore <<'PY'
import sys
from importlib.metadata import version
for name in sys.argv[1:]:
    print(name, version(name))
PY
}

cat >try.py <<'PY'
import re
import botocore.session

session = botocore.session.get_session()
for service, shape in (
    ("security-ir", "EmailAddress"),
    ("appfabric", "Email"),
    ("payment-cryptography", "CertificateSubjectTypeEmailAddressString"),
    ("ce", "SubscriberAddress"),
):
    pattern = session.get_service_model(service).shape_for(shape).metadata["pattern"]
    other = [f"U+{ord(c):04X}" for c in pattern if ord(c) > 127]
    print(service, shape, *other)
    for address in ("o'neil@example.com", "o\u2019neil@example.com", "a`b@example.com", "a\u2018b@example.com"):
        matches = re.fullmatch(pattern, address) is not None
        print(f"  {ascii(address)}: {matches}")
PY
try() { venv/bin/python try.py; }

cat >expected <<'EXPECTED'
security-ir EmailAddress
  "o'neil@example.com": True
  'o\u2019neil@example.com': False
  'a`b@example.com': True
  'a\u2018b@example.com': False
appfabric Email U+2019
  "o'neil@example.com": False
  'o\u2019neil@example.com': True
  'a`b@example.com': True
  'a\u2018b@example.com': False
payment-cryptography CertificateSubjectTypeEmailAddressString U+2019
  "o'neil@example.com": False
  'o\u2019neil@example.com': True
  'a`b@example.com': True
  'a\u2018b@example.com': False
ce SubscriberAddress U+2018
  "o'neil@example.com": True
  'o\u2019neil@example.com': False
  'a`b@example.com': False
  'a\u2018b@example.com': True
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
