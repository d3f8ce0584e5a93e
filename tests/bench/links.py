#!/usr/bin/env python3
"""Compares the link check with lychee: the same notes, and the same server on loopback, so that the correct verdicts are known.

    tests/bench/links.py NOTELINT LYCHEE [--urls 5000] [--hosts 50]

Writes a folder of notes with distinct URLs on that many hosts (127.0.1.1, 127.0.1.2, ..., which need no name server), serves them,
runs both tools on the folder without caches, and prints the time, the number of requests, and the correct and wrong verdicts. Needs
Linux, where all of 127.0.0.0/8 is loopback.
"""
import argparse, asyncio, collections, json, os, random, subprocess, sys, tempfile, threading, time

# The share of each kind of URL, and its correct verdict.
KINDS = [("page", 0.80), ("moved", 0.06), ("temporary", 0.04), ("missing", 0.05), ("gone", 0.01), ("forbidden", 0.02),
         ("error", 0.01), ("busy", 0.01)]
ALIVE, DEAD, UNSURE = "alive", "dead", "unsure"
TRUTH = {"page": ALIVE, "moved": ALIVE, "temporary": ALIVE, "busy": ALIVE, "missing": DEAD, "gone": DEAD,
         "forbidden": UNSURE, "error": UNSURE}
PAGE = ("<html><head><title>A page</title></head><body>" + "<p>text</p>" * 700 + "</body></html>").encode()

requests = collections.Counter()
seen = collections.Counter()
open_now = collections.Counter()
most_open = collections.Counter()


def answer(path, host):
    kind = path.strip("/").split("/")[0]
    seen[host + path] += 1
    if kind in ("missing", "gone"):
        return (404 if kind == "missing" else 410), {}, b"nothing here"
    if kind == "moved":
        return 301, {"Location": path.replace("/moved/", "/page/m")}, b""
    if kind == "temporary":
        return 302, {"Location": path.replace("/temporary/", "/page/t")}, b""
    if kind == "forbidden":
        return 403, {}, b"no"
    if kind == "error":
        return 500, {}, b"oops"
    if kind == "busy" and seen[host + path] == 1:
        return 429, {"Retry-After": "1"}, b"later"
    return 200, {"Content-Type": "text/html"}, PAGE


async def serve(reader, writer):
    host = writer.get_extra_info("sockname")[0]
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            method, path, _ = head.split(b"\r\n")[0].decode().split(" ")
            requests[host] += 1
            open_now[host] += 1
            most_open[host] = max(most_open[host], open_now[host])
            await asyncio.sleep(0.02)
            open_now[host] -= 1
            status, headers, body = answer(path, host)
            headers = {"Content-Length": str(len(body)), **headers}
            lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            writer.write(f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode() + (b"" if method == "HEAD" else body))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


def start(hosts):
    """Serves on one port of every host; gives the port."""
    ready, port = threading.Event(), []

    async def run():
        first = await asyncio.start_server(serve, hosts[0], 0, backlog=1024)
        port.append(first.sockets[0].getsockname()[1])
        for host in hosts[1:]:
            await asyncio.start_server(serve, host, port[0], backlog=1024)
        ready.set()
        await asyncio.Event().wait()

    threading.Thread(target=lambda: asyncio.run(run()), daemon=True).start()
    ready.wait(30)
    return port[0]


def tree(folder, hosts, port, count):
    random.seed(7)
    truth = {}
    notes = collections.defaultdict(list)
    kinds = [kind for kind, share in KINDS for _ in range(round(share * count))]
    kinds = (kinds + ["page"] * count)[:count]
    random.shuffle(kinds)
    for index, kind in enumerate(kinds):
        url = f"http://{hosts[index % len(hosts)]}:{port}/{kind}/{index}"
        truth[url] = TRUTH[kind]
        notes[index // 50].append(url)
    for number, urls in notes.items():
        with open(os.path.join(folder, f"note{number}.md"), "w") as note:
            note.write(f"# Note {number}\n\n" + "".join(f"- [link]({url})\n" for url in urls))
    open(os.path.join(folder, "notelint.toml"), "w").close()
    return truth


def measure(name, command, folder, verdicts, truth):
    for counter in (requests, seen, open_now, most_open):
        counter.clear()
    started = time.monotonic()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    took = time.monotonic() - started
    if done.returncode not in (0, 1, 2):
        sys.exit(f"{name}: exit {done.returncode}\n{done.stderr[-2000:]}")
    found = verdicts(done.stdout)
    right = sum(found(url) == state for url, state in truth.items())
    wrong = collections.Counter((url.split("/")[3], found(url)) for url, state in truth.items() if found(url) != state)
    print(f"{name}: {took:.2f} s, {sum(requests.values())} requests, at most {max(most_open.values())} at a time to one host, "
          f"{right} of {len(truth)} verdicts right")
    for (kind, state), count in wrong.items():
        print(f"  {kind} told {state}: {count}")


def of_notelint(output):
    states = {}
    for finding in json.loads(output)["findings"]:
        state = {"dead-link": DEAD, "unsure-link": UNSURE}.get(finding["rule"])
        if state:
            states[finding["message"].split("`")[1]] = state
    return lambda url: states.get(url, ALIVE)


def of_lychee(output):
    """lychee knows success and error; an error with a status other than 404 and 410 is as good as unsure."""
    report = json.loads(output)
    states = {}
    for failures in list(report.get("error_map", report.get("fail_map", {})).values()) + \
            list(report.get("timeout_map", {}).values()):
        for failure in failures:
            code = failure.get("status", {}).get("code")
            states[failure["url"]] = DEAD if code in (404, 410) else UNSURE
    return lambda url: states.get(url, ALIVE)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("notelint")
    arguments.add_argument("lychee", nargs="?")
    arguments.add_argument("--urls", type=int, default=5000)
    arguments.add_argument("--hosts", type=int, default=50)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    hosts = [f"127.0.1.{index + 1}" for index in range(options.hosts)]
    port = start(hosts)
    with tempfile.TemporaryDirectory() as folder:
        truth = tree(folder, hosts, port, options.urls)
        for _ in range(options.rounds):
            command = [options.notelint, "links", "--allow-private", "--refresh", "--format", "json", "."]
            cache = os.path.join(folder, ".notelint", "links.json")
            if os.path.exists(cache):
                os.remove(cache)
            measure("notelint", command, folder, of_notelint, truth)
            if options.lychee:
                command = [options.lychee, "--no-progress", "--format", "json", "."]
                measure("lychee", command, folder, of_lychee, truth)


main()
