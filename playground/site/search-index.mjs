// The texts to search, as a script: pages opened from a disk can't fetch files.
import MarkdownIt from "markdown-it";

const parser = new MarkdownIt({ html: true });

/** The script `site/search-LANG.js`, with the pages in `lang`, and English ones that have no translation. */
export function searchScript(site, lang) {
  const own = site.pages.filter((page) => page.lang === lang);
  const rest = site.pages.filter((page) => page.lang === "en" && !own.some(({ file }) => file === page.file));
  const entries = [...own, ...rest].map((page, id) => ({
    id,
    url: page.page,
    title: page.title,
    more: page.rule ? [page.rule.summary, ...page.rule.aliases].join(" ") : headings(page.content),
    summary: page.rule?.summary ?? "",
    text: prose(page.content),
  }));
  return { file: `site/search-${lang}.js`, content: `globalThis.notelintPages = ${JSON.stringify(entries)};\n` };
}

const text = (token) =>
  (token.children ?? []).map(({ type, content }) => (type === "softbreak" ? " " : content)).join("");

function headings(content) {
  const tokens = parser.parse(content, {});
  return tokens.filter((_, index) => tokens[index - 1]?.type === "heading_open").map(text).join(" ");
}

/** The text of a page without its examples. */
function prose(content) {
  const tokens = parser.parse(content, {});
  return tokens.filter(({ type }) => type === "inline").map(text).join(" ");
}
