/** Modules of the page for tests in Node. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/** Imports a TypeScript module of `page/src/`. */
export async function load(path) {
  const folder = await mkdtemp(join(tmpdir(), "notelint-page-"));
  try {
    const outfile = join(folder, "module.mjs");
    const entry = fileURLToPath(new URL(`../../page/src/${path}`, import.meta.url));
    await build({ entryPoints: [entry], bundle: true, format: "esm", platform: "node", outfile, logLevel: "error" });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
