/**
 * Times of the page in Chromium, on this machine, over loopback: from opening it to the first finding, and from a key to the finding
 * that it makes in a note of 1,000 lines. markdownlint in a worker of an otherwise smaller page is measured in the same run.
 *
 *     npm run bench -- [--keys 200] [--opens 10]
 */

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { deflateRawSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

import { launch } from "../tests/browser/lib/browser.mjs";
import { DIST, serve } from "../tests/browser/lib/server.mjs";
import { note } from "./note.mjs";

const { values } = parseArgs({
  options: { keys: { type: "string", default: "200" }, opens: { type: "string", default: "10" } },
});
const KEYS = Number(values.keys);
const OPENS = Number(values.opens);

const text = await note();
const folder = await mkdtemp(join(tmpdir(), "notelint-bench-"));
const browser = await launch();
let server;
try {
  await cp(DIST, folder, { recursive: true });
  await buildRival(folder);
  server = await serve(folder);
  console.log(
    `${cpus()[0]?.model}, ${cpus().length} cores; Chromium ${browser.version()}; ${text.split("\n").length - 1} lines, ${Buffer.byteLength(text)} bytes; load ${loadavg()[0]?.toFixed(1)} before\n`,
  );
  await sizes();
  console.log("\n| milliseconds | p50 | p95 | max | of |\n|---|--:|--:|--:|--:|");
  const link = (preset) =>
    `#p=${deflateRawSync(JSON.stringify({ v: 1, files: { "note.md": text }, open: "note.md", preset })).toString("base64url")}`;
  row("opened to first finding (sample notes)", await opens(""));
  for (const preset of ["recommended", "strict"]) await keys(`key to finding, ${preset}`, link(preset), "Githu", "b");
  await keys("key to finding, markdownlint's rules", link("markdownlint"), "text", "Space");
  await keys("markdownlint 0.42 in a worker, its rules", "rival.html", "text", "Space");
} finally {
  await browser.close();
  await server?.close();
  await rm(folder, { recursive: true });
}

async function buildRival(folder) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  await build({
    absWorkingDir: root,
    entryPoints: { rival: "bench/rival.ts", "rival-worker": "bench/rival-worker.ts" },
    bundle: true,
    minify: true,
    format: "esm",
    conditions: ["worker", "browser"],
    outdir: folder,
    logLevel: "error",
  });
  await writeFile(join(folder, "note.md"), text);
  await writeFile(
    join(folder, "rival.html"),
    '<!doctype html><title>rival</title><div id="editor"></div><script type="module" src="rival.js"></script>',
  );
}

async function sizes() {
  console.log("| file | bytes | gzipped |\n|---|--:|--:|");
  for (const name of [
    "index.html",
    "style.css",
    "app.js",
    "worker.js",
    "notelint.wasm",
    "notelint-rest.wasm",
    "commands.bin",
    "dictionaries.bin",
    "encodings.bin",
    "pages.bin",
    "preview.wasm",
  ]) {
    const bytes = await readFile(join(DIST, name)).catch(() => null);
    if (bytes)
      console.log(
        `| ${name} | ${bytes.length.toLocaleString("en")} | ${gzipSync(bytes, { level: 9 }).length.toLocaleString("en")} |`,
      );
  }
}

/** Opens the page in fresh browser contexts, without a cache. */
async function opens(hash) {
  const times = [];
  for (let open = 0; open < OPENS; open++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      globalThis.first = new Promise((resolve) => {
        const look = () => {
          if (document.querySelector("#editor")?.shadowRoot?.querySelector(".cm-lintRange")) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      });
    });
    await page.goto(server.url + hash);
    times.push(await page.evaluate(() => globalThis.first));
    await context.close();
  }
  return times;
}

/** Types `before` on the last line of the note, then `key`, which makes a finding there, and Backspace in turn. */
async function keys(name, address, before, key) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(server.url + address);
  await page.locator("#editor .cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type(before);
  await page.evaluate(() => {
    const content = document.querySelector("#editor").shadowRoot.querySelector(".cm-content");
    const marked = () =>
      content.querySelector(".cm-activeLine .cm-lintRange, .cm-activeLine.cm-lintRange, .cm-activeLine .cm-lintPoint") !== null;
    let pressed = 0;
    addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true });
    globalThis.measure = (wanted) => {
      pressed = 0;
      globalThis.measured = new Promise((resolve) => {
        let shown = 0;
        const look = () => {
          if (pressed === 0) return;
          shown ||= performance.now() - pressed;
          if (marked() !== wanted) return;
          observer.disconnect();
          const found = performance.now() - pressed;
          // The frame that paints it has begun when the second callback runs.
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve({ shown, found, painted: performance.now() - pressed })),
          );
        };
        const observer = new MutationObserver(look);
        observer.observe(content, { childList: true, subtree: true, attributes: true, characterData: true });
      });
    };
  });
  const results = [];
  for (let press = 0; press < KEYS; press++) {
    for (const wanted of [true, false]) {
      await page.evaluate((wanted) => globalThis.measure(wanted), wanted);
      await page.keyboard.press(wanted ? key : "Backspace");
      const result = await page.evaluate(() => globalThis.measured);
      // A mark whose text is deleted goes away before the findings come, so only marks that appear are counted.
      if (wanted) results.push(result);
      // People type some ten keys a second. What the page does afterwards (the list) is not part of the next key's time.
      await page.waitForTimeout(100);
    }
  }
  await context.close();
  row(
    name,
    results.map(({ found }) => found),
  );
  row(
    `${name}: painted`,
    results.map(({ painted }) => painted),
  );
  row(
    `${name}: key to character`,
    results.map(({ shown }) => shown),
  );
}

function row(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)].toFixed(1);
  console.log(`| ${name} | ${at(0.5)} | ${at(0.95)} | ${at(1)} | ${sorted.length} |`);
}
