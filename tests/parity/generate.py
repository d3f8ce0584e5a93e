#!/usr/bin/env python3
"""Writes generated notes for comparing `--preset markdownlint` with markdownlint; see tests/markdownlint.md.

usage: generate.py FOLDER [COUNT] [SEED]

The notes nest lists in quotes in lists and contain tables, fences, front matter, comments, footnotes, math, HTML, Japanese text, options
of rules and line endings of all kinds. The same COUNT and SEED give the same notes.
"""
import json
import os
import random
import sys

WORDS = ('the a node role bucket policy S3 EC2 VPC subnet cluster region zone key value user group request limit cache queue topic '
         'stream table index backup restore snapshot instance volume image tag label log metric alarm rule event target').split()
JA = ('バケット', 'インスタンスを', '起動する', 'ロールは', 'ポリシーで', '許可する', 'リージョン', '料金、', '設定です。', '権限', 'クラスター',
      'とは', '削除', '（東京）', '手順：', '注意！', '何か？', 'ＥＣ２')
NAMES = ('GitHub', 'JavaScript', 'node.js', 'AWS', 'github.com')
URLS = ('https://example.com/a', 'http://example.com/long/path?x=1&y=2#part', 'www.example.com/b', 'user@example.com',
        'https://example.com/日本', 'https://example.com')


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.headings = []
        self.labels = []

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, *options):
        return self.random.choice(options)

    # Inline text.

    def word(self):
        r = self.random.random()
        if r < 0.72:
            return self.pick(*WORDS)
        if r < 0.92:
            return self.pick(*JA)
        if r < 0.96:
            return self.pick('github', 'GitHub', 'Javascript', 'JAVASCRIPT', 'Node.js', 'aws', 'AWS')
        return self.pick('1.', '2024', '&amp;', '\\*', '😀', 'é', '100%', '3*4', 'snake_case_name', 'a<b', 'c > d', '#5', '!', '…', '~', '\\#',
                         '1)', '+', 'x|y', ':tada:', '[x]', '"q"', "it's", '&copy;', '\\[', '()', '[ ]', '$5', 'a:b')

    def words(self, low=1, high=6):
        return ' '.join(self.word() for _ in range(self.random.randint(low, high)))

    def label(self):
        label = self.pick('one', 'Two', 'three words here', 'x', '東京', 'one  two', 'a-b', '//', 'Tab')
        if self.chance(0.02):
            label = self.pick('^1', '^note')
        self.labels.append(label)
        return label

    def fragment(self):
        heading = self.pick(*self.headings) if self.headings and self.chance(0.6) else self.words(1, 2)
        slug = ''.join(c for c in heading.lower() if c.isalnum() or c in ' -_').replace(' ', '-')
        return self.pick(slug, slug, slug, heading.replace(' ', '-'), slug + '-1', 'top', 'L10', 'L1-L5', 'L2C3-L4C5', 'anchor-1', 'custom',
                         'name', slug.replace('の', '%E3%81%AE'), '', 'Top', 'user-content-' + slug, 'lone%', 'a%20b')

    def link_text(self):
        return self.pick(self.words(1, 3), self.words(1, 3), 'here', 'click here', 'link', 'More', '`here`', ' spaced', 'spaced ', '',
                         '**bold**', '![alt](i.png)', self.pick(*URLS), 'Here.', 'ここ', 'a\\]b', '<b>here</b>')

    def link(self):
        kind = self.random.randrange(16)
        text = self.link_text()
        if kind < 3:
            target = self.pick('https://example.com', 'a.md', '#', '', '<>', '<a b>', 'a.md#x', 'https://example.com/a(b)', '< >')
            return f'[{text}]({target})'
        if kind < 6:
            title = self.pick('', '', ' "title"', " 'title'")
            return f'[{text}](#{self.fragment()}{title})'
        if kind == 6:
            return f'![{self.pick(text, "", "alt")}]({self.pick("i.png", "https://example.com/i.png", "#x")})'
        if kind == 7:
            return f'[{text}][{self.label()}]'
        if kind == 8:
            return f'[{self.label()}][]'
        if kind == 9:
            return f'[{self.label()}]'
        if kind == 10:
            return f'![{self.pick(text, "")}][{self.label()}]'
        if kind == 11:
            return self.pick(*URLS)
        if kind == 12:
            return f'<{self.pick(*URLS)}>'
        if kind == 13:
            url = self.pick(*URLS)
            return f'[{url}]({url})'
        if kind == 14:
            return f'({self.words(1, 2)})[{self.pick("https://example.com", "a.md", "^1", "x")}]'
        return self.pick('[^1]', '[^note]', '[^none]')

    def emphasis(self):
        inner = self.words(1, 3)
        return self.pick('*{}*', '**{}**', '_{}_', '__{}__', '***{}***', '* {} *', '** {}**', '**{} **', '_ {}_', '*{}**', '~~{}~~', '__ {} __',
                         'a*{}*b', 'a_{}_b', '**{}**。', '*a **{}** b*').format(inner)

    def code(self):
        if self.chance(0.02):
            return '`' + self.words(1, 2)
        return self.pick('`{}`', '` {} `', '` {}`', '`{} `', '``{}``', '`` ` {} ``', '`  {}  `', '` `', '`a  {}`').format(self.words(1, 2))

    def html(self):
        return self.pick('<b>{}</b>', '<br>', '<br/>', '<a id="custom"></a>', '<a name="name">{}</a>', '<img src="i.png">',
                         '<img src="i.png" alt="x">', '<kbd>{}</kbd>', '</b>', '<!-- {} -->', '<span id=anchor-1>', '<https>', '<バケット名>', '<A NAME=\'x\'>',
                         '<img src="i.png" aria-hidden="true">', '<h1>{}</h1>', '<a href="https://example.com">https://example.com</a>',
                         '<p>https://example.com</p>', '<!-- -- -->').format(self.words(1, 2))

    def inline(self, low=1, high=5):
        parts = []
        for _ in range(self.random.randint(low, high)):
            r = self.random.random()
            if r < 0.55:
                parts.append(self.words(1, 4))
            elif r < 0.70:
                parts.append(self.link())
            elif r < 0.82:
                parts.append(self.emphasis())
            elif r < 0.92:
                parts.append(self.code())
            elif r < 0.97:
                parts.append(self.html())
            else:
                parts.append(self.pick('$x + y$', '$$z$$', '{#custom}', '<!-- {} -->', '\t', '  ', ':name[x]', '\\', '$ a', '\u3000', '\xa0'))
        return self.pick(' ', ' ', ' ', '') .join(parts) if self.chance(0.9) else '  '.join(parts)

    def line(self):
        text = self.inline()
        if self.chance(0.06):
            text += self.words(12, 22)
        if self.chance(0.08):
            text += self.pick(' ', '  ', '   ', '\t', '    ', '\\', '\u3000')
        return text

    # Blocks: each returns a list of lines.

    def paragraph(self):
        if self.chance(0.12):
            return [self.pick('**{}**', '*{}*', '__{}__', '_{}_', '**{}:**', '**{}。**', '***{}***').format(self.words(1, 4))]
        return [self.line() for _ in range(self.random.choice((1, 1, 1, 2, 2, 3)))]

    def heading(self):
        level = self.random.choice((1, 1, 2, 2, 2, 3, 3, 4, 5, 6))
        text = self.pick(self.words(1, 3), self.words(1, 3), self.words(1, 3), self.inline(1, 2), 'Overview', '概要', 'Set up!', 'What?', 'Notes.',
                         'a;', 'x &copy;', 'y :tada:', '設定：', 'Title {#custom}', '`code` name')
        if self.headings and self.chance(0.15):
            text = self.pick(*self.headings)
        self.headings.append(text)
        marks = '#' * level
        r = self.random.random()
        if r < 0.62:
            lines = [f'{marks} {text}']
        elif r < 0.68:
            lines = [f'{marks}{self.pick("", "  ", chr(9), "   ", chr(0x3000), chr(0xa0))}{text}']
        elif r < 0.80:
            lines = [f'{marks} {text}{self.pick(" ", "", "  ", " " + chr(92), chr(9))}{self.pick(marks, "#", marks + " ")}']
        elif r < 0.83:
            lines = [f'{marks}{text}{self.pick(" ", "")}{marks}']
        elif r < 0.96:
            lines = [text or 'x', self.pick('===', '---', '=', '--', '-', '  ---', '=== ')]
            if self.chance(0.1):
                lines.insert(0, self.words(1, 2))
        elif r < 0.98:
            lines = [self.pick('#', '##', '## ##', '#######  a', '# #', '#️⃣ a', '\\# a', '# ')]
        else:
            lines = [f'{self.pick(" ", "  ", "   ", "    ")}{marks} {text}']
        if self.chance(0.03):
            lines = [self.pick(' ', '  ') + line for line in lines]
        return lines

    def fence(self):
        mark = self.pick('```', '```', '```', '~~~', '````')
        info = self.pick('', 'sh', 'sh', 'text', 'yaml title="x"', 'JS', '{.python}', ' sh ', 'sh\t')
        body = []
        for _ in range(self.random.randint(0, 4)):
            body.append(self.pick('$ ls -l', '$ cat x', 'a: b', '', '\tif x:', '# comment', '#no space', self.line(), '- item', '  indented  ', '(a)[b]',
                                  'https://example.com', '$', '  $ pwd', '<b>', '<!-- c -->', '| a | b |', '    '))
        if self.chance(0.4) and body:
            body = ['$ ' + line.strip() for line in body]
        close = [] if self.chance(0.01) else [mark + self.pick('', '', '', ' ', '`')] if '`' in mark else [mark]
        return [mark + info, *body, *close]

    def indented_code(self):
        return [self.pick('    ', '    ', '\t') + self.pick('code here', '$ ls', '# x', '- a', self.line()) + self.pick('', '', '  ')
                for _ in range(self.random.randint(1, 3))]

    def table(self):
        columns = self.random.randint(1, 3)
        style = self.pick('both', 'both', 'both', 'leading', 'trailing', 'none')
        pad = self.pick(' ', ' ', ' ', '', '  ')
        aligned = self.chance(0.3)

        def row(cells):
            if style == 'none' and len(cells) < 2:
                return '| ' + ' | '.join(cells)
            mine = pad if self.chance(0.9) else self.pick('', ' ', '  ')
            text = f'{mine}|{mine}'.join(cells)
            kind = style if self.chance(0.93) else self.pick('both', 'leading', 'trailing', 'none')
            if kind in ('both', 'leading'):
                text = '|' + mine + text
            if kind in ('both', 'trailing'):
                text = text + mine + '|'
            return text

        def cell(*more):
            text = self.pick(self.words(1, 2), self.words(1, 2), '' if columns > 1 else 'a', self.inline(1, 1), 'a\\|b', '`x`', '表', *more)
            return text.replace('\t', ' ')

        rows = [[cell() or 'h' for _ in range(columns)], [self.pick('---', ':--', '--:', ':-:', '-', '-----') for _ in range(columns)]]
        for _ in range(self.random.randint(0, 3)):
            count = columns if self.chance(0.9) else self.random.randint(1, columns + 1)
            rows.append([cell('-') for _ in range(count)])
        if aligned:
            widths = [max(len(r[i]) if i < len(r) else 0 for r in rows) for i in range(columns)]
            dashes = lambda text, width: text[:1] + '-' * (width - len(text)) + text[1:] if len(text) > 1 else text * width
            rows = [[(dashes if number == 1 else str.ljust)(text, widths[i] if i < columns else 0) for i, text in enumerate(r)]
                    for number, r in enumerate(rows)]
        return [row(r) for r in rows]

    def items(self, depth):
        ordered = self.chance(0.4)
        marker = self.pick('-', '-', '-', '*', '+')
        delimiter = self.pick('.', '.', '.', ')')
        number = 1 if self.chance(0.97) else self.pick(0, 2, 9, 10)
        step = self.pick(1, 1, 1, 0)
        padded = self.chance(0.01)
        gap = self.pick(1, 1, 1, 1, 2, 3, 4)
        loose = self.chance(0.2)
        indent = self.pick(1, 2, 3) if depth == 0 and self.chance(0.15) else 0
        lines = []
        for index in range(self.random.randint(1, 4)):
            if ordered:
                text = str(number).zfill(2) if padded else str(number)
                head = text + (delimiter if self.chance(0.97) else self.pick('.', ')'))
                number = number + step if self.chance(0.93) else number + self.pick(1, 2, 0)
            else:
                head = marker if self.chance(0.95) else self.pick('-', '*', '+')
            spaces = gap if self.chance(0.95) else self.pick(1, 2, 3, 4)
            spaces = 5 if self.chance(0.002) else spaces
            width = len(head) + (spaces if spaces < 5 else 1)
            lead = ' ' * (indent if self.chance(0.95) else self.pick(0, 1, 2, 3))
            if self.chance(0.03):
                lines.append(lead + head + self.pick('', ' ', '  '))
                continue
            is_text = self.chance(0.82)
            body = self.paragraph() if is_text else self.block(depth + 1)
            task = self.pick('[ ] ', '[x] ', '[X] ') if is_text and self.chance(0.06) else ''
            if self.chance(0.30) and depth < 4:
                body += ([''] if self.chance(0.25) else []) + self.block(depth + 1)
            shift = width if self.chance(0.96) else self.pick(2, 4, 1, 3, width + 1, 0)
            tab = self.chance(0.01)
            for at, line in enumerate(body):
                if at == 0:
                    lines.append(lead + head + (' ' * spaces if not tab else '\t') + task + line)
                elif line:
                    lines.append(lead + (' ' * shift if not tab else '\t') + line)
                else:
                    lines.append(self.pick('', '', '', ' ' * shift))
            if loose:
                lines.append('')
        while lines and not lines[-1].strip() and self.chance(0.9):
            lines.pop()
        return lines

    def quote(self, depth):
        lines = self.blocks(depth + 1, self.random.randint(1, 3))
        gap = self.pick(' ', ' ', ' ', ' ', '', '  ')
        kept = []
        for at, line in enumerate(lines):
            mark = '>' + (gap if self.chance(0.98) else self.pick('', '  ', '   ', '    '))
            if not line:
                kept.append(self.pick('>', '>', '>', '> ', '', '>  '))
            elif at and self.chance(0.02):
                kept.append(line)
            else:
                kept.append(mark + line)
        if self.chance(0.05):
            kept.insert(0, '> ' + self.pick('[!NOTE]', '[!TIP] title', '[!note]'))
        if self.chance(0.05):
            kept = [' ' + line for line in kept]
        return kept

    def html_block(self):
        return self.pick(
            lambda: ['<div>', self.line(), '</div>'],
            lambda: ['<details>', '<summary>' + self.words(1, 2) + '</summary>', '', *self.paragraph(), '', '</details>'],
            lambda: ['<p align="center">', '  <img src="i.png">', '</p>'],
            lambda: [self.pick('<h1>Title</h1>', '<h2>Title</h2>', '<br>', '<a id="custom"></a>', '<hr/>', '<img src="x.png"/>', '<h1 align="center">x')],
            lambda: ['<table>', '<tr><td>', self.words(), '</td></tr>', '</table>'],
            lambda: ['<pre>', self.line(), '#nospace', '', '(a)[b]', '</pre>'],
            lambda: ['<script>', 'x = (a)[b]', '</script>', ],
            lambda: ['<div>', '', '# ' + self.words(1, 2), '', '</div>'],
            lambda: ['<div>', '# ' + self.words(1, 2), '#nospace', '- a', '* b', '**bold**', '</div>'],
        )()

    def comment(self):
        rule = 'MD' + self.pick('001', '009', '010', '012', '013', '022', '032', '033', '034', '040', '041', '047', '004', '007', '055')
        alias = self.pick('line-length', 'headings', 'html', 'no-inline-html', 'whitespace', 'ul', 'no-bare-urls')
        which = self.pick(rule, rule, alias, '', rule + ' ' + alias, rule.lower())
        return self.pick(
            lambda: [f'<!-- {self.line()} -->'],
            lambda: ['<!--', self.line(), '#nospace', '-->'],
            lambda: [f'<!-- markdownlint-disable {which} -->'],
            lambda: [f'<!-- markdownlint-enable {which} -->'],
            lambda: [f'<!-- markdownlint-disable-next-line {which} -->'],
            lambda: [f'{self.words()} <!-- markdownlint-disable-line {which} -->'],
            lambda: [self.pick('<!-- markdownlint-capture -->', '<!-- markdownlint-restore -->', '<!--markdownlint-disable-->')],
            lambda: [f'<!-- markdownlint-disable-file {which or rule} -->'],
            lambda: ['<!-- a', '', 'b -->'],
            lambda: [f'<!-- {self.words(1, 2)} --> {self.inline(1, 2)}'],
            lambda: [f'<!-- {self.words(1, 2)}  ', self.words(1, 2) + '  ', '\t-->'],
            lambda: ['<!-- a -- b -->'],
        )()

    def definition(self):
        label = self.pick(*self.labels) if self.labels and self.chance(0.7) else self.label()
        label = 'y' if label == 'x' else label  # A ticked box is not a reference.
        if label.startswith('^'):
            return [f'[{label}]: {self.words()}'] + (['    ' + self.line()] if self.chance(0.3) else [])
        target = self.pick('https://example.com', '#', '#' + (self.fragment() or 'x'), 'a.md', '<a b>', '<>')
        return [f'[{label}]: {target}{self.pick("", "", " " + chr(34) + "title" + chr(34))}']

    def odd(self):
        return self.pick(
            lambda: [self.pick('---', '***', '___', '- - -', '* * *', '-----', '----  ')],
            lambda: ['', '$$', self.pick('x + y', '#a', '(a)[b]', '#a #'), '$$', ''],
            lambda: ['#' + self.words(1, 2)],
            lambda: ['##' + self.words(1, 2) + ' ##'],
            lambda: [self.words(), self.pick('===', '---')],
            lambda: [self.pick('\u3000', '・', '①', '–', '1）') + self.words()],
            lambda: ['#tag'],
            lambda: ['+', '-', '*'],
            lambda: ['# [tab](#tab/one)'],
        )()

    def block(self, depth):
        r = self.random.random()
        if r < 0.26:
            return self.paragraph()
        if r < 0.40 and depth < 3 or r < 0.29:
            return self.heading()
        if r < 0.62 and depth < 4:
            return self.items(depth)
        if r < 0.70 and depth < 4:
            return self.quote(depth)
        if r < 0.78:
            return self.fence()
        if r < 0.80:
            return self.indented_code()
        if r < 0.87:
            return self.table()
        if r < 0.90:
            return self.html_block()
        if r < 0.935:
            return self.comment()
        if r < 0.955:
            return self.definition()
        if r < 0.975:
            return [self.pick('---', '***', '___', '- - -', '-----')] if depth == 0 else ['***']
        return self.odd()

    def blocks(self, depth, count):
        lines = []
        for index in range(count):
            if index:
                blank = self.random.random()
                lines += [] if blank < 0.12 else [''] if blank < 0.92 else ['', ''] if blank < 0.96 else [self.pick(' ', '  ', '\t', '\u3000', '')]
            lines += self.block(depth)
        return lines

    # Notes.

    def front_matter(self):
        return self.pick(
            lambda: ['---', 'title: ' + self.words(1, 2), '---'],
            lambda: ['---', 'Title : x', 'tags: [a]  ', '---', ''],
            lambda: ['---', 'tags: [a, b]', '---', ''],
            lambda: ['+++', 'title = "x"', '+++', ''],
            lambda: ['{', '"title": "x"', '}', ''],
            lambda: ['---', 'name:\tx', '', '', 'long: ' + 'x' * 90, '---', '', ''],
            lambda: ['--- ', 'layout: post', '---  ', ''],
            lambda: ['---', '---', ''],
            lambda: ['---', 'heading: x', '---', self.pick('', ' ')],
        )()

    def options(self):
        flag = lambda: self.chance(0.5)
        number = lambda *some: self.pick(*some)
        rule, options = self.pick(
            ('MD001', {'front_matter_title': self.pick('', '^\\s*name\\s*:', 'title')}),
            ('MD003', {'style': self.pick('consistent', 'atx', 'atx_closed', 'setext', 'setext_with_atx', 'setext_with_atx_closed')}),
            ('MD004', {'style': self.pick('consistent', 'asterisk', 'plus', 'dash', 'sublist')}),
            ('MD007', {'indent': number(2, 3, 4), 'start_indented': flag(), 'start_indent': number(1, 2, 4)}),
            ('MD009', {'br_spaces': number(0, 1, 2, 4), 'list_item_empty_lines': flag(), 'strict': flag(), 'code_blocks': flag()}),
            ('MD010', {'code_blocks': flag(), 'ignore_code_languages': self.pick([], ['sh'], ['js', 'text']), 'spaces_per_tab': number(1, 4)}),
            ('MD012', {'maximum': number(1, 2, 3)}),
            ('MD013', {'line_length': number(40, 60, 80, 100), 'heading_line_length': number(20, 80), 'code_block_line_length': number(20, 80),
                       'code_blocks': flag(), 'tables': flag(), 'headings': flag(), 'strict': flag(), 'stern': flag()}),
            ('MD022', {'lines_above': self.pick(0, 1, 2, -1, [1, 0, 2], [2, -1, 1, 1, 1, 1]), 'lines_below': self.pick(0, 1, 2, -1, [1, 0]),
                       'include_front_matter': flag()}),
            ('MD024', {'siblings_only': flag()}),
            ('MD025', {'level': number(1, 2, 3), 'front_matter_title': self.pick('', '^\\s*name\\s*:')}),
            ('MD026', {'punctuation': self.pick('.,;:', '?', '。！', '')}),
            ('MD027', {'list_items': flag()}),
            ('MD029', {'style': self.pick('one', 'ordered', 'one_or_ordered', 'zero')}),
            ('MD030', {'ul_single': number(1, 2, 3), 'ul_multi': number(1, 3), 'ol_single': number(1, 2), 'ol_multi': number(1, 2)}),
            ('MD031', {'list_items': flag()}),
            ('MD033', {'allowed_elements': self.pick(['b', 'BR'], [], ['a', 'div']), 'table_allowed_elements': self.pick(['br'], [], ['b'])}),
            ('MD035', {'style': self.pick('---', '***', 'consistent', '- - -')}),
            ('MD036', {'punctuation': self.pick('.', '', ':。', '?!')}),
            ('MD040', {'allowed_languages': self.pick([], ['sh'], ['text', 'sh']), 'language_only': flag()}),
            ('MD041', {'allow_preamble': flag(), 'level': number(1, 2), 'front_matter_title': self.pick('', '^\\s*name\\s*:')}),
            ('MD043', {'headings': self.pick(['*'], ['+'], ['# Overview', '*'], ['?', '*', '## 概要'], ['*', '^', '## Overview', '^', '*'],
                                             ['%% ^[a-z]', '*'], ['^', '# x', '+', '^'], ['#Bad'], [], ['?', '?'], ['* ', '+']), 'match_case': flag()}),
            ('MD044', {'names': self.pick(NAMES, NAMES[:2], ['AWS']), 'code_blocks': flag(), 'html_elements': flag()}),
            ('MD046', {'style': self.pick('consistent', 'fenced', 'indented')}),
            ('MD048', {'style': self.pick('consistent', 'backtick', 'tilde')}),
            ('MD049', {'style': self.pick('consistent', 'asterisk', 'underscore')}),
            ('MD050', {'style': self.pick('consistent', 'asterisk', 'underscore')}),
            ('MD051', {'ignore_case': flag(), 'ignored_pattern': self.pick('', '^a', 'top')}),
            ('MD052', {'shortcut_syntax': flag(), 'ignored_labels': self.pick(['x'], [], ['one', '東京'])}),
            ('MD053', {'ignored_definitions': self.pick(['//'], [], ['one', 'x'])}),
            ('MD054', {name: self.chance(0.6) for name in ('autolink', 'inline', 'full', 'collapsed', 'shortcut', 'url_inline')}),
            ('MD055', {'style': self.pick('consistent', 'leading_and_trailing', 'leading_only', 'trailing_only', 'no_leading_or_trailing', 'per_table')}),
            ('MD059', {'prohibited_texts': self.pick(['here'], [], ['overview', 'the'])}),
            ('MD060', {'style': self.pick('any', 'aligned', 'compact', 'tight'), 'aligned_delimiter': flag()}),
        )
        options = {name: value for name, value in options.items() if self.chance(0.7) or len(options) == 1}
        return f'<!-- markdownlint-configure-file {json.dumps({rule: options}, ensure_ascii=False)} -->'

    def note(self):
        lines = self.front_matter() if self.chance(0.12) else []
        if self.chance(0.7):
            title = self.words(1, 3)
            self.headings.append(title)
            lines += ['# ' + title, '']
        lines += self.blocks(0, self.random.randint(1, 9))
        if self.chance(0.55):
            lines += [''] if self.chance(0.9) else []
            lines += [self.options() for _ in range(self.pick(1, 2, 3))]
        ending = self.pick('\n', '\n', '\n', '\n', '\n', '\n', '\r\n', '\n', '\n', '\r') if self.chance(0.5) else '\n'
        text = ending.join(lines) + (ending if self.chance(0.95) else self.pick('', ending * 2, ' ' + ending, '  '))
        return ('\ufeff' if self.chance(0.02) else '') + text


def note(seed):
    return Writer(seed).note()


def main():
    folder = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    os.makedirs(folder, exist_ok=True)
    for number in range(count):
        with open(os.path.join(folder, f'{number:05}.md'), 'w', encoding='utf-8', newline='') as file:
            file.write(note(f'{seed}/{number}'))


if __name__ == '__main__':
    main()
