#!/usr/bin/env python3
"""Compares what a host's compiler refuses with what notelint reports as errors of that host.

    errors.py [--packages FOLDER] [--compiled FILE] BIN HOST FOLDER…

HOST is docusaurus (`mdx-error`) or vitepress (`vue-error`). Prints the notes that the compiler refuses and notelint does not (missed),
and the ones that notelint reports and the compiler accepts (false). FILE keeps what the compiler said, because that takes minutes."""

import argparse
import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from fixes import FRONT_MATTER, drawn  # noqa: E402
from generate import install  # noqa: E402

RULES = {"docusaurus": "mdx-error", "vitepress": "vue-error"}
# How many notes one process compiles.
SHARE = 300


def compiled(host, texts, packages):
    """The error of each text that the host refuses, by path."""
    sys.path.insert(0, str(pathlib.Path(__file__).parent / "render"))
    import render

    errors = {}
    for first in range(0, len(texts), SHARE):
        share = {str(path): FRONT_MATTER.sub("", text) for path, text in texts[first : first + SHARE]}
        pages = render.by_node(host, share, packages)
        errors |= {path: page["error"] for path, page in pages.items() if isinstance(page, dict)}
        print(f"{first + len(share)} of {len(texts)} compiled", file=sys.stderr)
    return errors


def reported(binary, host, texts):
    """The errors that notelint reports in each text, by path."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "notelint.toml").write_text(f'flavour = "{host}"\n')
        for index, (_, text) in enumerate(texts):
            (folder / f"{index}.md").write_text(text, encoding="utf-8", newline="")
        command = [binary, "--no-cache", "--preset", "recommended", "--select", RULES[host], "--format", "json"]
        output = subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout
    found = collections.defaultdict(list)
    for finding in json.loads(output)["findings"]:
        if finding["severity"] == "error":
            found[str(texts[int(finding["file"].removesuffix(".md"))][0])].append(f"{finding['line']}: {finding['message']}")
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--packages", type=pathlib.Path, default=pathlib.Path.home() / ".cache/notelint-hosts")
    parser.add_argument("--compiled", type=pathlib.Path)
    parser.add_argument("binary")
    parser.add_argument("host", choices=RULES)
    parser.add_argument("folders", nargs="+")
    arguments = parser.parse_args()
    install(arguments.packages.resolve())
    host, texts, kept = arguments.host, drawn(arguments.folders, sys.maxsize), arguments.compiled
    if kept and kept.exists():
        refused = json.loads(kept.read_text())
    else:
        refused = compiled(host, texts, arguments.packages.resolve())
        if kept:
            kept.write_text(json.dumps(refused, ensure_ascii=False, indent=1))
    found = reported(os.path.abspath(shutil.which(arguments.binary)), host, texts)
    missed, false = sorted(refused.keys() - found.keys()), sorted(found.keys() - refused.keys())
    for path in missed:
        print(f"MISSED {path}: {refused[path]}")
    for path in false:
        print(f"FALSE {path}:", *found[path][:3], sep="\n  ")
    print(f"{host}: {len(texts)} notes, {len(refused)} refused, {len(found)} reported, {len(missed)} missed, {len(false)} false")


if __name__ == "__main__":
    main()
