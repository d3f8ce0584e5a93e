/** The second part of notelint.wasm is loaded when an answer needs it, or when somebody begins to change notes. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { ORIGINS, pages } from "./lib/browser.mjs";
import { findings, link, linted, paste } from "./lib/page.mjs";

const withPage = pages();
/** It was decoded as Shift_JIS, which is rare. */
const RARE = "# A\n\n縺薙ｓ縺ｫ縺｡縺ｯ\n";

/** Remembers the names of the files that a context asks for. */
function asked(names) {
  return (context) => context.on("request", (request) => names.push(request.url().split("/").pop()));
}

test("the sample notes and fixes of them need only the first part", () => {
  const names = [];
  return withPage({ before: asked(names) }, async (page) => {
    await linted(page);
    await page.locator("#fix-all").click();
    await page.locator("dialog[open] .cm-changedLine").first().waitFor();
    assert.ok(names.includes("notelint.wasm") && !names.includes("notelint-rest.wasm"), names.join(" "));
  });
});

for (const from of ORIGINS) {
  test(`a note that needs the second part is checked with it, from ${from}`, () =>
    withPage({ from, hash: link({ "a.md": RARE }) }, (page) => findings(page, "a.md", "mojibake").first().waitFor()));
}

test("the second part is loaded once, when notes are changed", () => {
  const names = [];
  return withPage({ before: asked(names) }, async (page) => {
    await linted(page);
    const loaded = page.context().waitForEvent("response", (response) => response.url().endsWith("/notelint-rest.wasm"));
    await paste(page, "# A\n");
    await loaded;
    await paste(page, RARE);
    await findings(page, "README.md", "mojibake").first().waitFor();
    assert.equal(names.filter((name) => name === "notelint-rest.wasm").length, 1);
  });
});

test("without the second part, it is told plainly, and the next change tries again", () => {
  let fail = true;
  const before = (context) =>
    context.route(/\/notelint-rest\.wasm$/, (route) => (fail ? route.fulfill({ status: 503, body: "" }) : route.continue()));
  return withPage({ before, hash: link({ "a.md": RARE }), expected: ["503"] }, async (page) => {
    await page.locator("#alerts", { hasText: "notelint could not be loaded" }).waitFor();
    fail = false;
    await paste(page, `${RARE}\nx\n`);
    await findings(page, "a.md", "mojibake").first().waitFor();
    await page.locator("#alerts .notice").waitFor({ state: "detached" });
  });
});

test("MDX that the host does not read is named", () =>
  withPage({ hash: link({ "a.mdx": "# A\n\n[b](none.md)\n" }) }, async (page) => {
    await page.locator(".notice-line", { hasText: "a.mdx is not checked" }).waitFor();
    await page.getByLabel("Host").selectOption("docusaurus");
    await findings(page, "a.mdx", "dead-link").first().waitFor();
    assert.equal(await page.locator(".notice-line").count(), 0);
  }));
