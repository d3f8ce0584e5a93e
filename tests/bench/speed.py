#!/usr/bin/env python3
"""How fast notelint is: whole processes, side by side, on the same trees.

    cargo build --release --example floor
    tests/bench/speed.py TREE... [--notelint PATH] [--floor PATH] [--rumdl PATH] [--markdownlint PATH] [--lychee PATH]
                                 [--textlint FOLDER] [--rounds 11]

Each tree is copied, without its own configuration files. In every round each command runs once, in turn, so that what else the
machine does falls on all alike; the figures are medians over the rounds. The first round warms up and does not count. Peak
memory is that of the largest process, as the kernel counts it.
"""
import argparse, os, shutil, statistics, subprocess, sys, tempfile, time

CONFIGURATIONS = ("notelint.toml", ".markdownlint", ".rumdl", "rumdl.toml", ".textlintrc", "lychee.toml")


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
        check = [options.notelint, "--quiet", "--fail-on", "never"]
        found += [("notelint", check), ("notelint --preset markdownlint", [*check, "--preset", "markdownlint"]),
                  ("notelint --preset strict", [*check, "--preset", "recommended,strict"])]
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
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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
        times = {name: [] for name, _ in found}
        peaks = {name: 0.0 for name, _ in found}
        for turn in range(rounds + 1):
            for name, command in found:
                took, peak = run(command, inside)
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
    found = commands(options)
    for tree in options.trees:
        figures = measure(tree, found, options.rounds)
        base = figures.get("floor", (None,))[0]
        print(f"\n{os.path.basename(os.path.normpath(tree))}\n\n| | seconds | of the floor | peak MB |\n|---|--:|--:|--:|")
        for name, (seconds, peak) in figures.items():
            share = f"{seconds / base:.2f}" if base else ""
            print(f"| {name} | {seconds:.3f} | {share} | {peak:.0f} |")


main()
