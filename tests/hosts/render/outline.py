"""Distils the HTML of a construct into its outline, one line per aspect. The README of `tests/hosts` describes the outlines."""

import collections
import re
import urllib.parse

import html5lib

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | {"p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th", "pre", "blockquote", "hr", "dl", "dt", "dd",
                     "div", "section", "header", "aside", "details", "summary", "figure", "admonition", "iframe"}
MARKS = {"strong", "em", "del", "code", "mark", "ins", "sub", "sup"}
# What themes and renderers add around the content of a note.
CHROME = re.compile(r"header-anchor|anchor$|footnotes?\b|data-footnotes|footnote-back|reversefootnote|copy$|^lang$|msg-symbol|sr-only|"
                    r"code-block-filename|code-block-copy")
BOXES = re.compile(r"(?:^| )(admonition|custom-block|msg|markdown-alert|details|tabbed-set|vp-code-group)(?: |$)")
TITLES = re.compile(r"admonition-title|custom-block-title|markdown-alert-title")
# Words in the classes of boxes that are not their kind.
STYLE = {"admonition", "custom-block", "msg", "markdown-alert", "github-alert", "aside", "tabbed-alternate", "vp-adaptive-theme"}


def outline(aspect, html, source):
    """The outline of `html` for `aspect`; `source` is the construct."""
    if isinstance(html, dict):
        return "error"
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    prune(root)
    return OUTLINES[aspect](root, source).strip()


def prune(root):
    """Removes what is not content: anchors of headings, copy buttons, the list of footnotes, comments."""
    for element in root.iter():
        if element.tag == "s":
            element.tag = "del"
    for sup in list(root.iter("sup")):
        if sup.find("a") is not None:
            tail = sup.tail
            sup.clear()
            sup.text, sup.tail, sup.tag = "[^]", tail, "span"
    for parent in list(root.iter()):
        for child in list(parent):
            marks = f"{child.get('class', '')} {child.get('data-footnotes') is not None and 'data-footnotes' or ''}".strip()
            comment = not isinstance(child.tag, str)
            footnote = child.tag in ("section", "div") and CHROME.search(marks) or child.tag in ("button", "style", "script") and marks
            chrome = child.tag in ("a", "span", "div", "h2") and any(CHROME.search(word) for word in marks.split())
            if comment or footnote or chrome:
                before(parent, child, child.tail or "")
                parent.remove(child)


def before(parent, child, text):
    """Adds `text` where `child` is."""
    index = list(parent).index(child)
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def parts(element):
    """The texts and elements in `element`."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def collapsed(text):
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def anchors(root, _):
    found = []
    for element in root.iter():
        if element.tag in HEADINGS:
            # Zenn encodes its ids like the fragments of its links.
            found.append(urllib.parse.unquote(element.get("id") or "-"))
        elif element.get("id"):
            found.append("#" + element.get("id"))
        elif element.tag == "a" and element.get("name"):
            found.append("#" + element.get("name"))
    return " ".join(found)


def links(root, _):
    found = []
    for element in root.iter():
        target = element.get("href") if element.tag == "a" and "display:none" not in element.get("style", "") else None
        if target is not None:
            target = urllib.parse.unquote(target)
            # What hosts do about the files of links is not part of Markdown.
            target = re.sub(r"^(\./)?([\w./() -]+)\.(html|md)(?=#|$)", r"\2.md", target)
            found.append(f"{urllib.parse.unquote(collapsed(''.join(element.itertext())))}→{target}")
    # A card has the address twice: as its source, and for readers without scripts.
    return "  ".join(link for index, link in enumerate(found) if not index or link != found[index - 1])


def escaped(text):
    return text.replace("<", "&lt;")


def inline(element, tags):
    """The text in `element`, with start and end tags of `tags`."""
    shown = ""
    for part in parts(element):
        if isinstance(part, str):
            shown += escaped(part)
            continue
        if part.tag == "input":
            shown += "☑ " if part.get("checked") is not None else "☐ "
        inner = inline(part, tags)
        shown += f"<{part.tag}>{inner}</{part.tag}>" if part.tag in tags and inner else inner
        if part.tag in BLOCKS:
            shown += " / "
    return shown


def joined(text):
    return " / ".join(block for block in map(collapsed, text.split(" / ")) if block)


def marks(root, _):
    return joined(inline(root, MARKS))


def html(root, source):
    """The text, with the start tags of the elements that the construct names."""
    left = collections.Counter(name.lower() for name in re.findall(r"<([A-Za-z][\w-]*)", source))

    def shown(element):
        text = ""
        for part in parts(element):
            if isinstance(part, str):
                text += escaped(part)
                continue
            # A browser opens an element again that is closed by a block.
            left[part.tag] -= 1
            text += (f"<{part.tag}>" if left[part.tag] >= 0 else "") + shown(part) + (" " if part.tag in BLOCKS else "")
        return text

    return collapsed(shown(root))


def blocks(root, _):
    return " ".join(children(root))


def children(element):
    found, run = [], ""
    for part in parts(element):
        if isinstance(part, str) or part.tag not in BLOCKS:
            run += part if isinstance(part, str) else inline(part, set()) if part.tag != "input" else (
                "☑ " if part.get("checked") is not None else "☐ ")
            continue
        found += [collapsed(run)] if collapsed(run) else []
        run = ""
        found += block(part, element.tag)
    return found + ([collapsed(run)] if collapsed(run) else [])


def block(element, parent):
    tag = element.tag
    if tag == "hr":
        return ["hr"]
    if tag == "pre":
        return [f"pre[{collapsed(''.join(element.itertext()))}]"]
    if tag in ("table",):
        rows = [" | ".join(collapsed(inline(cell, set())) for cell in row if cell.tag in ("td", "th")) for row in element.iter("tr")]
        return ["table[" + " ".join(f"tr[{row}]" for row in rows) + "]"]
    if tag in HEADINGS | {"ul", "ol", "li", "dl", "dt", "dd"}:
        return [f"{tag}[{' '.join(children(element))}]"]
    if tag == "blockquote":
        return [f"quote[{' '.join(children(element))}]"]
    if tag == "p" and parent not in ("li", "blockquote", "dd"):
        content = " ".join(children(element))
        return [f"p[{content}]"] if content else []
    return children(element)


def boxes(root, _):
    def shown(element):
        text = ""
        for part in parts(element):
            if isinstance(part, str):
                text += escaped(part)
                continue
            classes = f"{part.get('class', '')} {part.tag if part.tag in ('details', 'admonition') else ''}".strip()
            if part.tag in ("div", "aside", "details", "admonition") and BOXES.search(classes):
                text += box(part, classes)
            elif part.tag in ("input", "label"):
                text += shown(part)
            else:
                text += shown(part) + (" / " if part.tag in BLOCKS else "")
        return text

    def box(element, classes):
        kind = part_of(element, classes)
        title = element.get("title") or ""
        for child in list(element):
            if child.tag == "summary" or TITLES.search(child.get("class", "")):
                title = collapsed("".join(child.itertext()))
                tail = child.tail
                child.clear()
                child.tail = tail
        content = joined(shown(element))
        return f" box:{kind}[{title + '|' if title and title.lower() != kind else ''}{content}] "

    return joined(shown(root))


def part_of(element, classes):
    """The kind of a box."""
    if element.tag == "admonition":
        return element.get("type") or "?"
    if element.tag == "details":
        return "details"
    words = [word.removeprefix("markdown-alert-") for word in classes.split() if word not in STYLE]
    return words[0] if words else "?"


def math(root, _):
    def shown(element):
        text = ""
        for part in parts(element):
            if isinstance(part, str):
                text += part
                continue
            classes = part.get("class", "")
            is_math = part.tag in ("eq", "eqn", "embed-katex", "math", "mjx-container") or part.get("data-math-style") or re.search(
                r"\b(arithmatex|math|katex)\b", classes) or part.tag == "script" and "math" in (part.get("type") or "")
            source = re.sub(r"^\\[(\[]|\\[)\]]$", "", "".join(part.itertext()).strip())
            text += f"math[{collapsed(source)}]" if is_math else shown(part)
        return text
    return collapsed(shown(root))


def text(root, _):
    def shown(element):
        found = ""
        for part in parts(element):
            if isinstance(part, str):
                found += re.sub(r"[ \t\r\n]+", " ", part)
            elif part.tag == "br":
                found += "⏎"
            else:
                found += shown(part) + (" / " if part.tag in BLOCKS else "")
        return found
    return re.sub(r"⏎ ", "⏎", joined(shown(root)))


OUTLINES = {"anchors": anchors, "links": links, "marks": marks, "blocks": blocks, "html": html, "boxes": boxes, "math": math, "text": text}
