#!/usr/bin/env bash
# The service models of botocore, from which lists of AWS names are made, carry the
# name twice, and the two differ in many of them: serviceFullName still says "Amazon
# EC2 Container Service" where the documentation in the same file has today's name.
# The newer field is no safer: a rename that ran over the text left "Connect Customer
# Customer Profiles".
# No standard: neither field is documented as the name to show to people.
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
loader = session.get_component("data_loader")
for name in ["appstream", "customer-profiles", "ecs", "es", "firehose", "quicksight"]:
    model = loader.load_service_model(name, "service-2")
    tag = re.search(r"<fullname>(.*?)</fullname>", model.get("documentation", ""), re.S)
    print(f"{name}: {model['metadata']['serviceFullName']} | {' '.join(tag[1].split())}")
PY
try() {
  venv/bin/python try.py
}

cat >expected <<'EXPECTED'
appstream: Amazon AppStream | Amazon WorkSpaces Applications
customer-profiles: Amazon Connect Customer Profiles | Connect Customer Customer Profiles
ecs: Amazon EC2 Container Service | Amazon Elastic Container Service
es: Amazon Elasticsearch Service | Amazon Elasticsearch Configuration Service
firehose: Amazon Kinesis Firehose | Amazon Data Firehose
quicksight: Amazon QuickSight | Amazon Quick API Reference
EXPECTED

versions
echo "--- seen"
try >seen
cat seen
echo "---"
diff -u expected seen
echo "the surprise is still there"
