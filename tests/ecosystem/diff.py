#!/usr/bin/env python3
"""Shows what a change of notelint means for real notes: which findings and fixes were added or removed, by rule, with positions.

    tests/ecosystem/diff.py --old OLD --new NEW [--preset NAME]... FOLDER...
    tests/ecosystem/diff.py --old OLD --new NEW --clone FOLDER

OLD and NEW are two binaries. With `--clone`, the repositories in repositories.txt are fetched into that folder, each at its
commit. The notes are not modified. The report is Markdown, short enough for a comment on GitHub.

The exit code is 1 if NEW fails on a repository (exit code above 1, or a signal) and OLD does not.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

# GitHub accepts comments of up to 65,536 characters.
LONGEST = 60_000
# The limit for one run on one repository, in seconds.
PATIENCE = 600


def run(binary, folder, *args):
    """Exit code and standard output of `binary` in `folder`; the code is `None` after PATIENCE."""
    command = [binary, "--no-config", "--no-cache", "--lang", "en", *args, "."]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return None, b""
    return done.returncode, done.stdout


def is_failure(code):
    """Whether a run ended otherwise than with an answer: 0, nothing found, or 1."""
    return code not in (0, 1)


def findings(binary, folder, preset):
    """The exit code, the findings and the fixes of a run: each a tuple of rule, place and text, with how often it comes."""
    code, output = run(binary, folder, "--preset", preset, "--format", "json")
    found, fixes = Counter(), Counter()
    try:
        report = json.loads(output)
    except ValueError:
        report = {"findings": []}
    for finding in report["findings"]:
        place = f"{finding['file']}:{finding['line']}:{finding['column']}"
        found[finding["rule"], place, f"{finding['severity']}: {finding['message']}"] += 1
        if fix := finding.get("fix"):
            edits = [(edit["start"], edit["end"], edit["text"]) for edit in fix["edits"]]
            fixes[finding["rule"], place, f"{fix['applicability']}: {fix['title']} {edits}"] += 1
    return code, found, fixes


def fixed(binary, folder, preset):
    """What `--fix` would write: the exit code, and the difference of each file."""
    code, output = run(binary, folder, "--preset", preset, "--diff")
    parts = re.split(r"^(?=--- )", output.decode("utf-8", "replace"), flags=re.MULTILINE)
    return code, {part.split("\n", 1)[0][4:]: part for part in parts if part.startswith("--- ")}


class Report:
    """What differs, over all repositories."""

    def __init__(self):
        self.changes = defaultdict(lambda: {"+": [], "-": [], "fix +": [], "fix -": []})
        self.rewritten = []
        self.failures = []
        self.broken = False

    def compare(self, old, new, folder, preset):
        """Runs both over `folder` under `preset`."""
        name = folder.name
        (old_code, *olds), (new_code, *news) = findings(old, folder, preset), findings(new, folder, preset)
        for marks, before, after in zip((("+", "-"), ("fix +", "fix -")), olds, news):
            for mark, more in zip(marks, (after - before, before - after)):
                for (rule, place, text), count in sorted(more.items()):
                    times = f" ({count} times)" if count > 1 else ""
                    self.changes[preset, rule][mark].append(f"{name}/{place} {text}{times}")
        (old_fix, before), (new_fix, after) = fixed(old, folder, preset), fixed(new, folder, preset)
        other = sorted(file for file in before.keys() | after.keys() if before.get(file) != after.get(file))
        self.rewritten += [f"{preset}: {name}/{file}" for file in other]
        for what, was, now in (("check", old_code, new_code), ("--diff", old_fix, new_fix)):
            if is_failure(was) or is_failure(now):
                self.failures.append(f"{preset}: {name}: {what} ended with {was} before, {now} now (None: {PATIENCE} s)")
                self.broken |= is_failure(now) and not is_failure(was)

    def markdown(self, limit):
        """The report, with so many places for each rule."""
        lines = ["### What this changes over other people's notes", ""]
        if not (self.changes or self.rewritten or self.failures):
            return "\n".join([*lines, "Nothing: no finding, no fix."])
        if self.failures:
            lines += ["**Runs that failed**", "", *block(self.failures, limit), ""]
        if self.changes:
            lines += ["| preset | rule | findings + | − | fixes + | − |", "|---|---|---:|---:|---:|---:|"]
        for (preset, rule), marks in sorted(self.changes.items()):
            counts = " | ".join(str(len(places)) for places in marks.values())
            lines.append(f"| {preset} | `{rule}` | {counts} |")
        for (preset, rule), marks in sorted(self.changes.items()):
            places = [f"{mark} {place}" for mark, all_of in marks.items() for place in shortened(all_of, limit)]
            lines += ["", f"<details><summary>{preset}: {rule}</summary>", "", *block(places), "</details>"]
        if self.rewritten:
            lines += ["", f"<details><summary>Files that --fix writes otherwise: {len(self.rewritten)}</summary>", ""]
            lines += [*block(self.rewritten, limit), "</details>"]
        return "\n".join(lines)


def shortened(lines, limit):
    """The first `limit` lines, and how many more there are."""
    return lines if len(lines) <= limit else [*lines[:limit], f"… and {len(lines) - limit} more"]


def block(lines, limit=None):
    """A code block: text of others is not Markdown here, and calls nobody by name."""
    lines = lines if limit is None else shortened(lines, limit)
    text = "\n".join(re.sub(r"[\x00-\x1f\x7f]", "�", line) for line in lines)
    fence = "`" * max(3, 1 + max((len(ticks) for ticks in re.findall("`+", text)), default=0))
    return [f"{fence}text", text, fence]


def clone(to):
    """Fetches the repositories of the list below `to`; gives their folders."""
    folders = []
    for line in Path(__file__).with_name("repositories.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, commit = line.split()
        folder = to / name.replace("/", "+")
        if not (folder / ".git").exists():
            folder.mkdir(parents=True, exist_ok=True)
            for args in (
                ["init", "--quiet"],
                ["fetch", "--quiet", "--depth=1", f"https://github.com/{name}", commit],
                ["-c", "advice.detachedHead=false", "checkout", "--quiet", "FETCH_HEAD"],
            ):
                subprocess.run(["git", "-C", folder, *args], check=True)
        folders.append(folder)
    return folders


def main():
    """Runs the comparison that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--old", required=True, type=Path)
    parser.add_argument("--new", required=True, type=Path)
    parser.add_argument("--preset", action="append", help="recommended and strict by default")
    parser.add_argument("--clone", type=Path, help="fetch the listed repositories into this folder")
    parser.add_argument("--limit", type=int, default=10, help="places for each rule")
    parser.add_argument("--output", type=Path, help="write the report there instead of to standard output")
    parser.add_argument("folder", nargs="*", type=Path)
    args = parser.parse_args()
    folders = [folder.resolve() for folder in args.folder] + (clone(args.clone.resolve()) if args.clone else [])
    if not folders:
        parser.error("name folders, or --clone")
    report = Report()
    for folder in folders:
        for preset in args.preset or ["recommended", "strict"]:
            report.compare(args.old.resolve(), args.new.resolve(), folder, preset)
    text, limit = report.markdown(args.limit), args.limit
    while len(text) > LONGEST and limit > 0:
        limit //= 2
        text = report.markdown(limit)
    if args.output:
        args.output.write_text(text[:LONGEST] + "\n", encoding="utf-8")
    else:
        print(text)
    sys.exit(1 if report.broken else 0)


if __name__ == "__main__":
    main()
