#!/usr/bin/env python3
"""Counts the instructions of a check, by part of the program, where a clock is too noisy. Needs valgrind.

    tests/bench/instructions.py CORPORA --notelint target/release/notelint [--check | --update]

CORPORA is `corpora.tar.xz` or a folder of notes. 500 of them are checked on one thread without the cache, the same ones each time.
`--update` writes the result to `instructions.json` beside this script; `--check` fails if a check takes over 3 % more than it says.
Another version of rustc makes other instructions: then nothing is compared.
"""
import argparse, collections, json, os, pathlib, re, shutil, subprocess, sys, tarfile, tempfile

KNOWN = pathlib.Path(__file__).with_name("instructions.json")
NOTES = 500
MORE = 1.03

# The first pattern that a function matches is its part.
PARTS = [
    ("allocator", r"^(malloc|free|realloc|calloc|_int_\w+|unlink_chunk.*|malloc_consolidate|__rust_\w+|__rdl_\w+|.*raw_vec.*|sysmalloc)$"),
    ("copies and comparisons", r"^(__mem|mem(cpy|move|set|cmp|chr)|__str|memchr::)"),
    ("pulldown-cmark", r"^pulldown_cmark::"),
    ("automata", r"^(aho_corasick|daachorse|regex_automata|fancy_regex|regex)"),
    ("hashing", r"^(blake3|hashbrown|rustc_hash|std::hash)"),
    ("fixes", r"notelint::lint::fix"),
    ("notelint", r"notelint::(\w+)"),
    ("standard library", r"(core|alloc|std)::"),
]


def list_of(names):
    """The notes to check: as many as asked for, evenly from all of them in the order of their paths."""
    notes = sorted(name for name in names if name.endswith(".md"))
    return notes[:: max(1, len(notes) // NOTES)][:NOTES]


def unpack(corpora, folder):
    if corpora.is_dir():
        for name in list_of(str(path.relative_to(corpora)) for path in corpora.rglob("*.md") if path.is_file()):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(corpora / name, folder / name)
        return
    with tarfile.open(corpora) as archive:
        members = {member.name: member for member in archive.getmembers() if member.isfile()}
        for name in list_of(members):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with archive.extractfile(members[name]) as source, open(folder / name, "wb") as target:
                shutil.copyfileobj(source, target)


def count(notelint, folder):
    """Instructions by part."""
    with tempfile.TemporaryDirectory() as temporary:
        out = os.path.join(temporary, "callgrind.out")
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", os.path.abspath(notelint)]
        options = ["check", "--no-cache", "--quiet", "--fail-on", "never", "--threads", "1", "--format", "jsonl", "."]
        subprocess.run(command + options, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        report = subprocess.run(["callgrind_annotate", "--threshold=100", out], capture_output=True, text=True, check=True).stdout
    parts = collections.Counter()
    for line in report.splitlines():
        found = re.match(r"\s*([\d,]+) \([ \d.]+%\)\s+(\S*?):(.+?)( \[.*\])?$", line)
        if found:
            parts[part_of(found[3])] += int(found[1].replace(",", ""))
    return parts


def part_of(function):
    for name, pattern in PARTS:
        found = re.search(pattern, function)
        if found:
            return f"notelint::{found[1]}" if name == "notelint" else name
    return "other"


def compiler():
    return subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("--notelint", default="target/release/notelint")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    args = parser.parse_args()
    known = json.loads(KNOWN.read_text()) if KNOWN.exists() else None
    if args.check and (known is None or known["rustc"] != compiler()):
        print(f"not compared: the committed count is of rustc {known and known['rustc']}, this is {compiler()}")
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary, "notes")
        folder.mkdir()
        unpack(args.corpora, folder)
        parts = count(args.notelint, folder)
    total = sum(parts.values())
    print(f"| part | million instructions | share |\n|---|--:|--:|\n| all | {total / 1e6:,.0f} | 100 % |")
    for name, instructions in parts.most_common():
        if instructions >= total / 200:
            print(f"| {name} | {instructions / 1e6:,.0f} | {instructions / total:.1%} |")
    if args.update:
        known = {"rustc": compiler(), "instructions": total, "parts": dict(parts.most_common())}
        KNOWN.write_text(json.dumps(known, indent=2) + "\n")
    if args.check and total > known["instructions"] * MORE:
        sys.exit(f"{total:,} instructions, {total / known['instructions'] - 1:+.1%} of the committed {known['instructions']:,}")


if __name__ == "__main__":
    main()
