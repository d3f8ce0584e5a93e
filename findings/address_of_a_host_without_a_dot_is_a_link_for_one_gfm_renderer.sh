#!/usr/bin/env bash
# Two renderers of GitHub Flavored Markdown disagree on the address that study notes have most: `http://localhost:8080/`, or the name of
# a Service or a container such as `http://web:80`. The specification asks for a period in the host (GFM 6.9, valid domain);
# GitHub's own cmark-gfm links a host without one after `http://` all the same, comrak follows the specification and shows text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check cmarkgfm==2025.10.22 comrak==0.0.16

"$folder/python/bin/python" - <<'PYTHON'
import cmarkgfm
import comrak

extensions = comrak.ExtensionOptions()
extensions.autolink = True
seen = []
print("cmarkgfm 2025.10.22 and comrak 0.0.16 (PyPI): is it a link?")
for address in ["http://localhost:8080/", "http://web:80", "http://web.default.svc:80", "http://127.0.0.1:8080/"]:
    github = "<a " in cmarkgfm.github_flavored_markdown_to_html(address)
    other = "<a " in comrak.render_markdown(address, extension_options=extensions)
    print(f"{address}: cmark-gfm {github}, comrak {other}")
    seen.append((github, other))
assert seen == [(True, False), (True, False), (True, True), (True, True)], seen
PYTHON
