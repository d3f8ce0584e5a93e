#!/usr/bin/env python3
"""Compares the speed of notelint with that of other linters: whole processes on the same folders.

    cargo build --release --example floor
    tests/bench/speed.py TREE... [--notelint PATH] [--floor PATH] [--rumdl PATH] [--markdownlint PATH] [--lychee PATH]
                                 [--textlint FOLDER] [--rounds 11]

Each TREE is copied without its configuration files. In each round, every command runs once, in turn, so that other load affects all
of them equally. The results are medians over the rounds, without the first, which is a warm-up. Peak memory is that of the
largest process. notelint runs without its cache unless the row says so. "one note" is what a hook does: it checks the project's
first note only. "start" is a folder with one note, compared with a Rust program that does nothing.
"""
import argparse, os, shutil, statistics, subprocess, sys, tempfile, time

CONFIGURATIONS = ("notelint.toml", ".markdownlint", ".rumdl", "rumdl.toml", ".textlintrc", "lychee.toml")


# Placeholders for a note of the tree, and for the folder with one note.
FIRST, ONE = "{first}", "{one}"


def empty_program(folder):
    """A program in Rust that does nothing."""
    source, program = os.path.join(folder, "empty.rs"), os.path.join(folder, "empty")
    with open(source, "w", encoding="utf-8") as file:
        file.write("fn main() {}\n")
    subprocess.run(["rustc", "-O", "-o", program, source], check=True)
    return program


def copy(tree, folder):
    """The notes of `tree`, and what they link to, without anybody's configuration."""
    def left_out(_, names):
        return [name for name in names if name in (".git", "node_modules") or name.startswith(CONFIGURATIONS)]
    shutil.copytree(tree, folder, symlinks=True, ignore=left_out)


def commands(options):
    found = []
    if options.floor:
        found.append(("floor", [options.floor, "."]))
    if options.notelint:
        cached = [options.notelint, "--quiet", "--fail-on", "never"]
        check = [*cached, "--no-cache"]
        found += [("notelint", check), ("notelint, not a note changed (cache)", cached),
                  ("notelint --preset markdownlint", [*check, "--preset", "markdownlint"]),
                  ("notelint --preset strict", [*check, "--preset", "recommended,strict"]),
                  ("notelint, one note", [*check, FIRST]), ("notelint, one note (cache)", [*cached, FIRST]),
                  ("notelint --fix", [*check, "--fix"]),
                  ("notelint, start", [*check, "--threads", "1", ONE])]
        found.append(("an empty program", [options.empty]))
    if options.rumdl:
        found.append(("rumdl", [options.rumdl, "check", "--no-cache", "--silent", "."]))
    if options.markdownlint:
        found.append(("markdownlint-cli2", ["node", options.markdownlint, "**/*.md"]))
    if options.lychee:
        found.append(("lychee --offline", [options.lychee, "--offline", "--include-fragments", "--no-progress", "--quiet", "."]))
    if options.textlint:
        textlint = os.path.join(options.textlint, "node_modules/textlint/bin/textlint.js")
        config = os.path.join(options.textlint, ".textlintrc.json")
        found.append(("textlint", ["node", textlint, "--config", config, "**/*.md"]))
    return found


def run(command, folder):
    """Seconds, and the peak of memory in megabytes."""
    started = time.perf_counter()
    # Caches are the run's own.
    environment = {**os.environ, "XDG_CACHE_HOME": folder + ".cache"}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode < 0:
        sys.exit(f"{command[0]} died of signal {-process.returncode}")
    return took, usage.ru_maxrss / 1024


def measure(tree, found, rounds):
    with tempfile.TemporaryDirectory() as folder:
        inside = os.path.join(folder, "tree")
        copy(tree, inside)
        # One project, whatever is named.
        with open(os.path.join(inside, "notelint.toml"), "w", encoding="utf-8"):
            pass
        one = os.path.join(folder, "one")
        os.mkdir(one)
        with open(os.path.join(one, "note.md"), "w", encoding="utf-8") as file:
            file.write("# EC2\n\nElasticache を使う。\n")
        notes = sorted(os.path.join(at, name) for at, _, names in os.walk(inside) for name in names if name.endswith(".md"))
        meant = {FIRST: notes[0], ONE: one}
        found = [(name, [meant.get(word, word) for word in command]) for name, command in found]
        times = {name: [] for name, _ in found}
        peaks = {name: 0.0 for name, _ in found}
        for turn in range(rounds + 1):
            for name, command in found:
                # A command that fixes notes gets a copy of the tree.
                where = inside
                if "--fix" in command:
                    where = os.path.join(folder, "fixed")
                    shutil.rmtree(where, ignore_errors=True)
                    shutil.copytree(inside, where, symlinks=True)
                took, peak = run(command, where)
                peaks[name] = max(peaks[name], peak)
                if turn:
                    times[name].append(took)
    return {name: (statistics.median(taken), peaks[name]) for name, taken in times.items()}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("trees", nargs="+")
    for tool in ("notelint", "floor", "rumdl", "markdownlint", "lychee", "textlint"):
        arguments.add_argument(f"--{tool}")
    arguments.add_argument("--rounds", type=int, default=11)
    options = arguments.parse_args()
    for tool in ("notelint", "floor", "rumdl", "markdownlint", "lychee", "textlint"):
        path = getattr(options, tool)
        setattr(options, tool, path and os.path.abspath(path))
    scratch = tempfile.TemporaryDirectory()
    options.empty = empty_program(scratch.name)
    found = commands(options)
    for tree in options.trees:
        figures = measure(tree, found, options.rounds)
        base = figures.get("floor", (None,))[0]
        print(f"\n{os.path.basename(os.path.normpath(tree))}\n\n| | seconds | of the floor | peak MB |\n|---|--:|--:|--:|")
        for name, (seconds, peak) in figures.items():
            share = f"{seconds / base:.2f}" if base else ""
            print(f"| {name} | {seconds:.3f} | {share} | {peak:.0f} |")


if __name__ == "__main__":
    main()
