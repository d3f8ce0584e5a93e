// The pages of the site: those of all rules, from the playground's module, and the documentation, from its files.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Examples } from "./examples.mjs";
import { docPage, rulePage } from "./paths.mjs";
import { TEXTS } from "./texts.mjs";

/** The order of the documentation in the navigation; what is not listed comes last. */
const ORDER = ["README", "rules", "configuration", "cli", "editors", "ci", "links", "terms", "moving", "hosts"];

/** All pages, in both languages. Registers their files in `links`. */
export function pages(root, module, links) {
  const found = [...docs(root), ...["en", "ja"].flatMap((lang) => rules(module, lang))];
  for (const { file, lang, page } of found) links.add(file, lang, page);
  return found;
}

function docs(root) {
  const inDocs = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
  const files = ["README.md", "README.ja.md", ...inDocs.sort().map((name) => `docs/${name}`)];
  const rank = (name) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return files
    .map((file) => {
      const content = readFileSync(join(root, file), "utf8");
      // Files name their English original in Japanese as well, so that links find the page in the reader's language.
      return { ...docPage(file), file: file.replace(".ja.md", ".md"), source: file, kind: "doc", content };
    })
    .map((page) => ({ ...page, title: title(page.content) }))
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}

function rules(module, lang) {
  return module.call({ method: "about", lang }).rules.map((rule) => {
    const { markdown, examples } = module.call({ method: "explain", rule: rule.name, lang });
    const file = `rules/${rule.group}/${rule.name.replaceAll("-", "_")}.md`;
    return {
      kind: "rule",
      lang,
      file,
      source: file,
      name: rule.name,
      page: rulePage(lang, rule),
      title: rule.name,
      // The title comes from the layout, which puts the facts below it.
      content: markdown.replace(/^# .*\n/, ""),
      rule,
      facts: facts(rule, lang),
      examples: () => new Examples(module, rule.name, examples, lang),
    };
  });
}

/** What there is to know about a rule in a few words. */
function facts({ severity, presets, fix, aliases }, lang) {
  const text = TEXTS[lang];
  const others = presets.filter((preset) => preset !== "strict");
  const rows = [
    [text.severity, text.severities[severity]],
    [text.presets, (others.length > 0 ? others : presets).join(", ")],
    [text.fix, fix && text.fixes[fix]],
    [text.aliases, aliases.join(", ")],
  ];
  return rows.filter(([, value]) => value);
}

/** The title of a document: the text of its first heading. */
function title(content) {
  return content.match(/^# (.*)$/m)?.[1].replace(/[`*]/g, "") ?? "notelint";
}
