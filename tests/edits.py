#!/usr/bin/env python3
"""Renames headings and moves files at random, and checks what `notelint rename` and `notelint move` promise:

1. No link dies: every link that `dead-link`, `dead-anchor` and `case-mismatched-link` do not report before an edit is not
   reported after it.
2. Nothing else changes: a line that changes is the heading, is in a note that moved, or names what was renamed or moved.
3. An edit can be undone: the same command the other way round gives the same bytes. Edits for which it does not are listed, but
   not renames of a heading whose title another one has: `rename` refuses to make two headings with the same anchor.

    tests/edits.py target/release/notelint [--renames 200] [--moves 200] [--seed 1] FOLDER...

Each FOLDER is a project. Edits are made in a copy of it.
"""

import argparse
import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote

RULES = "dead-link,dead-anchor,case-mismatched-link"


class Project:
    """A copy of a project."""

    def __init__(self, program, source, folder):
        self.program, self.source, self.root = program, source, folder / source.name
        self.restore()
        self.dead_before = self.dead()

    def restore(self):
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.source, self.root, symlinks=True)
        (self.root / "notelint.toml").touch()
        self.files = self.read()

    def read(self):
        paths = (path for path in self.root.rglob("*") if path.is_file() and not path.is_symlink())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}

    def run(self, *args):
        command = [self.program, *args, "--lang", "en"]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, encoding="utf-8")

    def dead(self):
        """The number of dead links on each line."""
        ran = self.run("--select", RULES, "--no-cache", "--no-baseline", "--format", "json", ".")
        if ran.returncode == 2:
            sys.exit(f"{self.source}: {ran.stderr}")
        findings = json.loads(ran.stdout)["findings"]
        return collections.Counter((finding["file"], finding["line"]) for finding in findings)

    def notes(self):
        return sorted(path for path in self.files if path.lower().endswith(".md"))


def squeezed(name):
    return re.sub(r"\W|_", "", unquote(name)).lower()


def text(content):
    return content.decode("utf-8", "replace")


def headings(content):
    """The ATX headings outside of fences: line and title."""
    fence = None
    for number, line in enumerate(re.split("\r\n|\n|\r", text(content)), 1):
        mark = re.match(r" {0,3}(`{3,}|~{3,})", line)
        if mark:
            fence = None if fence and line.strip().startswith(fence) else fence or mark[1]
        elif not fence and (found := re.match(r"#{1,6}[ \t]+(.*?)([ \t]+#+)?[ \t]*$", line)) and found[1]:
            yield number, found[1]


class Edits:
    """Makes edits, and counts what comes of them."""

    def __init__(self, dice):
        self.dice = dice
        self.made = collections.Counter()
        self.refused = collections.Counter()
        self.links = collections.Counter()
        self.shared = collections.Counter()
        self.problems = collections.defaultdict(list)
        self.known = {}
        self.renamed = set()

    def new_name(self, old):
        word = self.dice.choice(["Überblick", "料金", "notes on this", "x2", "(old)", "C++ & more", "設定の手順"])
        return self.dice.choice([word, f"{old} {word}", f"{word}: {old}"])

    def headings(self, project):
        """All headings, or those whose text some link names: note, line and title."""
        if project not in self.known:
            named = set()
            for path in project.notes():
                links = re.findall(r"(?:\]\([^)\s]*|\[\[[^\]|]*)#([^)\]|\s]+)", text(project.files[path]))
                named |= {squeezed(name) for name in links}
            every = [(path, *one) for path in project.notes() for one in headings(project.files[path])]
            self.known[project] = every, [one for one in every if squeezed(one[2]) in named - {""}]
        every, linked = self.known[project]
        return linked if linked and self.dice.random() < 0.8 else every

    def rename(self, project):
        headings = [one for one in self.headings(project) if (project, one) not in self.renamed]
        if not headings:
            return False
        path, line, title = self.dice.choice(headings)
        self.renamed.add((project, (path, line, title)))
        new = self.new_name(title)
        return self.edit(
            "rename", project, (f"{path}:{line}", title, new), (f"{path}:{line}", new, title), {path: path}, (path, line)
        )

    def move(self, project):
        every = sorted(path for path in project.files if not any(part.startswith(".") for part in path.split("/")))
        every.remove("notelint.toml")
        named = {unquote(name) for path in project.notes() for name in re.findall(r"[\w%.()-]+\.\w+", text(project.files[path]))}
        linked = [path for path in every if path.rsplit("/", 1)[-1] in named]
        path = self.dice.choice(linked if linked and self.dice.random() < 0.7 else every)
        if "/" in path and self.dice.random() < 0.2:
            path = path.rsplit("/", 1)[0]
        folders = sorted({one.rsplit("/", 1)[0] for one in every if "/" in one} | {"", "new/folder", "新しい 場所"})
        folder, (stem, dot, extension) = self.dice.choice(folders), path.rsplit("/", 1)[-1].rpartition(".")
        name = path.rsplit("/", 1)[-1]
        if self.dice.random() < 0.5:
            word = self.dice.choice(["料金", "a b", "notes(1)", "x-2", "Index"])
            name = f"{word}.{extension}" if stem and (project.root / path).is_file() else word
        to = f"{folder}/{name}".lstrip("/")
        if to == path or (project.root / to).exists() or to.startswith(f"{path}/"):
            return False
        files = {one: to + one[len(path) :] if one == path or one.startswith(f"{path}/") else one for one in project.files}
        return self.edit("move", project, (path, to), (to, path), files, None)

    def edit(self, command, project, args, back, files, heading):
        ran = project.run(command, *args)
        if ran.returncode == 1:
            why = re.sub(r"`[^`]*`|\d+", "…", ran.stderr.splitlines()[-1])
            self.refused[f"{command}: {why.strip()}"] += 1
            return False
        shown = f"{project.source.name}: {command} {' '.join(args)}"
        if ran.returncode:
            self.problems[f"{command}: error"].append(f"{shown}: {ran.stderr}")
            return False
        self.made[command] += 1
        self.links[command] += int((re.findall(r"updated (\d+)", ran.stdout) or [0])[0])
        files = {one: files.get(one, one) for one in project.files}
        self.compare(command, project, shown, args, files, heading)
        undone = project.run(command, *back)
        after = project.read()
        if "already has the anchor" in undone.stderr:
            # Another heading had the same title, and `rename` makes no two headings with the same anchor.
            self.shared[command] += 1
            project.restore()
        elif undone.returncode or after != project.files:
            changed = [one for one in project.files if after.get(one) != project.files[one]]
            lines = differences(project.files[changed[0]], after.get(changed[0], b"")) if changed else []
            self.problems[f"{command}: not undone"].append(f"{shown}: {changed[:2]} {lines[:2]} {undone.stderr}")
            project.restore()
        return True

    def compare(self, command, project, shown, args, files, heading):
        after, dead = project.read(), project.dead()
        lost = [one for one, new in files.items() if new not in after]
        if lost:
            self.problems[f"{command}: lost"].append(f"{shown}: {lost[:3]}")
        expected = collections.Counter({(files[path], line): count for (path, line), count in project.dead_before.items()})
        died = dead - expected
        if died:
            self.problems[f"{command}: died"].append(f"{shown}: {dict(died)}")
        names = {squeezed(part) for arg in args for part in re.split(r"[/.:]", arg)} - {""}
        for path, new in files.items():
            if path != new or after.get(new) == project.files[path]:
                continue
            for number, (old, _) in differences(project.files[path], after.get(new, b"")):
                if heading != (path, number) and not any(name in squeezed(old) for name in names):
                    self.problems[f"{command}: unrelated"].append(f"{shown}: {path}:{number}: {old}")


def differences(before, after):
    """The lines that differ: number, and both texts."""
    pairs = zip(text(before).split("\n"), text(after).split("\n"))
    return [(number, pair) for number, pair in enumerate(pairs, 1) if pair[0] != pair[1]]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--renames", type=int, default=200)
    parser.add_argument("--moves", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--undone", type=float, default=0.99, help="share of edits that can be undone")
    args = parser.parse_args()
    print(f"seed {args.seed}")
    edits = Edits(random.Random(args.seed))
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.abspath(args.program)
        projects = [Project(program, source, Path(folder)) for source in sorted(args.folders)]
        projects = [project for project in projects if any(headings(project.files[path]) for path in project.notes())]
        # Larger projects have more edits.
        weights = [len(project.notes()) ** 0.5 for project in projects]
        for command, count, edit in [("rename", args.renames, edits.rename), ("move", args.moves, edits.move)]:
            attempts = 0
            while edits.made[command] < count and attempts < 10 * count:
                attempts += 1
                edit(edits.dice.choices(projects, weights)[0])
    for command in ("rename", "move"):
        shared = edits.shared[command]
        undone = edits.made[command] - shared - len(edits.problems[f"{command}: not undone"])
        why = f", {shared} not undone because another heading has the title" if shared else ""
        print(f"{command}: {edits.made[command]} made, {edits.links[command]} links updated, {undone} undone exactly{why}")
    for why, count in edits.refused.most_common():
        print(f"  refused {count}: {why}")
    failed = False
    for kind, problems in sorted(edits.problems.items()):
        if not problems:
            continue
        allowed = kind.endswith("not undone") and len(problems) <= (1 - args.undone) * edits.made[kind.split(":")[0]]
        failed |= not allowed
        print(f"{kind}: {len(problems)}")
        for problem in problems:
            print(f"  {problem}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
