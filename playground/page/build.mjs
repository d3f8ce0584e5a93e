/**
 * Builds the page into `dist/`, or the folder after `--out`. The WebAssembly modules must be in `dist/` already
 * (`npm run build:wasm`); the scripts that bring them to a page opened from the disk are made from them.
 */

import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { deflateRawSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

import { licences } from "./licences.mjs";
import { policy } from "./policy.mjs";

const page = dirname(fileURLToPath(import.meta.url));
const root = dirname(page);
const dist = join(root, "dist");
const { values } = parseArgs({ options: { out: { type: "string", default: dist } } });
const out = resolve(values.out);
/** What `npm run build:wasm` makes: the modules, and the `.bin` files that `notelint.wasm` asks for when it needs them. */
const modules = await readdir(dist)
  .then((names) => names.filter((name) => /\.(wasm|bin)$/.test(name)).sort())
  .catch(() => []);
if (!modules.length) console.warn(`${dist} has no modules: run npm run build:wasm first`);

const common = { absWorkingDir: root, bundle: true, minify: true, charset: "utf8", legalComments: "none", write: false };
const script = { ...common, format: "iife", target: ["es2022", "chrome105", "firefox113", "safari16.4"] };
const bundle = async (options) => {
  const result = await build(options);
  return { text: result.outputFiles[0].text, metafile: result.metafile };
};

const previewStyle = (await bundle({ ...common, entryPoints: ["page/preview.css"] })).text.trim();
const style = await bundle({ ...common, entryPoints: ["page/style.css"] });
const worker = await bundle({ ...script, entryPoints: ["page/src/worker/worker.ts"] });
const app = await bundle({
  ...script,
  entryPoints: ["page/src/main.ts"],
  loader: { ".md": "text", ".toml": "text" },
  define: { PREVIEW_STYLE: JSON.stringify(previewStyle) },
  metafile: true,
});
const html = (await readFile(join(page, "index.html"), "utf8")).replace("{{policy}}", policy(previewStyle));

const files = new Map([
  ["index.html", html],
  ["style.css", style.text],
  ["app.js", app.text],
  ["worker.js", worker.text],
  ["icon.svg", await readFile(join(page, "icon.svg"))],
  ["licences.txt", await licences(root, app.metafile)],
  ["local/worker.js", local("worker.js", worker.text)],
]);
for (const name of modules) files.set(`local/${name}.js`, local(name, await readFile(join(dist, name))));

await rm(join(out, "local"), { recursive: true, force: true });
await mkdir(join(out, "local"), { recursive: true });
for (const [name, content] of files) await writeFile(join(out, name), content);
for (const [name, content] of files) {
  const size = Buffer.byteLength(content);
  console.log(
    `${name.padEnd(24)} ${String(size).padStart(9)} bytes ${String(gzipSync(content, { level: 9 }).length).padStart(9)} gzipped`,
  );
}

/** A classic script that hands a file to a page which may not fetch it. */
function local(name, content) {
  const base64 = deflateRawSync(content, { level: 9 }).toString("base64");
  return `(window.notelintLocal ??= {})[${JSON.stringify(name)}] = "${base64}";\n`;
}
