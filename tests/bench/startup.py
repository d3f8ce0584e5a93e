#!/usr/bin/env python3
"""Measures how long notelint takes to start: a run on one small note with all rules, compared with a Rust program that does nothing.

    tests/bench/startup.py NOTELINT [--runs 200] [--options="--preset strict"]

Runs both alternately, in pairs, so that other load affects both, and prints the median of each and of the differences within a pair:
the wall-clock time from before the start of the process until its end, and the CPU time, which depends less on other processes.
NOTELINT is a release binary. Needs `rustc`.
"""
import argparse, os, statistics, subprocess, sys, tempfile, time
from speed import empty_program

NOTE = "# EC2\n\nElasticache を使う。\n"
SILENT = [(os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_WRONLY, 0) for descriptor in (1, 2)]


def run(command, folder):
    """The wall-clock time and the CPU time, in milliseconds."""
    started = time.perf_counter()
    # `posix_spawn` instead of fork: a copy of Python's page tables would cost more than the empty program.
    process = os.posix_spawn(command[0], command, {**os.environ, "XDG_CACHE_HOME": folder + ".cache"}, file_actions=SILENT)
    _, status, usage = os.wait4(process, 0)
    took = (time.perf_counter() - started) * 1000
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    return took, (usage.ru_utime + usage.ru_stime) * 1000


def main():
    arguments = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].strip())
    arguments.add_argument("notelint")
    arguments.add_argument("--runs", type=int, default=200)
    arguments.add_argument("--options", default="--preset strict")
    options = arguments.parse_args()
    notelint = [os.path.abspath(options.notelint), *options.options.split()]
    with tempfile.TemporaryDirectory() as folder:
        empty = empty_program(folder)
        project = os.path.join(folder, "project")
        os.mkdir(project)
        with open(os.path.join(project, "note.md"), "w", encoding="utf-8") as file:
            file.write(NOTE)
        os.chdir(project)
        pairs = [(run([empty], folder), run(notelint, folder)) for _ in range(options.runs + 5)][5:]
    for index, kind in enumerate(("by the clock", "of the processor")):
        empty, noted = (statistics.median(took[index] for took in program) for program in zip(*pairs))
        differences = sorted(second[index] - first[index] for first, second in pairs)
        lower, upper = differences[len(pairs) // 4], differences[len(pairs) * 3 // 4]
        print(f"{kind}: an empty program {empty:.2f} ms, notelint {noted:.2f} ms; in a pair "
              f"{statistics.median(differences):.2f} ms more, half of the time between {lower:.2f} and {upper:.2f}")


main()
