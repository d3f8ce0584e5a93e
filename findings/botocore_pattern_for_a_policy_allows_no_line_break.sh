#!/usr/bin/env bash
# botocore describes a policy document with a pattern that begins with tab, line feed and
# carriage return, so that a policy can have lines. In the models of Bedrock and EMR Serverless,
# spaces are in the place of the three (the class has four in a row), and no policy matches that is
# written on more than one line, as policies in notes are. Whoever takes patterns from the models
# to check samples refuses them all for these two services.
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
import json
import re
import botocore.session

session = botocore.session.get_session()
policy = {"Version": "2012-10-17", "Statement": []}
for service, shape in (
    ("iam", "policyDocumentType"),
    ("kms", "PolicyType"),
    ("bedrock-agent", "ResourcePolicy"),
    ("bedrock", "ResourcePolicyDocument"),
    ("emr-serverless", "PolicyDocument"),
):
    pattern = session.get_service_model(service).shape_for(shape).metadata["pattern"]
    one, many = (re.fullmatch(pattern, json.dumps(policy, indent=indent)) for indent in (None, 2))
    print(f"{service} {shape} {ascii(pattern)}")
    print(f"  one line: {one is not None}, several lines: {many is not None}")
PY
try() { venv/bin/python try.py; }

cat >expected <<'EXPECTED'
iam policyDocumentType '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+'
  one line: True, several lines: True
kms PolicyType '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+'
  one line: True, several lines: True
bedrock-agent ResourcePolicy '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+'
  one line: True, several lines: True
bedrock ResourcePolicyDocument '[    -\xff]+'
  one line: True, several lines: False
emr-serverless PolicyDocument '([    -\xff]+)'
  one line: True, several lines: False
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
