// Renders texts as Docusaurus does with its default options: compiles MDX with the processor of its loader, and renders the
// component on the server. What the classic theme supplies is replaced by plain elements.
import { createRequire } from "node:module";
import { createElement } from "react";
import * as runtime from "react/jsx-runtime";
import { renderToStaticMarkup } from "react-dom/server";

const require = createRequire(import.meta.url);
const logger = require("@docusaurus/logger").default;
logger.warn = () => {};
const { createProcessorUncached } = require("@docusaurus/mdx-loader/lib/processor.js");
const preprocess = require("@docusaurus/mdx-loader/lib/preprocessor.js").default;

const markdownConfig = {
  anchors: { maintainCase: false },
  emoji: true,
  mermaid: false,
  hooks: { onBrokenMarkdownImages: "warn", onBrokenMarkdownLinks: "warn" },
  mdx1Compat: { comments: true, admonitions: true, headingIds: true },
};
const options = {
  admonitions: true,
  markdownConfig,
  outputFormat: "function-body",
  siteDir: "/nowhere",
  staticDirs: [],
};
const components = {
  admonition: ({ type, title, children }) => createElement("admonition", { type, title }, children),
  mdxAdmonitionTitle: ({ children }) => children,
  Details: (properties) => createElement("details", properties),
};
const processor = await createProcessorUncached({ options, format: "mdx" });
const AsyncFunction = (async () => {}).constructor;

export const render = async (text) => {
  const filePath = "/nowhere/a.mdx";
  const content = preprocess({ fileContent: text, filePath, markdownConfig, admonitions: true });
  const file = { content, filePath, frontMatter: {}, compilerName: "client" };
  const { content: program } = await processor.process(file);
  // The compiled module takes its components from a provider, which is supplied here.
  const body = program
    .replace(/import \{useMDXComponents as _provideComponents\} from .*\n/, "")
    .replace(/const \{useMDXComponents: _provideComponents\} = arguments\[\d\]\S*;?/, "");
  const run = new AsyncFunction(`const _provideComponents = () => arguments[0].components;${body}`);
  const module = await run({ ...runtime, components });
  return renderToStaticMarkup(createElement(module.default));
};
