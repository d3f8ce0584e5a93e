/** Phone to wide screen: nothing is cut off, the page does not scroll sideways. Pictures are kept for people to look at. */

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { pages } from "./lib/browser.mjs";
import { dialog, linted, marks } from "./lib/page.mjs";

const withPage = pages();
const PICTURES = process.env.NOTELINT_PICTURES ?? fileURLToPath(new URL("../../target/pictures", import.meta.url));

const WIDTHS = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 800, height: 600 },
  { width: 1280, height: 800 },
  { width: 2560, height: 1200 },
];

/** Elements outside of scrolling areas that reach past the window's right edge. */
const overhanging = (page) =>
  page.evaluate(() => {
    const scrolls = (element) => element.closest(".tabs, .scroll, .dialog-body") !== null;
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.checkVisibility() && !scrolls(element) && !element.matches(".skip, .unseen"))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => `${element.tagName} ${element.id || element.className}`);
  });

async function check(page, name) {
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${name} scrolls sideways`);
  assert.deepEqual(await overhanging(page), [], name);
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

for (const viewport of WIDTHS) {
  for (const [locale, colorScheme] of [
    ["en-US", "light"],
    ["ja-JP", "dark"],
  ]) {
    const name = `${viewport.width}-${locale.slice(0, 2)}-${colorScheme}`;
    test(name, () =>
      withPage({ viewport, locale, colorScheme, hasTouch: viewport.width < 500 }, async (page) => {
        await linted(page);
        await marks(page).first().waitFor();
        await check(page, name);
        await page.locator("#toggle-preview").click();
        await page.frameLocator("#preview-frame").locator("h1").first().waitFor();
        await check(page, `${name}-preview`);
        await page.locator("#fix-all").click();
        await dialog(page).locator(".cm-changedLine").first().waitFor();
        await check(page, `${name}-diff`);
        await page.keyboard.press("Escape");
        await page.locator(".finding .rule").first().click();
        await dialog(page).locator("pre").first().waitFor();
        await check(page, `${name}-rule`);
      }),
    );
  }
}
