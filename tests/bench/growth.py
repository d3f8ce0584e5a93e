#!/usr/bin/env python3
"""Measures how notelint's time and memory grow: with more notes, with larger notes, and with texts that are hard to parse.

    tests/bench/growth.py TREE [--notelint PATH] [--preset NAME] [--largest 100] [--scale 100] [--quick]

Each row multiplies one size, mostly by ten. The last column is the growth of the time divided by the growth of the size; 1.0 is
linear. A row that takes longer than --limit seconds is stopped and reported. `--quick` leaves out what takes minutes, and fails if
the time grows more than three times as fast as the size. Needs GNU time.
"""
import argparse, os, shutil, subprocess, sys, tempfile, time


def run(options, folder):
    """Seconds and peak megabytes of a check of `folder`; `None` for one that took too long."""
    command = [options.notelint, "--quiet", "--no-cache", "--fail-on", "never", "--preset", options.preset, "--format", "jsonl"]
    # The kernel counts the memory of the parent towards the peak of a new process, so a small program has to start it.
    with tempfile.NamedTemporaryFile("r") as peak:
        return timed(["/usr/bin/time", "-q", "-f", "%M", "-o", peak.name, *command], options, folder, peak)


def timed(command, options, folder, peak):
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    findings = 0
    deadline = started + options.limit
    os.set_blocking(process.stdout.fileno(), False)
    while True:
        chunk = process.stdout.read(1 << 20)
        if chunk:
            findings += chunk.count(b"\n")
            continue
        if chunk == b"":
            break
        if time.perf_counter() > deadline:
            process.kill()
            process.wait()
            return None, None, findings
        time.sleep(0.005)
    if process.wait() not in (0, 1):
        sys.exit(f"{command} ended with {process.returncode}")
    return time.perf_counter() - started, int(peak.read()) / 1024, findings


def notes(tree, times, folder):
    for copy in range(times):
        shutil.copytree(tree, os.path.join(folder, f"copy{copy}"),
                        ignore=lambda _, names: [name for name in names if name == ".git" or "." in name and not name.endswith(".md")])


def one(text):
    def make(folder):
        with open(os.path.join(folder, "note.md"), "w", encoding="utf-8", newline="") as file:
            file.write(text)
    return make


def prose(size):
    line = "EC2 の dynamodb テーブルに Elasticache を置く。See [the guide](guide.md#part) and `code`, **strong** text.\n"
    part = "## 見出し {}\n\n" + line * 5 + "\n- 項目一\n- item two\n\n"
    parts, length, number = [], 0, 0
    while length < size:
        parts.append(part.format(number))
        length += len(parts[-1].encode())
        number += 1
    return "".join(parts)


def rows(options):
    mega = 1 << 20
    for times in (1, 10, 100):
        if times <= options.scale:
            yield "notes", f"{times}x", times, lambda folder, times=times: notes(options.tree, times, folder)
    for size in (1, 10, 100):
        if size <= options.largest:
            yield "one note", f"{size} MB", size, one(prose(size * mega))
    for size in (1, 10):
        yield "one line", f"{size} MB", size, one("これは長い行 long line " * (size * mega // 32))
    for count in (3_000, 30_000):
        yield "names in a line", f"{count:,}", count, one("Azure ADとGithubとサーバ、" * (count // 3))
    for count in (10_000, 100_000):
        yield "findings", f"{count:,}", count, one("Elasticache を使う。\n\n" * count)
    for count in (5_000, 50_000):
        yield "headings", f"{count:,}", count, one("".join(f"## 見出し {number}\n\n本文\n\n" for number in range(count)))
    for depth in (100, 1_000):
        yield "nested list", f"{depth:,} deep", depth * depth, one("".join("  " * level + "- a\n" for level in range(depth)))
    for character in ("[", "![", "*", "<", "`", "(", "|", "> ", "www.", "「", "http://"):
        for count in (10_000, 100_000):
            # As a cell of the table.
            shown = "`` ` ``" if character == "`" else "`" + character.replace("|", "\\|") + "`"
            yield shown, f"{count:,}", count, one(character * count + "\n")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("tree")
    arguments.add_argument("--notelint", default="target/release/notelint")
    arguments.add_argument("--preset", default="recommended")
    arguments.add_argument("--largest", type=int, default=100, help="megabytes of the largest note")
    arguments.add_argument("--scale", type=int, default=100, help="how often the tree is copied at most")
    arguments.add_argument("--limit", type=float, default=120.0, help="seconds for one run")
    arguments.add_argument("--quick", action="store_true")
    options = arguments.parse_args()
    options.notelint, options.tree = os.path.abspath(options.notelint), os.path.abspath(options.tree)
    if options.quick:
        options.largest, options.scale = min(options.largest, 10), min(options.scale, 10)
    print("| what | size | findings | seconds | peak MB | growth |\n|---|--:|--:|--:|--:|--:|")
    last, steep = (None, 0, 0.0), []
    for what, shown, size, make in rows(options):
        with tempfile.TemporaryDirectory() as folder:
            make(folder)
            run(options, folder)
            seconds, peak, findings = run(options, folder)
        if seconds is None:
            print(f"| {what} | {shown} | {findings:,} | over {options.limit:.0f} | | |", flush=True)
            steep.append(f"{what} {shown}")
            continue
        growth = ""
        if last[0] == what:
            factor = (seconds / last[2]) / (size / last[1])
            growth = f"{factor:.2f}"
            # What takes next to no time says nothing.
            if factor > 3 and seconds > 0.5:
                steep.append(f"{what} {shown}")
        print(f"| {what} | {shown} | {findings:,} | {seconds:.3f} | {peak:.0f} | {growth} |", flush=True)
        last = (what, size, seconds)
    if steep and options.quick:
        sys.exit(f"more than linear: {', '.join(steep)}")


main()
