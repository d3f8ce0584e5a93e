/** axe-core finds nothing, light and dark, in both languages, with each dialog open. */

import { test } from "node:test";

import { audit } from "./lib/axe.mjs";
import { pages } from "./lib/browser.mjs";
import { dialog, editor, linted, marks, paste, tab } from "./lib/page.mjs";

const withPage = pages();

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
