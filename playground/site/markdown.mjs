// Markdown of the pages as HTML: links to other pages, ids of headings as on GitHub, examples of rules.
import GithubSlugger from "github-slugger";
import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";
import { TEXTS } from "./texts.mjs";
import { relative } from "./paths.mjs";

/**
 * A renderer. Its environment is the data of the page: `file` (in the repository), `permalink`, `lang`, and for rules
 * `examples`.
 */
export function markdown(links, playground) {
  const md = new MarkdownIt({ html: true, linkify: true });
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  md.use(anchor, { slugifyWithState: (text, { env }) => (env.slugger ??= new GithubSlugger()).slug(text) });

  const { rules } = md.renderer;
  const standard = rules.link_open ?? ((tokens, index, options, _, self) => self.renderToken(tokens, index, options));
  rules.link_open = (tokens, index, options, env, self) => {
    const token = tokens[index];
    token.attrSet("href", links.resolve(token.attrGet("href"), { ...env, page: env.permalink }));
    return standard(tokens, index, options, env, self);
  };
  // No page asks another host for anything: an image from elsewhere is replaced by its description.
  rules.image = (tokens, index, _, env) => {
    const token = tokens[index];
    const image = env.images?.(token.attrGet("src"), env);
    const text = md.utils.escapeHtml(token.content);
    return image ? `<img src="${md.utils.escapeHtml(image)}" alt="${text}" loading="lazy">` : `<span>${text}</span>`;
  };
  // The page's policy allows no inline styles.
  rules.th_open = rules.td_open = (tokens, index, options, _, self) => {
    const token = tokens[index];
    const align = token.attrGet("style")?.slice("text-align:".length);
    if (align) token.attrs = [["class", align]];
    return self.renderToken(tokens, index, options);
  };
  // On narrow screens it scrolls, and keys must be able to.
  rules.table_open = () => '<table tabindex="0">\n';
  rules.fence = (tokens, index, _, env) => fence(md, tokens[index], env, playground);
  return md;
}

/** A fenced block. On a rule's page, its first words say what it is. */
function fence(md, token, env, playground) {
  const escape = md.utils.escapeHtml;
  const words = token.info.trim().split(/\s+/);
  const [text, examples] = [TEXTS[env.lang], env.examples];
  const code = (content) => `<pre tabindex="0"><code>${escape(content)}</code></pre>`;
  if (!examples) return `${code(token.content)}\n`;
  const labelled = (kind, label, content, more = "") =>
    `<figure class="example ${kind}"><figcaption><span>${escape(label)}</span>${more}</figcaption>${code(content)}</figure>\n`;
  const named = words.slice(2).filter((word) => word !== "note.md");
  const file = words.find((word) => word.startsWith("file="))?.slice("file=".length);
  if (["md", "hex"].includes(words[0]) && ["bad", "good"].includes(words[1])) {
    examples.next();
    const link = examples.link;
    const href = link && escape(relative(env.permalink, playground) + link);
    const more = href ? `<a href="${href}">${escape(text.open)}</a>` : "";
    return labelled(words[1], [text[words[1]], ...named].join(" · "), token.content, more);
  }
  if (words[0] === "findings") return labelled("findings", text.findings, examples.findings(token.content));
  if (words[1] === "fixed") return labelled("fixed", text.fixed, token.content);
  if (words[1] === "options") return labelled("options", text.options, token.content);
  if (words[1] === "web") return labelled("options", text.web, token.content);
  if (file) return labelled("options", `${text.file}: ${file}`, token.content);
  return `${code(token.content)}\n`;
}
