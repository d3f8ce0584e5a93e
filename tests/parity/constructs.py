#!/usr/bin/env python3
"""Recognises the constructs that markdownlint's parser reads differently, as listed in tests/markdownlint.md.

usage: constructs.py FOLDER

Prints the names of the notes in FOLDER that contain one, each on a line.

The recognition is approximate: it reads lines, not blocks. It errs towards too few constructs, so that differences are not hidden.
"""
import os
import re
import sys

LINES = re.compile('\r\n|\n|\r')
MARKER = re.compile(r'([-*+]|\d{1,9}[.)])(?=[ \t]|$)')
FENCE = re.compile(r'(`{3,}(?=[^`]*$)|~{3,})')
DEFINITION = re.compile(r'\[[^\]^]+\]: ')
ALERT = re.compile(r'\[!\w+\]')
INLINE_TAG = re.compile(r'</?(a|br|img|input|span)\b[^>]*>$')

TAB = 'tab before a marker'

# What one line shows. A tab before a marker, only within a list or quote.
PATTERNS = {
    'directive': re.compile(r'[ \t>]*::+[ \t]*\w'),
    'math': re.compile(r'[ \t>]*([-*+] +|\d+[.)] +)*\$\$'),
    'tab after a marker': re.compile(r'[ \t>]*([-*+>]|\d{1,9}[.)]) *\t'),
    TAB: re.compile(r' *\t[ \t]*([-*+]|\d{1,9}[.)])[ \t]|> *\t'),
    'row of a pipe': re.compile(r'[ \t>]*\|[ \t]*$'),
    'tilde beside emphasis': re.compile(r'.*((?<!~)~[*_]|[*_]~(?!~))'),
    'emphasis after a comment': re.compile(r'[ \t>]*<!--.*-->[ \t]*[*_]'),
    'alert': re.compile(r'[ \t>]*>[ \t]*\[!\w+\]'),
    'task': re.compile(r'[ \t>]*([-*+]|\d+[.)])[ \t]+\[[xX]\] '),
}


class Line:
    """A line as the markers of its quotes, its indentation after them, the markers of its list items, and the rest."""

    def __init__(self, text):
        self.quotes, at = 0, 0
        for quote in re.finditer(r' *> ?', text):
            if quote.start() != at:
                break
            self.quotes, at = self.quotes + 1, quote.end()
        content = text[at:].expandtabs(4)
        self.indent = len(content) - len(content.lstrip(' '))
        self.blank = not content.strip()
        self.markers, column = [], self.indent
        while marker := MARKER.match(content, column):
            after = len(content[marker.end():]) - len(content[marker.end():].lstrip(' '))
            width = after if 1 <= after <= 4 and content[marker.end():].strip() else 1
            self.markers.append((column, marker.group(1), marker.end() + width))
            if after > 4:
                break
            column = marker.end() + after
        self.rest = content[column:].strip()
        while self.rest.startswith('>'):
            self.quotes, self.rest = self.quotes + 1, self.rest[1:].strip()


def is_same_list(one, other):
    return one[-1] == other[-1] and (one == other or len(other) > 1 and one[-1] in '.)')


def interrupts(marker, rest):
    """Whether the marker can begin a list below a paragraph: it is not a number other than 1, and the item is not empty."""
    return bool(rest) and (marker in '-*+' or marker[:-1] == '1')


class Scanner:
    """Follows the list items that are open, as columns of marker and content, and the open code fence."""

    def __init__(self):
        self.found, self.items, self.fence = set(), [], None
        self.before = self.before_that = Line('')
        self.code = False

    def line(self, text, line, following):
        before, self.before, self.earlier = self.before, line, self.before_that
        self.before_that = before
        if self.in_fence(text, line):
            return
        within = self.items or line.quotes
        self.found |= {name for name, pattern in PATTERNS.items() if pattern.match(text) and (within or name != TAB)}
        if line.quotes != before.quotes and not line.blank:
            self.items, self.code = [], False
        self.below_list(line, before, following)
        self.new_containers(line, before)
        if line.quotes < before.quotes and '|' in line.rest and '|' in before.rest:
            self.found.add('table below a table in a quote')
        if re.match('(-+|=+)$', line.rest) and (DEFINITION.match(self.earlier.rest) or ALERT.match(self.earlier.rest)):
            self.found.add('heading below a definition or an alert')
        if not before.blank and self.items and line.indent < 2 and INLINE_TAG.match(line.rest):
            self.found.add('tag below a list')
        self.code = not line.markers and line.indent - self.base() >= 4 and (before.blank or self.code) or self.code and line.blank
        fence = FENCE.match(line.rest)
        if fence and not self.code:
            self.fence = (fence.group(1), line.quotes, line.markers[-1][2] if line.markers else line.indent)

    def base(self):
        return self.items[-1][2] if self.items else 0

    def in_fence(self, text, line):
        if not self.fence:
            return False
        mark, quotes, indent = self.fence
        if line.quotes < quotes or not line.blank and line.indent < min(indent, self.base()):
            self.fence = None
            if line.markers or line.quotes > quotes:
                self.found.add('fence that a list or quote ends')
            return False
        if re.match(re.escape(mark) + mark[0] + '*$', line.rest):
            self.fence = None
        return True

    def below_list(self, line, before, following):
        """Leaves the items that end at `line`. Indented code that ends a list is read as two blocks."""
        if line.blank or line.markers:
            return
        ended = [item for item in self.items if item[2] > line.indent]
        if ended and before.blank:
            self.items = [item for item in self.items if item[2] <= line.indent]
            if line.indent - self.base() >= 4 and not following.blank and following.indent - self.base() >= 4:
                self.found.add('indented code that ends a list')

    def new_containers(self, line, before):
        if not line.markers:
            return
        same, fresh = False, line.quotes > before.quotes
        for number, marker in enumerate(line.markers):
            column, text, _ = marker
            if number == 0:
                while self.items and self.items[-1][2] > column:
                    same = is_same_list(self.items.pop()[1], text)
            rest = line.rest or number + 1 < len(line.markers)
            first = number == 0 and not fresh
            if not interrupts(text, rest) and not same:
                if not first and not before.blank:
                    self.found.add('number or empty item in a container below text')
                elif first and self.code:
                    self.found.add('number or empty item below indented code')
                elif first and DEFINITION.match(before.rest) and not rest:
                    self.found.add('empty item below a definition')
            same = False
            self.items.append(marker)


def front_matter(lines):
    if lines[0].rstrip() == '---':
        end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ('---', '...')), None)
        if end and (lines[end].rstrip() == '...' or not any(':' in line for line in lines[1:end])):
            return {'front matter'}
    if lines[0].rstrip() == '+++' and '+++' not in (line.rstrip() for line in lines[1:]):
        return {'front matter'}
    return set()


def constructs(text):
    """The names of the constructs in `text`."""
    lines = LINES.split(text.lstrip('\ufeff'))
    scanner = Scanner()
    parts = [Line(line) for line in lines]
    for number, line in enumerate(lines):
        scanner.line(line, parts[number], parts[number + 1] if number + 1 < len(lines) else Line(''))
    found = scanner.found | front_matter(lines)
    if re.search('^excalidraw-plugin:', text, re.MULTILINE):
        found.add('drawing')
    # Only with this option, alerts and ticked boxes are references without a definition.
    return found if '"shortcut_syntax": true' in text else found - {'alert', 'task'}


def main():
    folder = sys.argv[1]
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding='utf-8', newline='') as file:
            if constructs(file.read()):
                print(name)


if __name__ == '__main__':
    main()
