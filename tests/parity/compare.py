#!/usr/bin/env python3
"""Compares `--preset markdownlint` with markdownlint itself, rule by rule; see tests/markdownlint.md.

usage: compare.py [--node NODE] [--modules NODE_MODULES] [--cache FOLDER] [--alike] [--reduce COUNT] [--rule RULE] NOTELINT FOLDER...

Prints for each rule how many findings (file, line) both report, and those that only one reports: agreement is both / either, in all
notes and in those without the constructs that constructs.py names. With --alike, also in the notes that cmark-gfm, which must be
installed, and markdownlint's parser render alike (see alike.py). With --reduce, notes of the latter on which the two differ are made
as small as possible and printed, COUNT for each rule. --cache keeps what markdownlint
reports for a folder, as long as its notes stay the same. Lines of rules below 99.5 % in the last two columns begin with `*`.
"""
import argparse
import collections
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

import alike
import constructs

HERE = os.path.dirname(os.path.abspath(__file__))
TOOLS = os.path.join(HERE, '..', '..', 'target', 'tools')
LINES = re.compile('(?<=\n)|(?<=\r)(?!\n)')


class Linters:
    def __init__(self, notelint, node, modules, cache=None):
        self.notelint, self.node, self.modules, self.cache = os.path.abspath(notelint), node, modules, cache

    def theirs_cached(self, folder):
        if not self.cache:
            return self.theirs(folder)
        kept = os.path.join(self.cache, digest(folder) + '.json')
        if os.path.exists(kept):
            with open(kept, encoding='utf-8') as file:
                return {tuple(x) for x in json.load(file)}
        found = self.theirs(folder)
        os.makedirs(self.cache, exist_ok=True)
        with open(kept, 'w', encoding='utf-8') as file:
            json.dump(sorted(found), file)
        return found

    def theirs(self, folder):
        command = [self.node, os.path.join(HERE, 'reference.mjs'), self.modules, folder]
        output = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
        return {(file, rule, line) for file, line, rule in json.loads(output)}

    def ours(self, folder):
        command = [self.notelint, '--no-config', '--no-cache', '--preset', 'markdownlint', '--format', 'json', '.']
        output = subprocess.run(command, stdout=subprocess.PIPE, cwd=folder).stdout
        return {(x['file'], x['alias'], x['line']) for x in json.loads(output)['findings'] if x['alias']}


def digest(folder):
    """A hash of the names and contents of the files in `folder`."""
    found = hashlib.sha256()
    for path, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            whole = os.path.join(path, name)
            if os.path.isfile(whole):
                found.update(os.path.relpath(whole, folder).encode() + b'\0')
                with open(whole, 'rb') as file:
                    found.update(hashlib.sha256(file.read()).digest())
    return found.hexdigest()


def left_in(ours, theirs):
    """The findings without those of files that only one of the two reads, and of rules that threw an exception in a file."""
    files = {x[0] for x in theirs}
    thrown = {x[:2] for x in theirs if x[2] == 0}
    return tuple({x for x in some if x[0] in files and x[:2] not in thrown} for some in (ours, theirs))


def compare(linters, folders):
    ours, theirs = set(), set()
    for folder in folders:
        ours |= {(os.path.join(folder, file), rule, line) for file, rule, line in linters.ours(folder)}
        theirs |= {(os.path.join(folder, file), rule, line) for file, rule, line in linters.theirs_cached(folder)}
    return left_in(ours, theirs)


def table(ours, theirs, columns):
    """Prints the counts of each rule, and the agreement in all notes and in those of each column: a title and the notes left out."""
    columns = [('all notes', set()), *columns]
    counts = collections.defaultdict(lambda: [[0, 0, 0] for _ in columns])
    for x in ours | theirs:
        side = 0 if x in ours and x in theirs else 1 if x in ours else 2
        for rule in (x[1], 'all'):
            for count, (_, left_out) in zip(counts[rule], columns):
                count[side] += x[0] not in left_out
    share = lambda both, *others: both / (both + sum(others)) if both + sum(others) else 1
    print('  rule', 'both', 'ours only', 'theirs only', *(title for title, _ in columns), sep=' | ')
    for rule, found in sorted(counts.items(), key=lambda count: (count[0] == 'all', count[0])):
        below = any(share(*count) < 0.995 for count in found[1:])
        shares = (f'{share(*count):.2%} of {sum(count)}' for count in found)
        print('*' if below else ' ', rule, '|', ' | '.join(map(str, found[0])), '|', ' | '.join(shares))


def with_constructs(files):
    """The files that contain a construct that the parsers read differently, and how many contain each."""
    named, counts = set(), collections.Counter()
    for path in files:
        with open(path, encoding='utf-8', errors='replace', newline='') as file:
            found = constructs.constructs(file.read())
        counts.update(found)
        if found:
            named.add(path)
    print(f'{len(named)} of {len(files)} notes contain a named construct:', *(f'{name} {n};' for name, n in counts.most_common()))
    return named


def differences(ours, theirs):
    """The rules with their findings of one side, of each file."""
    sides = collections.defaultdict(set)
    for mark, some in (('ours', ours - theirs), ('theirs', theirs - ours)):
        for file, rule, line in some:
            sides[file].add((rule, mark))
    return sides


def smaller(text):
    """Shorter texts: without some lines, without some characters, with simpler words."""
    lines = [line for line in LINES.split(text) if line]
    size = len(lines)
    seen = {text}
    step = size // 2
    while step >= 1:
        for start in range(0, size, step):
            yield ''.join(lines[:start] + lines[start + step:])
        step //= 2
    if size > 14 or len(text) > 400:
        return
    for start in range(size):
        for other in (re.sub(r'\w{2,}', 'a', lines[start]), re.sub(r'^[ >]{1,4}', '', lines[start])):
            if other != lines[start]:
                yield ''.join(lines[:start] + [other] + lines[start + 1:])
    yield re.sub('^> ?', '', text, flags=re.M)
    yield re.sub('^ {1,2}', '', text, flags=re.M)
    length = len(text)
    step = max(1, min(32, length // 2))
    while step >= 1:
        for start in range(0, length, step):
            yield text[:start] + text[start + step:]
        step //= 2


def reduce(linters, targets):
    """Makes the text of each target (rule, side, text) smaller, as long as the linters still differ in this way."""
    texts = [text for _, _, text in targets]
    active = set(range(len(targets)))
    while active:
        with tempfile.TemporaryDirectory() as folder:
            tried = {}
            for index in sorted(active):
                seen = {texts[index]}
                for candidate in smaller(texts[index]):
                    if candidate not in seen and len(candidate) <= len(texts[index]):
                        seen.add(candidate)
                        name = f'{index:04}-{len(seen):06}.md'
                        tried[name] = (index, candidate)
                        with open(os.path.join(folder, name), 'w', encoding='utf-8', newline='') as file:
                            file.write(candidate)
                    if len(seen) > 250:
                        break
            sides = differences(*left_in(linters.ours(folder), linters.theirs(folder)))
        better = {}
        for name, (index, candidate) in tried.items():
            if targets[index][:2] in sides.get(name, ()):
                if index not in better or (len(candidate), candidate) < (len(better[index]), better[index]):
                    better[index] = candidate
        active = {index for index in active if index in better and better[index] != texts[index] and len(better[index]) < len(texts[index])}
        for index in active:
            texts[index] = better[index]
    return [(rule, mark, text) for (rule, mark, _), text in zip(targets, texts)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--node', default='node')
    parser.add_argument('--modules', default=os.path.join(TOOLS, 'node_modules'))
    parser.add_argument('--cache')
    parser.add_argument('--alike', action='store_true')
    parser.add_argument('--reduce', type=int, default=0)
    parser.add_argument('--rule')
    parser.add_argument('notelint')
    parser.add_argument('folders', nargs='+')
    args = parser.parse_args()
    linters = Linters(args.notelint, args.node, args.modules, args.cache)
    ours, theirs = compare(linters, args.folders)
    named = with_constructs(sorted({x[0] for x in theirs}))
    columns = [('without named constructs', named)]
    if args.alike:
        other = {os.path.join(folder, name) for folder in args.folders for name in alike.different(args.node, args.modules, folder)}
        print(f'{len(other)} notes are not rendered alike')
        columns.append(('rendered alike', other))
    table(ours, theirs, columns)
    if not args.reduce:
        return
    chosen = collections.defaultdict(list)
    for file, sides in differences(ours, theirs).items():
        for rule, mark in sides:
            if file not in named and (not args.rule or rule in args.rule.split(',')):
                chosen[rule, mark].append((os.path.getsize(file), file))
    targets = []
    for (rule, mark), files in sorted(chosen.items()):
        for _, file in sorted(files)[:args.reduce]:
            with open(file, encoding='utf-8', errors='replace', newline='') as note:
                targets.append((rule, mark, note.read()))
    shown = set()
    for rule, mark, text in reduce(linters, targets):
        if (rule, mark, text) not in shown:
            shown.add((rule, mark, text))
            print(f'{rule} only {mark}: {text!r}')
    sys.stdout.flush()


if __name__ == '__main__':
    main()
