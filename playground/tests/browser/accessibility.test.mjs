/** axe-core finds nothing, light and dark, in both languages, with each dialog open. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";

import { pages } from "./lib/browser.mjs";
import { dialog, editor, linted, marks, paste, tab } from "./lib/page.mjs";

const withPage = pages();
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails with what axe found: rule, element, and why. */
async function audit(page, where) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  // The frame of the preview runs no scripts, so axe can't enter it; what is in it is the note's.
  const { violations, passes } = await page.evaluate(() =>
    globalThis.axe.run(document, { iframes: false, resultTypes: ["violations", "passes"] }),
  );
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary}`),
  );
  assert.deepEqual(found, [], where);
  assert.ok(passes.length > 20, `${where}: axe checked the page`);
}

for (const locale of ["en-US", "ja-JP"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${locale}, ${colorScheme}`, () =>
      withPage({ locale, colorScheme }, async (page) => {
        await linted(page);
        await marks(page).first().waitFor();
        await audit(page, "the page");

        await marks(page).first().hover();
        await page.locator(".card .prose p").first().waitFor();
        await audit(page, "the card");
        await page.keyboard.press("Escape");

        await page.locator("#toggle-preview").click();
        await page.frameLocator("#preview-frame").locator("h1").first().waitFor();
        await audit(page, "the preview");

        await page.locator("#share").click();
        await dialog(page).locator("#share-link").waitFor();
        await audit(page, "share");
        await page.keyboard.press("Escape");

        await page.locator("#fix-all").click();
        await dialog(page).locator(".cm-changedLine").first().waitFor();
        await audit(page, "fix all");
        await page.keyboard.press("Escape");

        await page.locator("#add").click();
        await dialog(page).locator("#file-name").fill("");
        await page.keyboard.press("Enter");
        await audit(page, "new note, with an error");
        await page.keyboard.press("Escape");

        await page.locator(".finding .rule").first().click();
        await dialog(page).locator("pre").first().waitFor();
        await audit(page, "a rule");
        await page.keyboard.press("Escape");

        await tab(page, "notelint.toml").click();
        await paste(page, "extends = [\n");
        await page.locator(".group.errors").waitFor();
        await audit(page, "an error in the configuration");

        await page.locator("#remove").click();
        await page.locator("#notices .notice").waitFor();
        await editor(page).press("Control+f");
        await audit(page, "a notice, and the search of the editor");
      }));
  }
}
