#!/usr/bin/env python3
"""Measures language servers as an editor sees them, on one folder of notes and with the same edits.

    tests/bench/editor.py NOTES --notelint target/release/notelint [--rumdl rumdl] [--panache panache]

For each server, in turn: the time from its start to the first diagnostics of an open note of some 1,000 lines (the second of two
starts, so that caches are warm), the time from a change to the diagnostics of that note, the time until those of a note that links
to it have changed, and its memory. Servers that do not publish on their own are asked.
"""

import argparse
import json
import os
import pathlib
import queue
import random
import shutil
import subprocess
import tempfile
import threading
import time
import urllib.parse

EDITS = 200
LINES = 1_000
ONE, TWO = "bench-one.md", "bench-two.md"
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {"publishDiagnostics": {"relatedInformation": True, "versionSupport": True}},
    "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}, "workspaceFolders": True},
}


class Server:
    """A language server, and what it sent."""

    def __init__(self, command, cache):
        environment = {**os.environ, "LANG": "C", "XDG_CACHE_HOME": str(cache)}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self.received = queue.Queue()
        self.requests = 0
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        stream = self.process.stdout
        while True:
            length = None
            while line := stream.readline():
                if not line.strip():
                    break
                name, _, value = line.decode().partition(":")
                if name.lower() == "content-length":
                    length = int(value)
            if length is None:
                return
            self.received.put((time.perf_counter(), json.loads(stream.read(length))))

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def request(self, method, params):
        self.requests += 1
        number = self.requests
        self.send({"id": number, "method": method, "params": params})
        return self.wait(lambda message: message.get("id") == number and "method" not in message)

    def wait(self, fits, seconds=120):
        """The time at which the first message that `fits` arrived, and the message."""
        end = time.monotonic() + seconds
        while True:
            arrived, message = self.received.get(timeout=max(0.01, end - time.monotonic()))
            if "method" in message and "id" in message:
                self.send({"id": message["id"], "result": None})
            if fits(message):
                return arrived, message

    def start(self, folder):
        uri = uri_of(folder)
        self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": uri,
                "workspaceFolders": [{"uri": uri, "name": "notes"}],
                "capabilities": CAPABILITIES,
            },
        )
        self.notify("initialized", {})

    def open(self, path, text):
        document = {"uri": uri_of(path), "languageId": "markdown", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, path, version, change):
        document = {"uri": uri_of(path), "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def memory(self):
        """Resident memory at its highest, in MB."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024

    def stop(self):
        self.process.kill()
        self.process.wait()


def uri_of(path):
    return "file://" + urllib.parse.quote(str(path))


def published(path, version=None):
    """Whether a message has the diagnostics of the note at `path`, of this version if the server says which."""
    uri = uri_of(path)

    def fits(message):
        if message.get("method") != "textDocument/publishDiagnostics" or message["params"]["uri"] != uri:
            return False
        return version is None or message["params"].get("version") in (None, version)

    return fits


def note_of(folder):
    """The note whose number of lines is nearest to LINES, and its text."""
    best = None
    for path in sorted(folder.rglob("*.md")):
        try:
            text = path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, OSError):
            continue
        distance = abs(text.count("\n") - LINES)
        if best is None or distance < best[0]:
            best = (distance, path, text)
    return best[1], best[2]


def insertion(line, text):
    at = {"line": line, "character": 0}
    return {"range": {"start": at, "end": at}, "text": text}


def measure(name, command, folder):
    path, text = note_of(folder)
    lines = text.count("\n")
    rng = random.Random(20261130)
    with tempfile.TemporaryDirectory() as cache:
        for is_last in (False, True):
            began = time.perf_counter()
            server = Server(command, cache)
            server.start(folder)
            server.open(path, text)
            first, _ = server.wait(published(path))
            start = (first - began) * 1000
            if not is_last:
                server.stop()
        latencies = []
        for edit in range(EDITS):
            version = edit + 2
            # A dead link comes or goes, so that the diagnostics change.
            began = time.perf_counter()
            server.change(path, version, insertion(rng.randrange(lines), f"[x](no-{edit}.md)\n\n"))
            try:
                arrived, _ = server.wait(published(path, version), seconds=10)
            except queue.Empty:
                # This server does not publish after each change.
                break
            latencies.append((arrived - began) * 1000)
        linked = linked_note(server, folder)
        memory = server.memory()
        server.stop()
    latencies.sort()
    p50, p95 = (latencies[int(len(latencies) * part)] for part in (0.5, 0.95)) if latencies else (None, None)
    times = " | ".join("–" if took is None else f"{took:.1f} ms" for took in (start, p50, p95, linked))
    print(f"| {name} | {times} | {memory:.0f} MB |", flush=True)


def linked_note(server, folder):
    """Milliseconds from a heading that is renamed to the dead link in another open note; none if that never comes."""
    one, two = folder / ONE, folder / TWO
    server.open(one, one.read_text())
    server.open(two, two.read_text())
    try:
        server.wait(published(two), seconds=10)
        began = time.perf_counter()
        server.change(one, 2, {"range": {"start": {"line": 2, "character": 3}, "end": {"line": 2, "character": 8}}, "text": "Other"})
        arrived, _ = server.wait(lambda message: published(two)(message) and message["params"]["diagnostics"], seconds=10)
        return (arrived - began) * 1000
    except queue.Empty:
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notes", type=pathlib.Path)
    parser.add_argument("--notelint", default="target/release/notelint")
    parser.add_argument("--rumdl")
    parser.add_argument("--panache")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary).resolve() / "notes"
        shutil.copytree(args.notes, folder, symlinks=True)
        (folder / ONE).write_text("# One\n\n## Topic\n\ntext\n")
        (folder / TWO).write_text(f"# Two\n\n[one]({ONE}#topic)\n")
        measure_all(args, folder)


def measure_all(args, folder):
    print("| server | start to first diagnostics | change, p50 | change, p95 | note that links to it | memory |")
    print("|---|--:|--:|--:|--:|--:|")
    # A file that was written within two seconds is read in any case.
    time.sleep(3)
    measure("notelint", [args.notelint, "lsp"], folder)
    if args.rumdl:
        measure("rumdl", [args.rumdl, "server"], folder)
    if args.panache:
        measure("panache", [args.panache, "lsp"], folder)


if __name__ == "__main__":
    main()
