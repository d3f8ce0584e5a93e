// Prints the notes of a folder as markdownlint's parser renders them, as a JSON object of {file: [note without front matter, HTML]}.
//
// usage: node render.mjs NODE_MODULES FOLDER
//
// The parser has the extensions that markdownlint gives it. Mathematics stays as written. A note that can't be rendered is left out.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, folder] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, "markdownlint", "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)));
const { micromark } = await load("micromark");
const { directive, directiveHtml } = await load("micromark-extension-directive");
const { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } = await load("micromark-extension-gfm-autolink-literal");
const { gfmFootnote, gfmFootnoteHtml } = await load("micromark-extension-gfm-footnote");
const { gfmTable, gfmTableHtml } = await load("micromark-extension-gfm-table");
const { math } = await load("micromark-extension-math");

const blocks = directive();
delete blocks.text;
const keep = {
  enter: { mathFlow() { this.buffer(); }, mathText() { this.buffer(); } },
  exit: {
    mathFlow() { this.resume(); this.raw("<math>"); },
    mathText(token) { this.resume(); this.raw(this.encode(this.sliceSerialize(token))); },
  },
};
const options = {
  allowDangerousHtml: true,
  allowDangerousProtocol: true,
  extensions: [blocks, gfmAutolinkLiteral(), gfmFootnote(), gfmTable(), math()],
  htmlExtensions: [directiveHtml(), gfmAutolinkLiteralHtml(), gfmFootnoteHtml(), gfmTableHtml(), keep],
};
const { frontMatterRe } = require("markdownlint/helpers");

const rendered = {};
for (const file of fs.readdirSync(folder).filter((name) => name.endsWith(".md"))) {
  let text = fs.readFileSync(path.join(folder, file), "utf8").replace(/^\uFEFF/u, "");
  const front = frontMatterRe.exec(text);
  if (front?.index === 0) {
    text = text.slice(front[0].length);
  }
  try {
    rendered[file] = [text, micromark(text, options)];
  } catch {
    // Left out.
  }
}
process.stdout.write(JSON.stringify(rendered));
