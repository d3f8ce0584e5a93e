#!/usr/bin/env python3
"""Compares the run time with that of textlint on the same Japanese notes.

    tests/bench/textlint.py NOTELINT TEXTLINT NOTES [--notes 300] [--runs 5]

NOTELINT is a release binary, TEXTLINT a folder with textlint, textlint-rule-preset-ja-technical-writing and
textlint-rule-preset-ja-spacing in its node_modules, NOTES a folder of notes. Copies an even sample of the Japanese notes to an empty
folder, runs both tools on it alternately, and prints the medians and their ratio.
"""
import argparse, json, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time

SETTINGS = {"rules": {"preset-ja-technical-writing": True, "preset-ja-spacing": True}}


def is_japanese(notelint, note):
    told = subprocess.run([notelint, "config", "--no-config", "--lang", "en", note], capture_output=True, text=True).stdout
    return "\nmostly Japanese\n" in told


def sample(notelint, notes, count, target):
    """Copies `count` of the Japanese notes below `notes`; gives how many and how many bytes."""
    japanese = [note for note in sorted(notes.rglob("*.md")) if is_japanese(notelint, note)]
    count = min(count, len(japanese))
    size = 0
    for index in range(count):
        note = japanese[index * len(japanese) // count]
        copy = target / note.relative_to(notes)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(note, copy)
        size += copy.stat().st_size
    return count, size, len(japanese)


def timed(command, folder):
    """Runs `command`; gives seconds of wall and of processor time, and what it printed."""
    before = os.times()
    start = time.perf_counter()
    run = subprocess.run(command, cwd=folder, capture_output=True)
    wall, after = time.perf_counter() - start, os.times()
    if run.returncode not in (0, 1):
        sys.exit(run.stderr.decode())
    return wall, after.children_user + after.children_system - before.children_user - before.children_system, run.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notelint", type=pathlib.Path)
    parser.add_argument("textlint", type=pathlib.Path)
    parser.add_argument("notes", type=pathlib.Path)
    parser.add_argument("--notes", type=int, default=300, dest="count")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    notelint = options.notelint.resolve()
    with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile("w", suffix=".json") as settings:
        folder = pathlib.Path(folder).resolve()
        count, size, all_japanese = sample(notelint, options.notes.resolve(), options.count, folder)
        print(f"{count} of {all_japanese} Japanese notes, {size / 1e6:.2f} MB")
        json.dump(SETTINGS, settings)
        settings.flush()
        textlint = options.textlint.resolve()
        theirs = ["node", textlint / "node_modules/textlint/bin/textlint.js", "-f", "json", "-c", settings.name, f"{folder}/**/*.md"]
        ours = [notelint, "--no-config", "--preset", "japanese", "--preset", "strict", "--format", "json", "."]
        times = {"notelint": [], "textlint": []}
        for _ in range(options.runs):
            wall, cpu, out = timed(ours, folder)
            times["notelint"].append((wall, cpu))
            found = len(json.loads(out)["findings"])
            wall, cpu, out = timed(theirs, textlint)
            times["textlint"].append((wall, cpu))
            their_found = sum(len(file["messages"]) for file in json.loads(out))
        print(f"notelint {found} findings, textlint {their_found}")
        for name, pairs in times.items():
            walls, cpus = zip(*pairs)
            print(f"{name}: median {statistics.median(walls):.3f} s ({min(walls):.3f} to {max(walls):.3f}), "
                  f"processor {statistics.median(cpus):.3f} s")
        ratios = [theirs[0] / ours[0] for ours, theirs in zip(times["notelint"], times["textlint"])]
        print(f"textlint / notelint, run by run: median {statistics.median(ratios):.0f} "
              f"({min(ratios):.0f} to {max(ratios):.0f})")


if __name__ == "__main__":
    main()
