// The frame of every page.
import { FOLDERS, relative } from "./paths.mjs";
import { TEXTS } from "./texts.mjs";

const POLICY =
  "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'";

const escape = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The whole page around `content`. `site` has all pages and the groups of rules. */
export function layout(content, page, site) {
  const { lang } = page;
  const text = TEXTS[lang];
  const to = (path) => escape(relative(page.page, path));
  const other = lang === "en" ? "ja" : "en";
  const translation = site.pages.find(({ file, lang }) => file === page.file && lang === other);
  const start = site.pages.find(({ name, lang }) => name === "README" && lang === other);
  const description = page.rule ? page.rule.summary : page.title;
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escape(description)}">
<title>${escape(page.name === "README" ? "notelint" : `${page.title} · notelint`)}</title>
<link rel="icon" href="${to("icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="${to("site/site.css")}">
${translation ? `<link rel="alternate" hreflang="${other}" href="${to(translation.page)}">\n` : ""}</head>
<body>
<a class="skip" href="#text">${text.skip}</a>
<header>
<a class="home" href="${to(`${FOLDERS[lang]}docs/index.html`)}">notelint</a>
<search><form role="search" data-root="${to("index.html").slice(0, -"index.html".length)}">
<label><span>${text.search}</span><input type="search" placeholder="${text.searchHint}" autocomplete="off"></label>
<output data-nothing="${text.nothing}"></output>
</form></search>
<nav class="top">
<a href="${to("index.html")}">${text.playground}</a>
<a href="${to((translation ?? start).page)}" hreflang="${other}" lang="${other}">${text.language}</a>
</nav>
</header>
<div class="columns">
<nav class="side" aria-label="${text.contents}"><details class="menu" open><summary>${text.contents}</summary>
${navigation(page, site, text)}
</details></nav>
<main id="text">
${page.rule ? ruleHead(page) : ""}${content}</main>
</div>
<script src="${to("site/minisearch.js")}" defer></script>
<script src="${to("site/search.js")}" defer></script>
</body>
</html>
`;
}

function ruleHead({ title, rule, facts }) {
  const row = ([label, value]) => `<div><dt>${escape(label)}</dt><dd>${escape(value)}</dd></div>`;
  return `<h1>${escape(title)}</h1>\n<p class="summary">${code(rule.summary)}</p>\n<dl class="facts">${facts.map(row).join("")}</dl>\n`;
}

/** `text` with its backquotes as code. */
const code = (text) => escape(text).replace(/`([^`]+)`/g, "<code>$1</code>");

function navigation(page, site, text) {
  const item = ({ page: to, title, lang }, note = "") => {
    const current = to === page.page ? ' aria-current="page"' : "";
    const language = lang === page.lang ? "" : ` hreflang="${lang}"`;
    return `<li><a href="${escape(relative(page.page, to))}"${current}${language}>${escape(title)}</a>${note}</li>`;
  };
  const own = site.pages.filter(({ lang }) => lang === page.lang);
  const docs = site.pages
    .filter(({ kind, lang }) => kind === "doc" && lang === "en")
    .map((english) => {
      const translated = own.find(({ file }) => file === english.file);
      return translated ? item(translated) : item(english, ` <small>${text.onlyEnglish}</small>`);
    });
  const groups = site.groups[page.lang].map(([group, about]) => {
    const open = page.rule?.group === group ? " open" : "";
    const items = own.filter(({ rule }) => rule?.group === group).map((rule) => item(rule));
    return `<details${open}><summary title="${escape(about)}">${group}</summary><ul>${items.join("")}</ul></details>`;
  });
  return `<h2>${text.docs}</h2><ul>${docs.join("")}</ul>\n<h2>${text.rules}</h2>${groups.join("\n")}`;
}
