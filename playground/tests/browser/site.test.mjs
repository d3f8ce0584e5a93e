/** The documentation site: axe-core finds nothing, the search finds pages, and examples open in the playground. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { audit } from "./lib/axe.mjs";
import { pages } from "./lib/browser.mjs";

const withPage = pages();
const results = (page) => page.locator("search output a");
const search = (page, text) => page.locator("search input").fill(text);

const PAGES = ["docs/index.html", "docs/configuration.html", "docs/cli.html", "rules/links/dead-anchor.html", "rules/facts/broken-yaml.html"];

for (const folder of ["", "ja/"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe: ${folder || "en/"}, ${colorScheme}`, () =>
      withPage({ hash: `${folder}docs/index.html`, colorScheme }, async (page, { home }) => {
        for (const path of PAGES) {
          await page.goto(`${home}${folder}${path}`);
          await audit(page, `${folder}${path}`);
        }
        await search(page, "aws");
        await results(page).first().waitFor();
        await audit(page, "results of the search");
        await page.setViewportSize({ width: 390, height: 800 });
        await page.goto(`${home}${folder}rules/links/dead-anchor.html`);
        await audit(page, "a rule on a phone");
      }));
  }
}

for (const [start, text, found] of [
  ["docs/index.html", "dead anc", /^rules\/links\/dead-anchor\.html$/],
  ["rules/links/dead-link.html", "dead-ancor", /^rules\/links\/dead-anchor\.html$/],
  ["ja/docs/index.html", "空の見出し", /^ja\/rules\//],
  ["ja/rules/links/dead-link.html", "dead-anchor", /^ja\/rules\/links\/dead-anchor\.html$/],
]) {
  test(`the search for “${text}” from ${start}`, () =>
    withPage({ hash: start }, async (page, { home }) => {
      await page.locator("search input").click();
      await page.keyboard.type(text);
      await results(page).first().waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => !url.href.endsWith(start));
      assert.match(page.url().slice(home.length), found);
      await page.locator("main h1").waitFor();
    }));
}

test("a search without results says so, and Escape empties it", () =>
  withPage({ hash: "docs/index.html" }, async (page) => {
    await search(page, "xyzzyx");
    await page.locator("search output", { hasText: /\S/ }).waitFor();
    assert.equal(await results(page).count(), 0);
    await page.locator("search input").press("Escape");
    assert.equal(await page.locator("search input").inputValue(), "");
  }));

test("an example of a rule opens in the playground with its finding", () =>
  withPage({ hash: "ja/rules/links/dead-anchor.html" }, async (page) => {
    await page.locator("main a[href*='index.html#p=']").first().click();
    await page.locator(".finding .rule", { hasText: "dead-anchor" }).first().waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "ja");
  }));
