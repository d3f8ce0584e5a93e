#!/usr/bin/env python3
"""Checks that two notelint binaries print and write the same bytes for folders of notes.

    tests/same_bytes.py OLD NEW FOLDER... [--limit LINES]

A FOLDER is a project. If it contains folders named OWNER+REPOSITORY, directly or one level below, each of those is a project instead.
The notes are copied, and the cache is off. The script compares the exit code, standard output and standard error of

  * every preset: in English, in Japanese, and as --diff, with and without --unsafe-fixes
  * every --format, for the project's own configuration and for the preset strict
  * --statistics, --quiet, colours, one thread, `config`, a note on standard input, and --staged in a new repository
  * the help of every command, `rules`, the page of every rule in both languages, the JSON schema, the manual, the completions

and, for every preset with --fix, with and without --unsafe-fixes, each resulting file with its mode.

Prints the project, the options and a short diff for each difference; the exit code is 1 if there is one. Only the version may
differ: it is replaced with VERSION in all output. No output contains a time or a duration.
"""

import argparse
import concurrent.futures
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Seconds for one run over one project.
PATIENCE = 600
# How many lines around a difference are compared line by line.
WINDOW = 400
NOTES = (".md", ".markdown")


class Binary:
    """One of the two programs."""

    def __init__(self, path):
        self.path = Path(path).resolve()
        self.version = self.run(["--version"], "/")[1].decode().split()[-1].encode()

    def run(self, arguments, folder, stdin=b""):
        """Exit code, standard output and standard error. The program is called `notelint`, which its help repeats."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("NOTELINT", "GIT_", "GITHUB_"))}
        environment |= {"LC_ALL": "C.UTF-8", "COLUMNS": "100", "XDG_CONFIG_HOME": os.devnull, "GIT_CONFIG_GLOBAL": os.devnull}
        try:
            done = subprocess.run(
                ["notelint", *arguments],
                executable=self.path,
                cwd=folder,
                env=environment,
                input=stdin,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"none after {PATIENCE} s", b"", b""
        return done.returncode, done.stdout, done.stderr


class Comparison:
    """Runs both binaries, and counts and prints what differs."""

    def __init__(self, old, new, limit):
        self.binaries = (Binary(old), Binary(new))
        self.limit = limit
        self.commands = self.compared = self.differences = 0
        self.pool = concurrent.futures.ThreadPoolExecutor(2)

    def runs(self, project, arguments, folder, stdin=b""):
        """Compares what both say."""
        results = list(self.pool.map(lambda binary: binary.run(arguments, folder, stdin), self.binaries))
        self.outputs(f"{project}: notelint {' '.join(arguments)}", results)

    def outputs(self, where, results):
        """Compares two exit codes and two pairs of streams."""
        self.commands += 1
        old, new = results
        if old[0] != new[0]:
            self.report(f"{where}: exit code {old[0]}, now {new[0]}")
        for stream, before, after in zip(("standard output", "standard error"), old[1:], new[1:]):
            self.texts(f"{where}: {stream}", before, after)

    def fixes(self, project, source, arguments, scratch):
        """Lets each binary fix a copy of its own, at the same path, and compares what they say and what they leave."""
        results, trees = [], []
        for binary in self.binaries:
            copy = copied(source, scratch)
            results.append(binary.run(arguments, copy))
            trees.append(files(copy))
            shutil.rmtree(copy)
        self.outputs(f"{project}: notelint {' '.join(arguments)}", results)
        before, after = trees
        for path in sorted(before.keys() | after.keys()):
            where = f"{project}/{path}: notelint {' '.join(arguments)}"
            (old_mode, old), (new_mode, new) = before.get(path, (None, b"")), after.get(path, (None, b""))
            if old_mode != new_mode:
                self.report(f"{where}: mode {old_mode}, now {new_mode} (None: no such file)")
            self.texts(where, old, new, versions=False)

    def texts(self, where, before, after, versions=True):
        """Compares two texts, of output with the versions of the binaries made equal."""
        self.compared += 1
        old, new = (binary.version for binary in self.binaries)
        if versions and old != new:
            before, after = before.replace(old, b"VERSION"), after.replace(new, b"VERSION")
        if before != after:
            self.report(where, list(difference(before, after)))

    def report(self, what, lines=()):
        """Prints a difference."""
        self.differences += 1
        print(what)
        for line in lines[: self.limit]:
            print("   ", line if len(line) <= 200 else line[:199] + "…")
        if len(lines) > self.limit:
            print(f"    … and {len(lines) - self.limit} lines more")
        sys.stdout.flush()


def difference(before, after):
    """The lines of a unified diff of two texts, from the first difference on."""
    old, new = ([repr(line)[2:-1] if has_bytes(line) else line.decode() for line in text.split(b"\n")] for text in (before, after))
    first = len(os.path.commonprefix([old, new]))
    start = max(first - 1, 0)
    lines = difflib.unified_diff(old[start : start + WINDOW], new[start : start + WINDOW], n=1, lineterm="")
    return (line for line in lines if not line.startswith(("---", "+++", "@@")))


def has_bytes(line):
    """Whether a line has what a terminal would not show as it is."""
    try:
        return not line.decode().isprintable()
    except UnicodeDecodeError:
        return True


def projects(folder):
    """`folder`, or the repositories of a corpus in it."""
    inside = [path for pattern in ("*+*", "*/*+*") for path in sorted(folder.glob(pattern)) if path.is_dir()]
    return inside or [folder]


def copied(source, scratch):
    """A copy of the folder `source`, always at the same path."""
    copy = scratch / "notes"
    ignored = shutil.ignore_patterns(".git", "node_modules")
    shutil.copytree(source, copy, symlinks=True, ignore=ignored)
    return copy


def files(folder):
    """The mode and the bytes of each file below `folder`, by its path."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_symlink():
            found[str(path.relative_to(folder))] = ("link", os.fsencode(os.readlink(path)))
        elif path.is_file():
            found[str(path.relative_to(folder))] = (oct(path.stat().st_mode), path.read_bytes())
    return found


def values(binary, arguments, option):
    """What the help of a command says of the possible values of `option`."""
    text = " ".join(binary.run([*arguments, "--help"], "/")[1].decode().split())
    return re.search(re.escape(option) + r" .*?\[possible values: ([^\]]*)\]", text)[1].split(", ")


def compare_texts(comparison):
    """What both say without notes."""
    old = comparison.binaries[0]
    overview = old.run(["--help"], "/")[1].decode()
    commands = re.findall(r"^  ([a-z]+)  ", overview.split("Commands:")[1].split("Arguments:")[0], re.M)
    runs = [["--help"], ["-h"], ["config", "--schema"], ["man"]]
    runs += [[command, "--help"] for command in commands]
    runs += [["completions", shell] for shell in values(old, ["completions"], "<SHELL>")]
    names = re.findall(r"^([a-z][a-z0-9-]+)  ", old.run(["rules"], "/")[1].decode(), re.M)
    names = [name for name in names if name != "rule"]
    for lang in ("en", "ja"):
        runs += [["rules", "--lang", lang], ["rules", "--format", "json", "--lang", lang]]
        runs += [["explain", name, "--lang", lang] for name in [*names, "MD001", "Azure AD", "no-such-rule"]]
    with tempfile.TemporaryDirectory() as empty:
        for arguments in runs:
            comparison.runs("texts", arguments, empty)
    return len(names), len(runs)


def compare_project(comparison, source, presets, formats):
    """What both say and write over one project; how many notes it has."""
    name = source.name
    check = ["check", "--no-cache"]
    chosen = [[], *(["--preset", preset] for preset in presets)]
    with tempfile.TemporaryDirectory(prefix="same-bytes") as scratch:
        scratch = Path(scratch)
        folder = copied(source, scratch)
        notes = sorted(path for path in folder.rglob("*") if path.suffix.lower() in NOTES and path.is_file())
        runs = [[*preset, *more] for preset in chosen for more in ([], ["--lang", "ja"], ["--diff"], ["--diff", "--unsafe-fixes"])]
        runs += [[*preset, "--format", form] for preset in ([], ["--preset", "strict"]) for form in formats]
        runs += [["--preset", "strict", *more] for more in (["--statistics"], ["--quiet"], ["--color", "always"], ["--threads", "1"])]
        for options in runs:
            comparison.runs(name, [*check, *options, "."], folder)
        for note in notes[:3]:
            path = str(note.relative_to(folder))
            comparison.runs(name, [*check, "--preset", "strict", "--stdin-filename", path, "-"], folder, note.read_bytes())
            comparison.runs(name, ["config", path], folder)
        for command in (["init", "--quiet"], ["add", "--all"]):
            subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)
        for more in ([], ["--format", "json"], ["--diff"]):
            comparison.runs(name, [*check, "--preset", "strict", "--staged", *more], folder)
        shutil.rmtree(folder)
        for preset in chosen:
            for more in (["--fix"], ["--fix", "--unsafe-fixes"]):
                comparison.fixes(name, source, [*check, *preset, *more, "."], scratch)
    return len(notes)


def main():
    """Compares what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, default=12, help="lines of each difference [default: 12]")
    options = parser.parse_args()
    comparison = Comparison(options.old, options.new, options.limit)
    formats = values(comparison.binaries[0], ["check"], "--format")
    presets = ["recommended", "japanese", "style", "markdownlint", "strict"]
    rules, texts = compare_texts(comparison)
    print(f"texts: {rules} rules, {texts} runs of each binary, {comparison.differences} differences", flush=True)
    total = 0
    for source in (project for folder in options.folders for project in projects(folder.resolve())):
        commands, differences = comparison.commands, comparison.differences
        notes = compare_project(comparison, source, presets, formats)
        total += notes
        found = comparison.differences - differences
        print(f"{source.name}: {notes} notes, {comparison.commands - commands} runs of each binary, {found} differences", flush=True)
    print(f"{total} notes, {comparison.commands} runs of each, {comparison.compared} texts and files, {comparison.differences} differences")
    sys.exit(1 if comparison.differences else 0)


if __name__ == "__main__":
    main()
