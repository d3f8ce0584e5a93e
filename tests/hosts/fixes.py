#!/usr/bin/env python3
"""Renders notes with a host's renderer before and after `notelint --fix`, and prints how the pages differ.

    fixes.py [--packages FOLDER] [--preset PRESET] [--seed N] [--ignore RULES] [--all] BIN HOST COUNT FOLDER…

Draws COUNT notes from the folders (always the same ones for a seed), fixes a copy of each as a project of HOST, and compares text, links, emphasis
and blocks of the two pages. Each difference is printed with the rules of the findings that were fixed in the note, to be read: a page may
change only as they declare. Parts of the new page that GitHub shows in the same way are left out, except with --all. Ends with 1 if a page that compiled no longer does."""

import argparse
import collections
import difflib
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from generate import JAVASCRIPT, install  # noqa: E402

FRONT_MATTER = re.compile(r"\A\ufeff?---\r?\n.*?\n(---|\.\.\.)[ \t]*\r?\n", re.S)
ASPECTS = ["blocks", "links", "marks"]
MAX_BYTES = 60_000


def drawn(folders, count, seed=16):
    paths = []
    for folder in folders:
        paths += [path for path in sorted(pathlib.Path(folder).rglob("*.md")) if path.is_file() and path.stat().st_size < MAX_BYTES]
    random.Random(seed).shuffle(paths)
    texts = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if len(text) > 80 and len(texts) < count:
            texts.append((path, text))
    return texts


def fixed(binary, host, texts, preset, ignored):
    """The texts after `--fix`, and the rules that were fixed in each."""
    # The extensions of Material for MkDocs are options of one flavour.
    flavour = "mkdocs" if host == "material" else host
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "notelint.toml").write_text(f'flavour = "{flavour}"\n')
        for index, (_, text) in enumerate(texts):
            (folder / f"{index}.md").write_text(text, encoding="utf-8", newline="")
        # What these change is text, on each host in the same way.
        command = [binary, "--no-cache", "--preset", preset, "--ignore", f"terms,moved-docs,{ignored}".strip(",")]
        before = json.loads(subprocess.run([*command, "--format", "json"], cwd=folder, capture_output=True, text=True).stdout)
        subprocess.run([*command, "--fix", "-q"], cwd=folder, capture_output=True, text=True)
        rules = collections.defaultdict(set)
        for finding in before["findings"]:
            if (finding.get("fix") or {}).get("applicability") == "safe":
                rules[finding["file"]].add(finding["rule"])
        return [((folder / f"{index}.md").read_text(encoding="utf-8"), sorted(rules[f"{index}.md"])) for index in range(len(texts))]


def parts(text):
    """The blocks or links in an outline."""
    return re.split(r"(?<= / )|(?<=  )|(?<=\]) ", text)


def changes(before, after, known):
    """The places where two outlines differ and the second does not have parts that are `known`, each with what is around it:
    `a [-old-]{+new+} b`."""
    one, two = parts(before), parts(after)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, two, False).get_opcodes():
        if tag == "equal" or c < d and known.issuperset(two[c:d]):
            continue
        # A letter that two changes have in common is a coincidence.
        old, new = (re.findall(r"\w+|\W", " ".join(parts), re.A) for parts in (one[a:b], two[c:d]))
        matcher = difflib.SequenceMatcher(None, old, new, False)
        for tag, a2, b2, c2, d2 in matcher.get_opcodes():
            if tag != "equal":
                left, right = "".join(old[:a2])[-12:], "".join(old[b2:])[:12]
                yield f"{left}[-{excerpt(old[a2:b2])}-]{{+{excerpt(new[c2:d2])}+}}{right}"


def excerpt(parts):
    text = "".join(parts)
    return text if len(text) < 200 else f"{text[:100]}…{text[-100:]}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--packages", type=pathlib.Path, default=pathlib.Path.home() / ".cache/notelint-hosts")
    parser.add_argument("--preset", default="recommended")
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--ignore", default="", metavar="RULES")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("binary")
    parser.add_argument("host")
    parser.add_argument("count", type=int)
    parser.add_argument("folders", nargs="+")
    arguments = parser.parse_args()
    install(arguments.packages.resolve())
    sys.path.insert(0, str(pathlib.Path(__file__).parent / "render"))
    import render
    from outline import outline

    host, texts = arguments.host, drawn(arguments.folders, arguments.count, arguments.seed)
    after = fixed(os.path.abspath(shutil.which(arguments.binary)), host, texts, arguments.preset, arguments.ignore)
    pages = {}
    for index, ((_, text), (new, _)) in enumerate(zip(texts, after)):
        pages[f"n{index}a"], pages[f"n{index}b"] = FRONT_MATTER.sub("", text), FRONT_MATTER.sub("", new)
    html = render.by_node(host, pages, arguments.packages.resolve()) if host in JAVASCRIPT else getattr(render, host)(pages)
    # What the notes mean is what GitHub shows of them.
    other = {f"n{index}b": pages[f"n{index}b"] for index, ((_, text), (new, _)) in enumerate(zip(texts, after)) if text != new}
    meant = render.github({} if arguments.all else other)
    changed, broken, differ = 0, 0, 0
    for index, ((path, text), (new, rules)) in enumerate(zip(texts, after)):
        if text == new:
            continue
        changed += 1
        one, two = html[f"n{index}a"], html[f"n{index}b"]
        if isinstance(one, dict):
            continue
        if isinstance(two, dict):
            broken += 1
            print(f"BROKEN {path}: {rules} {two['error']}")
            continue
        shown = []
        for aspect in ASPECTS:
            known = set(parts(outline(aspect, meant[f"n{index}b"], new))) if not arguments.all else set()
            lines = changes(outline(aspect, one, text), outline(aspect, two, new), known)
            shown += [f"  {aspect} {line}" for line in lines if not any(line in other for other in shown)]
        if shown:
            differ += 1
            print(f"{path}: {', '.join(rules)}", *shown, sep="\n")
    errors = sum(isinstance(html[f"n{index}a"], dict) for index in range(len(texts)))
    print(f"{host}: {len(texts)} notes, {errors} did not compile before, {changed} fixed, {differ} pages differ, {broken} no longer compile")
    sys.exit(broken > 0)


if __name__ == "__main__":
    main()
