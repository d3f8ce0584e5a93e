// Renders texts as VitePress does with its default options. Vue compiles the result as a template and renders it, because a page
// whose template does not compile is not built, and what is between `{{` and `}}` is not shown.
import { createRequire } from "node:module";
import { createMarkdownRenderer } from "vitepress";

process.env.NODE_ENV = "production";
const require = createRequire(import.meta.url);
const { compile } = require("@vue/compiler-ssr");
const { createSSRApp } = require("vue");
const { renderToString } = require("vue/server-renderer");

const escaped = (code) => code.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
// Code without colours. As on the site, Vue evaluates it only where its language ends with `-vue`.
const highlight = (code, language) =>
  `<pre${/-vue(?=:|$)/.test(language) ? "" : " v-pre"}><code>${escaped(code)}</code></pre>`;
const markdown = await createMarkdownRenderer("/nowhere", { highlight });
const options = {
  onError: (error) => {
    throw error;
  },
  // An element that Vue does not know is on the page as it is.
  isCustomElement: () => true,
};

export const render = async (text) => {
  const env = { path: "/nowhere/a.md", relativePath: "a.md", cleanUrls: false };
  const html = await markdown.render(text, env);
  const { code } = compile(`<div>${html}</div>`, options);
  const page = await renderToString(createSSRApp({ ssrRender: new Function("require", code)(require) }));
  return page.replace(/^<div>|<\/div>$/g, "");
};
