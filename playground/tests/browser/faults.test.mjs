/** What can go wrong, and what the page says then. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { pages } from "./lib/browser.mjs";
import { editor, linted, paste, untilText } from "./lib/page.mjs";
import { TRAPPING } from "./lib/trapping.mjs";

const withPage = pages();
const alert = (page, text) => page.locator("#alerts", { hasText: text }).waitFor();

/** Serves another body for `notelint.wasm`. */
const serveModule = (answer) => (context) => context.route(/\/notelint\.wasm$/, (route) => route.fulfill(answer));

test("a trap is told plainly, and the notes stay editable", () =>
  withPage({ before: serveModule({ contentType: "application/wasm", body: Buffer.from(TRAPPING) }) }, async (page) => {
    await alert(page, "notelint stopped because of a bug in it");
    await paste(page, "# Still here\n");
    await untilText(page, /# Still here/);
    assert.equal(await page.locator("#findings-count").textContent(), "Not checked.");
  }));

test("a module that can't be loaded is told plainly", () =>
  withPage({ before: serveModule({ status: 503, body: "" }), expected: ["503"] }, async (page) => {
    await alert(page, "notelint could not be loaded");
  }));

test("a server that sends another media type does", () =>
  withPage(
    {
      before: (context) =>
        context.route(/\/notelint\.wasm$/, async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, contentType: "application/octet-stream" });
        }),
    },
    async (page) => {
      await page.locator(".finding").first().waitFor();
    },
  ));

test("a browser without WebAssembly gets a message and an editor", () =>
  withPage({ before: (context) => context.addInitScript(() => delete globalThis.WebAssembly) }, async (page) => {
    await alert(page, "This browser has no WebAssembly");
    await paste(page, "# Still here\n");
    await untilText(page, /# Still here/);
  }));

test("a browser without CompressionStream says that it can't make links", () =>
  withPage({ before: (context) => context.addInitScript(() => delete globalThis.CompressionStream) }, async (page) => {
    await linted(page);
    await page.getByRole("button", { name: "Share…" }).click();
    await alert(page, "has no CompressionStream");
  }));

test("a browser that stores nothing says that the draft is not kept", () =>
  withPage(
    {
      before: (context) =>
        context.addInitScript(() => {
          Storage.prototype.setItem = () => {
            throw new DOMException("full", "QuotaExceededError");
          };
        }),
    },
    async (page) => {
      await linted(page);
      await editor(page).click();
      await page.keyboard.type("x");
      await alert(page, "does not keep this draft");
    },
  ));

test("a preset that notelint does not have is named", () =>
  withPage({}, async (page, { home }) => {
    await linted(page);
    const { link } = await import("./lib/page.mjs");
    await page.goto("about:blank");
    await page.goto(home + link({ "a.md": "# A\n" }, { preset: "no-such" }));
    await alert(page, "no-such");
    await page.getByLabel("Preset").selectOption("style");
    await page.locator("#alerts .notice").waitFor({ state: "detached" });
  }));
