/** The switch of the language, by keyboard, and what must follow it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { pages } from "./lib/browser.mjs";
import { editor, linted } from "./lib/page.mjs";

const withPage = pages();

test("the switch shows the language of the page, and leads back", () =>
  withPage({}, async (page) => {
    await linted(page);
    const language = page.locator("#language");
    await language.focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("button", { name: "すべて修正…" }).waitFor();
    assert.equal(await language.inputValue(), "ja");
    await page.keyboard.press("ArrowUp");
    await page.getByRole("button", { name: "Fix all…" }).waitFor();
    assert.equal(await language.inputValue(), "en");
  }));

test("a message on the page changes its language too", () =>
  withPage({}, async (page) => {
    await linted(page);
    await page.locator("#remove").click();
    await page.locator("#notices", { hasText: "README.md was deleted." }).waitFor();
    await page.locator("#language").focus();
    await page.keyboard.press("ArrowDown");
    await page.locator("#notices", { hasText: "README.md を削除しました。" }).waitFor();
    await page.locator("#notices").getByRole("button", { name: "元に戻す" }).waitFor();
    await page.locator("#notices").getByRole("button", { name: "閉じる" }).waitFor();
  }));

test("the search of the editor is in the language of the page", () =>
  withPage({ locale: "ja-JP" }, async (page) => {
    await linted(page);
    await editor(page).press("Control+f");
    const panel = page.locator("#editor .cm-search");
    await panel.waitFor();
    const shown = await panel.evaluate((element) =>
      [element.textContent, ...[...element.querySelectorAll("[placeholder], [aria-label]")].flatMap((part) => [
        part.getAttribute("placeholder"),
        part.getAttribute("aria-label"),
      ])].join(" "),
    );
    assert.match(shown, /検索.*置換/s);
    assert.doesNotMatch(shown, /[A-Za-z]/);
  }));
