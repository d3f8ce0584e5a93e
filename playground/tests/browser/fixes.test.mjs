/** Fixes in quick succession, and fixes of what is no longer as it was. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { pages } from "./lib/browser.mjs";
import { hold, holdable, release } from "./lib/hold.mjs";
import { dialog, editor, findings, gone, link, linted, paste, tab, text, untilText } from "./lib/page.mjs";

const withPage = pages();

const LISTS = "# A\n\n・S3\n・EC2\n\none\n\n・S3\n・EC2\n\ntwo\n\n・S3\n・EC2\n";
const FIXED = LISTS.replaceAll("・", "- ");

const fixButtons = (page) => findings(page, "a.md", "pseudo-bullet").getByRole("button", { name: /^Fix/ });

/** Opens the page with three findings that have the same message. */
const withLists = (run) =>
  withPage({ before: holdable, hash: link({ "a.md": LISTS }) }, async (page) => {
    await fixButtons(page).nth(2).waitFor();
    await run(page);
  });

test("fixes that are asked for before the findings are new each change their own place", () =>
  withLists(async (page) => {
    await hold(page);
    for (const at of [2, 0, 1]) await fixButtons(page).nth(at).click();
    await release(page);
    await gone(findings(page, "a.md", "pseudo-bullet"));
    assert.equal(await text(page), FIXED);
  }));

test("fixes while typing change their own place", () =>
  withLists(async (page) => {
    await editor(page).click();
    await page.keyboard.press("Control+Home");
    await hold(page);
    await page.keyboard.type("# 前書き\n\n");
    await fixButtons(page).nth(1).click();
    await fixButtons(page).nth(2).click();
    await release(page);
    await untilText(page, /two\n\n- S3/);
    await findings(page, "a.md", "pseudo-bullet").nth(1).waitFor({ state: "detached" });
    assert.match(await text(page), /^# 前書き\n\n# A\n\n・S3\n・EC2\n\none\n\n- S3\n- EC2\n\ntwo\n\n- S3\n- EC2\n$/);
  }));

test("two fixes in one tick change their own place", () =>
  withLists(async (page) => {
    await page.evaluate(() => {
      const [first, second] = document.querySelectorAll(".finding .fix");
      first.click();
      second.click();
    });
    await untilText(page, /one\n\n- S3/);
    await findings(page, "a.md", "pseudo-bullet").nth(1).waitFor({ state: "detached" });
    assert.equal(await text(page), FIXED.replace(/- S3\n- EC2\n$/, "・S3\n・EC2\n"));
  }));

test("a fix that is asked for twice does not change another finding", () =>
  withLists(async (page) => {
    await hold(page);
    await fixButtons(page).nth(1).press("Enter");
    await page.keyboard.press("Enter");
    await release(page);
    await page.locator("#alerts", { hasText: "That finding is no longer there" }).waitFor();
    assert.equal(await text(page), "# A\n\n・S3\n・EC2\n\none\n\n- S3\n- EC2\n\ntwo\n\n・S3\n・EC2\n");
  }));

test("that a fix was not possible is no longer said once it is", () =>
  withPage({}, async (page) => {
    await linted(page);
    await tab(page, "notelint.toml").click();
    await paste(page, "extends = [\n");
    await page.locator(".group.errors .go").waitFor();
    await findings(page, "s3.md", "pseudo-bullet").getByRole("button", { name: /^Fix/ }).click();
    await page.locator("#alerts", { hasText: "The configuration has an error" }).waitFor();
    await paste(page, 'extends = ["recommended"]\n');
    await gone(page.locator(".group.errors"));
    await gone(page.locator("#alerts .notice"));
  }));

test("all fixes of a project that was replaced meanwhile are refused, and it says why", () =>
  withPage({ hash: link({ "a.md": LISTS }) }, async (page) => {
    await linted(page);
    await page.getByRole("button", { name: "Fix all…" }).click();
    await dialog(page).locator(".cm-changedLine").first().waitFor();
    await page.evaluate((hash) => void (location.hash = hash), link({ "b.md": "# B\n" }));
    await tab(page, "b.md").waitFor();
    await dialog(page).getByRole("button", { name: "Change 1 file" }).click();
    await page.locator("#alerts", { hasText: "The notes have changed since" }).waitFor();
    assert.equal(await text(page), "# B\n");
  }));
