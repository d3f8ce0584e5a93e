#!/usr/bin/env python3
"""Checks on folders of real notes what must be true of every note that notelint fixes.

    tests/invariants.py NOTELINT FOLDER... [--preset NAME]... [--verbose]

Each FOLDER is a project. For every preset, with `--fix` and with `--fix --unsafe-fixes`, a copy of it is fixed twice, and:

  dead      the number of dead links, dead anchors and undefined references never rises
  led       a link to a heading still leads to the same heading (headings and links as cmark-gfm renders them)
  kept      findings reported as fixable are gone, and no other finding is reported as fixable
  twice     the second run changes nothing
  doubled   no word next to an edit appears twice (`Microsoft Microsoft Sentinel`)
  table     the pipes of an aligned table are still aligned
  crash     every run ends with exit code 0 or 1

Prints a row of counts for each preset, and with --verbose each violation. The exit code is 1 if there is one. Without cmark-gfm,
`led` is not checked.
"""
import argparse, collections, concurrent.futures, difflib, hashlib, html.parser, json, os, posixpath, re, shutil
import subprocess, sys, tempfile, unicodedata, urllib.parse

PRESETS = ["recommended", "japanese", "style", "markdownlint", "strict"]
LINK_RULES = "dead-link,dead-anchor,undefined-reference,undefined-footnote"
INVARIANTS = ["dead", "led", "kept", "twice", "doubled", "table", "crash"]


class Failed(Exception):
    """notelint ended with an exit code other than 0 and 1."""


def notelint(binary, folder, *arguments):
    """What `notelint check` reports on `folder` as JSON."""
    command = [binary, "check", "--no-config", "--no-cache", "--no-baseline", "--format", "json", *arguments, "."]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if ran.returncode not in (0, 1):
        raise Failed(f"exit code {ran.returncode}: {ran.stderr.strip()[-300:]}")
    return json.loads(ran.stdout)


def notes(folder):
    """The text of each note below `folder`, by its path with `/`."""
    found = {}
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
        for name in files:
            path = os.path.join(root, name)
            if name.lower().endswith((".md", ".markdown")) and not os.path.islink(path):
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder).replace(os.sep, "/")] = file.read()
    return found


# Where links lead, as GitHub would show it.


class Page(html.parser.HTMLParser):
    """The headings' slugs and the links' destinations of a rendered note."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.slugs, self.links, self.heading, self.seen = [], [], None, collections.Counter()

    def handle_starttag(self, tag, attributes):
        if re.fullmatch("h[1-6]", tag):
            self.heading = ""
        if tag == "a":
            self.links += [value for name, value in attributes if name == "href" and value]

    def handle_endtag(self, tag):
        if re.fullmatch("h[1-6]", tag) and self.heading is not None:
            slug = re.sub(r"[^\w\- ]", "", self.heading.strip().lower()).replace(" ", "-")
            count = self.seen[slug]
            self.seen[slug] += 1
            self.slugs.append(f"{slug}-{count}" if count else slug)
            self.heading = None

    def handle_data(self, text):
        if self.heading is not None:
            self.heading += text


RENDERED = {}
FRONT_MATTER = re.compile(rb"\A(?:\xef\xbb\xbf)?---\r?\n.*?\r?\n---[ \t]*\r?\n", re.S)


def page(text):
    """The page that cmark-gfm makes of `text`."""
    key = hashlib.sha256(text).digest()
    if key not in RENDERED:
        command = ["cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist"]
        ran = subprocess.run(command, input=FRONT_MATTER.sub(b"", text), capture_output=True)
        made = Page()
        made.feed(ran.stdout.decode("utf-8", "replace"))
        RENDERED[key] = (made.slugs, made.links)
    return RENDERED[key]


def led(texts):
    """How often links of each note lead to each heading, by its number; and how many headings each note has."""
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        pages = dict(zip(texts, pool.map(page, texts.values())))
    places = collections.Counter()
    for path, (_, links) in pages.items():
        for link in links:
            to, _, fragment = link.partition("#")
            if not fragment or re.match("[a-z][a-z0-9+.-]*:|//", to, re.I):
                continue
            to = urllib.parse.unquote(to.partition("?")[0])
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), to)) if to else path
            slugs = pages.get(target, ([], []))[0]
            slug = urllib.parse.unquote(fragment)
            if slug in slugs:
                places[path, target, slugs.index(slug)] += 1
    return places, {path: len(slugs) for path, (slugs, _) in pages.items()}


def lost_links(before, after):
    """Links that led to a heading and don't any more."""
    (old, old_counts), (new, new_counts) = led(before), led(after)
    for (path, target, index), count in old.items():
        if old_counts.get(target) == new_counts.get(target):
            if new[path, target, index] < count:
                yield f"{path}: {count - new[path, target, index]} link(s) to heading {index + 1} of {target}"
        else:
            # Headings came or went, so their numbers say nothing: the count of living links has to do.
            lives = lambda places: sum(n for (a, b, _), n in places.items() if (a, b) == (path, target))
            if lives(new) < lives(old):
                yield f"{path}: fewer links to headings of {target}"


# What an edit leaves around it.

WORD_TWICE = re.compile(r"\b([^\W\d_][\w.+-]*)[ \u3000]+\1\b", re.I)


def doubled(before, after):
    """Words that appear twice in a row in `after`, next to an edit, and did not in `before`."""
    old, new = before.splitlines(), after.splitlines()
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "replace":
            continue
        was = collections.Counter(match[1].lower() for line in old[a:b] for match in WORD_TWICE.finditer(line))
        now = collections.Counter(match[1].lower() for line in new[c:d] for match in WORD_TWICE.finditer(line))
        yield from (f"`{word} {word}`" for word in now - was)
        if b - a == d - c:
            for one, other in zip(old[a:b], new[c:d]):
                yield from doubled_text(one, other)


def doubled_text(old, new):
    """What an edit of a line wrote beside the same text: `サービスサービス`."""
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        text = new[c:d].strip()
        if tag in ("replace", "insert") and len(text) > 1 and text.isalpha():
            # A word of Latin letters is one only between other characters.
            before = new[:c].rstrip().endswith(text) and not (text.isascii() and new[:c].rstrip()[: -len(text)][-1:].isalnum())
            after = new[d:].lstrip().startswith(text) and not (text.isascii() and new[d:].lstrip()[len(text) :][:1].isalnum())
            if (before or after) and text + text not in old.replace(" ", ""):
                yield f"`{text}{text}`"


def pipes(line):
    """The columns of the pipes of a table's row as a terminal shows it."""
    column, found, escaped = 0, [], False
    for char in line:
        if char == "|" and not escaped:
            found.append(column)
        escaped = char == "\\" and not escaped
        if not unicodedata.combining(char):
            column += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return found


def aligned_tables(text):
    """How many tables have their pipes below each other."""
    tables = re.findall(r"(?:^[ \t]*\|[^\n]*\|[ \t]*\n){3,}", text.replace("\r\n", "\n") + "\n", re.M)
    return sum(len({tuple(pipes(line.rstrip())) for line in table.strip("\n").split("\n")}) == 1 for table in tables)


# The check.


def key(finding):
    return finding["file"], finding["rule"], finding["message"]


def announced(report, unsafe):
    """The findings that `--fix` (with `--unsafe-fixes`) is said to fix."""
    allowed = ("safe", "unsafe") if unsafe else ("safe",)
    return [one for one in report["findings"] if one.get("fix") and one["fix"]["applicability"] in allowed]


def check(binary, folder, preset, unsafe):
    """Violations of one combination as (invariant, text), and what was counted on the way."""
    violations = []
    flags = ["--fix"] + (["--unsafe-fixes"] if unsafe else [])
    with tempfile.TemporaryDirectory(prefix="invariants") as scratch:
        copy = os.path.join(scratch, "notes")
        shutil.copytree(folder, copy, symlinks=True)
        before = notes(copy)
        try:
            links = notelint(binary, copy, "--select", LINK_RULES)
            found = notelint(binary, copy, "--preset", preset)
            fixed = notelint(binary, copy, "--preset", preset, *flags)
            after = notes(copy)
            left = notelint(binary, copy, "--preset", preset)
            links_left = notelint(binary, copy, "--select", LINK_RULES)
            notelint(binary, copy, "--preset", preset, *flags)
        except Failed as error:
            return [("crash", str(error))], collections.Counter()
        again = notes(copy)
    counts = collections.Counter(notes=len(before), announced=len(announced(found, unsafe)), fixed=fixed["summary"]["fixed"],
                                 withheld=fixed["summary"]["withheld"])
    rules = lambda report: collections.Counter(one["rule"] for one in report["findings"])
    for rule, count in rules(links_left).items():
        if count > rules(links)[rule]:
            violations.append(("dead", f"{rule}: {rules(links)[rule]} before, {count} after"))
    promised = collections.Counter(key(one) for one in announced(found, unsafe))
    # A fault without a fix, or with one that this run may not make, is another than the one announced.
    may_be_it = lambda one: one.get("fix") and (unsafe or one["fix"]["applicability"] != "unsafe")
    count = lambda report, of: collections.Counter(key(one) for one in report["findings"] if of(one))
    was, now = count(found, lambda one: True), count(left, may_be_it)
    for one, count in promised.items():
        if now[one] > was[one] - count:
            violations.append(("kept", f"{one}: {was[one]} before, {count} announced, {now[one]} after"))
    violations += [("kept", f"still announced: {key(one)}") for one in announced(left, unsafe)]
    violations += [("twice", path) for path in after if again.get(path) != after[path]]
    changed = [path for path in after if before.get(path) != after[path]]
    counts["changed"] = len(changed)
    for path in changed:
        try:
            old, new = before[path].decode(), after[path].decode()
        except UnicodeDecodeError:
            continue
        violations += [("doubled", f"{path}: {text}") for text in doubled(old, new)]
        if aligned_tables(new) < aligned_tables(old):
            violations.append(("table", path))
    if changed and shutil.which("cmark-gfm"):
        violations += [("led", text) for text in lost_links(before, after)]
    return violations, counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notelint")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--preset", action="append", choices=PRESETS)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    binary = os.path.abspath(options.notelint)
    failed = False
    print("| preset | flags | notes | changed | announced | fixed | withheld | " + " | ".join(INVARIANTS) + " |")
    print("|---" * (7 + len(INVARIANTS)) + "|")
    for preset in options.preset or PRESETS:
        for unsafe in (False, True):
            total, broken = collections.Counter(), collections.Counter()
            for folder in options.folders:
                violations, counts = check(binary, folder, preset, unsafe)
                total += counts
                broken.update(name for name, _ in violations)
                if options.verbose:
                    for name, text in violations:
                        print(f"{name}: {preset}{' unsafe' if unsafe else ''}: {os.path.basename(folder)}: {text}", file=sys.stderr)
            failed |= bool(broken)
            row = [preset, "unsafe" if unsafe else "safe"]
            row += [total[name] for name in ("notes", "changed", "announced", "fixed", "withheld")]
            print("| " + " | ".join(map(str, row + [broken[name] for name in INVARIANTS])) + " |", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
