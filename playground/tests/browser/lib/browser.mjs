/** Chromium with the page in it. Each page is watched: a request elsewhere, an error in the console, or a refused load fails the test. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

import { FILE_URL, serve } from "./server.mjs";

const CHROMIUM = process.env.NOTELINT_CHROMIUM ?? "/usr/bin/chromium";

/** Where a page can come from. */
export const ORIGINS = ["http", "file"];

export async function launch() {
  if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is missing: install chromium, or name it in NOTELINT_CHROMIUM`);
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
}

/** Starts a browser and a server for the tests of a file. Returns a function that runs a test in a fresh page. */
export function pages() {
  let browser;
  let server;
  before(async () => {
    [browser, server] = await Promise.all([launch(), serve()]);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /**
   * Options: `from` (of ORIGINS), `hash`, `locale`, `colorScheme`, `viewport`, `before` (gets the context before the page opens),
   * `expected` (parts of what the watch would report and belongs to the test).
   */
  return async function withPage(options, test) {
    const { from = "http", hash = "", expected = [], before: prepare, ...context } = options;
    const opened = await browser.newContext({ locale: "en-US", viewport: { width: 1280, height: 800 }, ...context });
    opened.setDefaultTimeout(20_000);
    const home = from === "file" ? FILE_URL : server.url;
    const folder = new URL(".", home).href;
    const faults = [];
    const fault = (text) => {
      if (!expected.some((known) => text.includes(known))) faults.push(text);
    };
    opened.on("request", (request) => {
      const url = request.url();
      if (!/^(data|blob|about):/.test(url) && !url.startsWith(folder)) fault(`request to ${url}`);
    });
    opened.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") fault(`console: ${message.text()}`);
    });
    opened.on("weberror", (error) => fault(`error: ${error.error().stack ?? error.error()}`));
    try {
      await prepare?.(opened);
      const page = await opened.newPage();
      await page.goto(home + hash);
      await test(page, { context: opened, home });
      assert.deepEqual(faults, []);
      assert.deepEqual(server.missing, [], "every file that the page asks for exists");
    } finally {
      await opened.close();
    }
  };
}
