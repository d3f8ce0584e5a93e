#!/usr/bin/env python3
"""Finds the notes that markdownlint's parser, micromark, renders as cmark-gfm does.

usage: alike.py NODE NODE_MODULES FOLDER

Prints the names of the notes in FOLDER that the two render differently, each on a line. White space, attributes, the text of footnotes
and whether a list is loose are not compared: no rule depends on them. On the other notes, a difference between markdownlint and notelint
is not one between micromark and GitHub's parser.
"""
import concurrent.futures
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
GITHUB = ['cmark-gfm', '--unsafe', '-e', 'footnotes', '-e', 'table', '-e', 'autolink']


def plain(html):
    """`html` without what the two renderers write differently for the same Markdown."""
    html = re.sub(r'<section[^>]*footnotes.*?</section>', '', html, flags=re.DOTALL)
    html = re.sub(r'<sup[^>]*>.*?</sup>', '<sup>', html, flags=re.DOTALL)
    # This version of cmark-gfm takes `<!-- -- -->` for text.
    html = re.sub('&lt;!--.*?--&gt;', lambda comment: '<!--' + comment.group()[7:-6] + '-->', html, flags=re.DOTALL)
    html = re.sub(r' (class|data-[\w-]*|style|align|alt|href|src)="[^"]*"', '', html)
    html = html.replace('&quot;', '"').replace(' />', '>').replace('/>', '>')
    html = re.sub(r'</?tbody>|\s+', '', html)
    for loose, tight in (('<li><p>', '<li>'), ('</p></li>', '</li>'), ('</p><ul>', '<ul>'), ('</p><ol', '<ol')):
        html = html.replace(loose, tight)
    return html


def is_alike(rendered):
    text, html = rendered
    github = subprocess.run(GITHUB, input=text.encode('utf-8', 'replace'), stdout=subprocess.PIPE, check=True).stdout
    return plain(github.decode('utf-8', 'replace')) == plain(html)


def different(node, modules, folder):
    """The names of the notes in `folder` that the two render differently, or that micromark cannot render."""
    command = [node, os.path.join(HERE, 'render.mjs'), modules, folder]
    rendered = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        alike = {name for name, same in zip(rendered, pool.map(is_alike, rendered.values())) if same}
    return {name for name in os.listdir(folder) if name.endswith('.md')} - alike


if __name__ == '__main__':
    print(*sorted(different(*sys.argv[1:])), sep='\n')
