// Renders texts as VitePress does with its default options, and compiles the result as a Vue template, because a page whose
// template does not compile is not built.
import { compileTemplate } from "vue/compiler-sfc";
import { createMarkdownRenderer } from "vitepress";

const markdown = await createMarkdownRenderer("/nowhere", { highlight: (code) => code });

export const render = async (text) => {
  const env = { path: "/nowhere/a.md", relativePath: "a.md", cleanUrls: false };
  const html = await markdown.render(text, env);
  const compiled = compileTemplate({ source: `<div>${html}</div>`, filename: "a.md", id: "a" });
  if (compiled.errors.length > 0) {
    throw new Error(compiled.errors[0].message ?? compiled.errors[0]);
  }
  return html;
};
