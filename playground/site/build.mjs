// Builds the documentation site into dist: docs/, rules/, ja/ and site/. The pages of the rules come from dist/notelint.wasm, so
// that one is built first if it is missing.
import Eleventy from "@11ty/eleventy";
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Module } from "../tests/module.mjs";
import { configure } from "./eleventy.config.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [root, dist] = [resolve(here, "../.."), resolve(here, "../dist")];
const wasm = join(dist, "notelint.wasm");
if (!existsSync(wasm)) execFileSync(resolve(here, "../build-wasm"), { stdio: "inherit" });
const module = new Module(wasm);

for (const folder of ["docs", "rules", "ja", "site"]) rmSync(join(dist, folder), { recursive: true, force: true });
// All pages are made from data, so the folder of templates is empty.
const empty = mkdtempSync(join(tmpdir(), "notelint-site-"));
try {
  let made;
  const site = new Eleventy(empty, dist, {
    configPath: false,
    quietMode: true,
    config: (eleventy) => {
      made = configure(eleventy, { root, module });
    },
  });
  await site.write();

  mkdirSync(join(dist, "site"), { recursive: true });
  for (const [from, to] of made.images) copyFileSync(join(root, from), join(dist, to));
  for (const { file, content } of made.scripts()) writeFileSync(join(dist, file), content);
  for (const name of ["site.css", "search.js", "tokens.js"]) copyFileSync(join(here, "assets", name), join(dist, "site", name));
  const minisearch = createRequire(import.meta.url).resolve("minisearch");
  copyFileSync(join(dirname(minisearch), "../umd/index.js"), join(dist, "site/minisearch.js"));
} finally {
  rmSync(empty, { recursive: true });
}
