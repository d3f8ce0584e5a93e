"""Renders texts with the hosts' renderers that are not JavaScript. `render(host, texts)` returns the HTML of each text, by name; the
value is a dictionary with `error` for a text that is not rendered."""

import html
import json
import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent


def github(texts):
    """cmark-gfm with the extensions of github.com that it has. Ids come from github-slugger, alerts and `$…$` from `documented/`."""
    extensions = ["table", "strikethrough", "autolink", "tasklist", "footnotes", "tagfilter"]
    command = ["cmark-gfm", "--unsafe", *(word for name in extensions for word in ("-e", name))]
    def html(text):
        return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout

    return {name: html(text) for name, text in texts.items()}


def gitlab(texts):
    """comrak with the options that GitLab sets (`lib/banzai/filter/markdown_engines/glfm_markdown.rb` in its source)."""
    import comrak

    extensions = comrak.ExtensionOptions()
    for name in ["strikethrough", "table", "autolink", "tasklist", "footnotes", "description_lists", "alerts",
                 "multiline_block_quotes", "math_dollars", "math_code", "cjk_friendly_emphasis", "wikilinks_title_before_pipe"]:
        setattr(extensions, name, True)
    extensions.header_id_prefix = ""
    parse, render = comrak.ParseOptions(), comrak.RenderOptions()
    parse.relaxed_autolinks = parse.relaxed_tasklist_matching = parse.tasklist_in_table = True
    render.unsafe_ = True
    options = {"extension_options": extensions, "parse_options": parse, "render_options": render}
    return {name: comrak.render_markdown(text, **options) for name, text in texts.items()}


def mkdocs(texts, extensions=("toc", "tables", "fenced_code"), options=None):
    """Python-Markdown with the extensions that MkDocs always loads."""
    import markdown

    def html(text):
        return markdown.markdown(text, extensions=list(extensions), extension_configs=options or {})

    return {name: html(text) for name, text in texts.items()}


def material(texts):
    """Python-Markdown with the extensions and options of the advanced configuration in the documentation of Material for MkDocs
    (setup/extensions), without emoji."""
    names = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "toc", "tables", "pymdownx.arithmatex",
             "pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite",
             "pymdownx.keys", "pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed",
             "pymdownx.tasklist", "pymdownx.tilde"]
    options = {"pymdownx.arithmatex": {"generic": True}, "pymdownx.betterem": {"smart_enable": "all"},
               "pymdownx.tabbed": {"alternate_style": True}, "pymdownx.tasklist": {"custom_checkbox": True}}
    return mkdocs(texts, names, options)


def hugo(texts):
    """Hugo with an empty configuration."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for part in ("content", "layouts/_default"):
            (folder / part).mkdir(parents=True)
        kinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section", "404"]
        (folder / "hugo.toml").write_text(f"disableKinds = {json.dumps(kinds)}\n")
        for layout in ("single", "list"):
            (folder / f"layouts/_default/{layout}.html").write_text("{{ .Content }}")
        for name, text in texts.items():
            (folder / f"content/{name}.md").write_text(f"---\ntitle: a\n---\n{text}")
        errors = hugo_errors(folder)
        pages = {name: folder / f"public/{name.lower()}/index.html" for name in texts if name not in errors}
        # Hugo writes no file for a page without content.
        return errors | {name: path.read_text() if path.exists() else "" for name, path in pages.items()}


def hugo_errors(folder):
    """Builds the site in `folder`, and returns the pages that Hugo refuses. One of them stops the build: it is removed, and the
    rest is built again."""
    errors = {}
    while True:
        run = subprocess.run(["hugo", "-s", str(folder)], capture_output=True, text=True)
        refused = re.findall(r"ERROR.*?/([\w-]+)\.md:.*", run.stderr + run.stdout)
        if run.returncode == 0:
            return errors
        if not refused:
            raise RuntimeError(run.stderr + run.stdout)
        for name in set(refused):
            errors[name] = {"error": "Hugo refuses the page"}
            (folder / f"content/{name}.md").unlink()


def jekyll(texts):
    """kramdown, see `jekyll.rb`."""
    return by_program(["ruby", "-E", "UTF-8", str(HERE / "jekyll.rb")], texts)


def qiita(texts):
    """Qiita's own gem, see `qiita.rb`."""
    return by_program(["ruby", "-E", "UTF-8", str(HERE / "qiita.rb")], texts)


def by_node(host, texts, packages):
    """The hosts whose renderer is JavaScript. `packages` is the folder with `node_modules`."""
    script = packages / "render.mjs"
    return by_program(["node", str(script), host], texts)


def by_program(command, texts):
    output = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True)
    if output.returncode:
        raise RuntimeError(f"{command}: {output.stderr}")
    return json.loads(output.stdout)
