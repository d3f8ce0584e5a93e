#!/usr/bin/env python3
"""Recognises the constructs that markdownlint's parser reads differently, as listed in tests/markdownlint.md.

usage: constructs.py FOLDER

Prints the names of the notes in FOLDER that contain one, each on a line.

The recognition is approximate: it reads lines, not blocks. A note with one of them is often read alike all the same.
`compare.py --alike` compares what the parsers make of the notes instead.
"""
import os
import re
import sys

LINES = re.compile('\r\n|\n|\r')
MARKER = re.compile(r'([-*+]|\d{1,9}[.)])(?=[ \t]|$)')
FENCE = re.compile(r'(`{3,}(?=[^`]*$)|~{3,})')
DEFINITION = re.compile(r'\[[^\]^]+\]: ')
ALERT = re.compile(r'\[!\w+\]')
# Elements whose tags can end a paragraph (CommonMark 0.31 §4.6).
BLOCKS = ('address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|'
          'figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|'
          'ol|optgroup|option|p|param|pre|script|search|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|track|ul')
INLINE_TAG = re.compile(r'</?(?!(%s)\b)[a-zA-Z][\w-]*\b[^<>]*>$' % BLOCKS, re.IGNORECASE)

TAB = 'tab before a marker'
# Mathematics as GitHub reads it, and code.
MATHS = re.compile(r'(`+)(?!`).*?(?<!`)\1(?!`)|\$\$[^$]+\$\$|\$(?![\s$])[^$]*(?<!\s)\$')
DELIMITERS = re.compile(r'\|?( *:?-+:? *\|)*( *:?-+:? *)?$')
MARKUP = re.compile(r'[`*_\[<@]|://|www\.')
SPLIT = 'indented code that ends a list or quote'
# What a paragraph does not continue after: headings, thematic breaks, rows of tables, code fences, comments.
ENDED = re.compile(r'#{1,6}( |$)|([-*_] *){3,}$|\||.*\|$|`{3,}|~{3,}|<!--.*-->$')

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
    'definition in angle brackets': re.compile(r'[ \t>]*\[[^\]^]+\]: *<'),
    'no-break space in a link': re.compile('.*(\\[\\xa0|\\xa0\\][\\[(])'),
    'URL in brackets': re.compile(r'.*[^\]]\[(https?://|www\.)[^\]]*\][^(\[]'),
    'task': re.compile(r'[ \t>]*(([-*+]|\d+[.)])[ \t]+)+\[[xX]\] '),
}


class Line:
    """A line as the markers of its quotes, its indentation after them, the markers of its list items, and the rest."""

    def __init__(self, text):
        self.quotes, at = 0, 0
        self.lead = len(text.expandtabs(4)) - len(text.expandtabs(4).lstrip(' '))
        for quote in re.finditer(r' *> ?', text):
            if quote.start() != at:
                break
            self.quotes, at = self.quotes + 1, quote.end()
        content = text[at:].expandtabs(4)
        self.indent = len(content) - len(content.lstrip(' '))
        self.blank = not content.strip(' \t')
        self.markers, column = [], self.indent
        while marker := MARKER.match(content, column):
            after = len(content[marker.end():]) - len(content[marker.end():].lstrip(' '))
            width = after if 1 <= after <= 4 and content[marker.end():].strip(' ') else 1
            self.markers.append((column, marker.group(1), marker.end() + width))
            if after > 4:
                break
            column = marker.end() + after
        self.rest = content[column:].strip(' ')
        while self.markers and self.rest.startswith('>'):
            self.quotes, self.rest = self.quotes + 1, self.rest[1:].strip()


def is_same_list(one, other):
    return one[-1] == other[-1] and (one == other or len(other) > 1 and one[-1] in '.)')


def interrupts(marker, rest):
    """Whether the marker can begin a list below a paragraph: it is not a number other than 1, and the item is not empty."""
    return bool(rest) and (marker in '-*+' or marker[:-1] == '1')


class Scanner:
    """Follows the list items that are open, as columns of marker and content, the open code fence and the open table.

    `mixed` says that the lines since the last blank one are in more or fewer quotes than others of them, `outer` that a list or footnote
    may be open around the quotes.
    """

    def __init__(self):
        self.found, self.items, self.fence = set(), [], None
        self.before = self.before_that = Line('')
        self.code = self.dropped = self.dollars = self.mixed = self.outer = False
        self.columns = 0

    def line(self, text, line, following):
        before, self.before, self.earlier = self.before, line, self.before_that
        self.before_that = before
        if self.in_fence(line, following):
            return
        if line.lead == 0 and not line.blank and before.blank:
            self.outer = False
        if line.quotes and line.lead >= 4 and not self.outer and (before.blank or self.code):
            line.quotes, line.indent = 0, line.lead
        if not before.blank and self.items and line.indent < 2 and INLINE_TAG.match(line.rest):
            self.found.add('tag below a list')
        self.mixed = not line.blank and (self.mixed or not before.blank and line.quotes != before.quotes)
        if line.quotes != before.quotes and not line.blank:
            self.items, self.code = [], False
        self.outer = self.outer or line.lead < 4 and bool(line.markers or line.rest.startswith('[^'))
        if line.indent - self.base(line) >= 4:
            line.rest, line.markers = ' '.join([*(marker[1] for marker in line.markers), line.rest]).strip(' '), []
        within = self.items or line.quotes
        self.found |= {name for name, pattern in PATTERNS.items() if pattern.match(text) and (within or name != TAB)}
        self.below_list(line, before, following)
        self.new_containers(line, before)
        self.table_row(line, before)
        dollars = '$' in MATHS.sub('', line.rest)
        between = line.rest.split('$', 1)[-1] if self.dollars else ''.join(line.rest.split('$')[1:-1])
        if dollars and MARKUP.search(between) or re.search('`\\$|\\$`', line.rest):
            self.found.add('math')
        self.dollars = dollars and not line.blank
        if DEFINITION.match(line.rest) and ALERT.match(before.rest):
            self.found.add('definition below an alert')
        if line.quotes < before.quotes and '|' in line.rest and '|' in before.rest:
            self.found.add('table below a table in a quote')
        if re.match('(-+|=+)$', line.rest) and (DEFINITION.match(self.earlier.rest) or ALERT.match(self.earlier.rest)):
            self.found.add('heading below a definition or an alert')
        ended = before.blank or before.quotes < line.quotes or ENDED.match(before.rest) is not None
        is_code = not line.markers and line.indent - self.base() >= 4 and (ended or self.code)
        self.code = is_code or self.code and line.blank
        fence = FENCE.match(line.rest)
        if fence and not self.code:
            self.fence = (fence.group(1), line.quotes, line.markers[-1][2] if line.markers else line.indent)

    def base(self, line=None):
        """The column where the content of the innermost item begins: of those that `line` can belong to, if it is given."""
        return max((item[2] for item in self.items if not line or item[2] <= line.indent), default=0)

    def in_fence(self, line, following):
        if not self.fence:
            return False
        mark, quotes, indent = self.fence
        if line.quotes < quotes or not line.blank and line.indent < min(indent, self.base()):
            self.fence = None
            if line.markers or line.quotes > quotes:
                self.found.add('fence that a list or quote ends')
            elif self.begins_code(line, following):
                self.found.add(SPLIT)
            return False
        if re.match(re.escape(mark) + mark[0] + '*$', line.rest):
            self.fence = None
        return True

    def below_list(self, line, before, following):
        """Leaves the items that end at `line`. Indented code that ends a list is read as two blocks."""
        if line.blank and before.markers and not before.rest and self.items:
            # An item can begin with one blank line at most.
            self.items.pop()
            self.dropped = True
        if line.blank or line.markers:
            self.dropped = self.dropped and line.blank
            return
        ended = [item for item in self.items if item[2] > line.indent]
        if self.dropped or ended and (before.blank or ENDED.match(before.rest)):
            self.items = [item for item in self.items if item[2] <= line.indent]
            if self.begins_code(line, following):
                self.found.add(SPLIT)
        elif self.begins_code(line, following):
            ended = line.quotes < before.quotes and ENDED.match(before.rest)
            if ended or before.blank and self.outer and not self.items and not self.code:
                self.found.add(SPLIT)
        self.dropped = False

    def begins_code(self, line, following):
        """Whether `line` is the first of several lines of indented code."""
        base = self.base(line)
        return line.indent - base >= 4 and not following.blank and following.indent - base >= 4

    def table_row(self, line, before):
        """Follows the table that is open, as the number of its columns."""
        if '|' not in line.rest:
            self.columns = 0
            return
        cells = re.sub(r'\\\|', '', line.rest).strip(' ').removeprefix('|').removesuffix('|').split('|')
        if self.columns:
            more = '|'.join(cells[self.columns:]).strip('- ')
            self.found |= {'more cells than the header'} if MARKUP.search(more) else {'words in more cells'} if more else set()
            if line.indent - self.base(line) >= 4:
                self.found.add('indented row')
        elif DELIMITERS.match(line.rest) and not before.blank:
            self.columns = len(cells)
            if '|' not in before.rest:
                self.found.add('header without a pipe')

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
            is_one = text[:-1].isdigit() and int(text[:-1]) == 1
            if is_one and not interrupts(text, rest) and not same and rest and not before.blank:
                self.found.add('number one with zeros below text')
            elif not interrupts(text, rest) and line.quotes and self.mixed:
                self.found.add('number or empty item in a container below text')
            elif not interrupts(text, rest) and not same:
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
    following = [Line('')]
    for part in reversed(parts[1:]):
        following.append(following[-1] if part.blank else part)
    for line, part, after in zip(lines, parts, reversed(following)):
        scanner.line(line, part, after)
    found = scanner.found | front_matter(lines)
    if re.search('^excalidraw-plugin:', text, re.MULTILINE):
        found.add('drawing')
    # Only with these options, alerts and ticked boxes are references without a definition, and names are looked for.
    if '"shortcut_syntax": true' not in text:
        found -= {'alert', 'task'}
    if '"MD054"' not in text:
        found.discard('definition in angle brackets')
    return found if '"MD044"' in text else found - {'URL in brackets', 'words in more cells'}


def main():
    folder = sys.argv[1]
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding='utf-8', newline='') as file:
            if constructs(file.read()):
                print(name)


if __name__ == '__main__':
    main()
