/** Everything without a mouse. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { pages } from "./lib/browser.mjs";
import { dialog, editor, findings, gone, linted, tab, untilText } from "./lib/page.mjs";

const withPage = pages();

const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return `${element?.id || element?.className || element?.tagName} ${element?.textContent?.slice(0, 60) ?? ""}`.trim();
  });

test("the first stop skips to the editor, and Tab leaves it", () =>
  withPage({}, async (page) => {
    await linted(page);
    await page.keyboard.press("Tab");
    assert.match(await focused(page), /^skip/);
    await page.keyboard.press("Enter");
    assert.match(await focused(page), /cm-content/);
    await page.keyboard.press("Tab");
    assert.doesNotMatch(await focused(page), /cm-content/);
  }));

test("F8 goes to the next finding and says it, Ctrl+. explains it, Escape closes, Enter fixes", () =>
  withPage({}, async (page) => {
    await linted(page);
    await page.locator("#editor .cm-lintRange").first().waitFor();
    await editor(page).focus();
    for (let step = 0; step < 6; step++) await page.keyboard.press("F8");
    await page.locator("#editor .cm-announced", { hasText: "list marker changes" }).waitFor({ state: "attached" });
    await page.keyboard.press("Control+.");
    const fix = page.locator(".card").getByRole("button", { name: /^Fix/ });
    await fix.waitFor();
    await page.keyboard.press("Escape");
    await gone(page.locator(".card"));
    assert.match(await focused(page), /cm-content/);
    await page.keyboard.press("Control+.");
    await fix.waitFor();
    assert.match(await focused(page), /^fix/);
    await page.keyboard.press("Enter");
    await untilText(page, /- Compare the storage classes/);
  }));

test("tabs: arrows move, F2 renames, Delete deletes, and undo brings back", () =>
  withPage({}, async (page) => {
    await linted(page);
    await tab(page, "README.md").focus();
    await page.keyboard.press("ArrowRight");
    await tab(page, "identity.md").and(page.locator("[aria-selected=true]")).waitFor();
    assert.match(await focused(page), /identity\.md/);
    await page.keyboard.press("F2");
    await dialog(page).getByLabel("File name").fill("s3.md");
    await page.keyboard.press("Enter");
    await dialog(page).getByRole("alert").filter({ hasText: "Another file has this name." }).waitFor();
    await dialog(page).getByLabel("File name").fill("aws/identity.md");
    await page.keyboard.press("Enter");
    await gone(page.locator("dialog"));
    // The links in README.md lead nowhere now.
    await findings(page, "README.md", "dead-link").first().waitFor();
    await tab(page, "aws/identity.md").focus();
    await page.keyboard.press("Delete");
    await gone(tab(page, "aws/identity.md"));
    await page.locator("#notices").getByRole("button", { name: "Undo" }).press("Enter");
    await tab(page, "aws/identity.md").waitFor();
    await untilText(page, /# Identity/);
    await page.getByRole("button", { name: "New note" }).press("Enter");
    await page.keyboard.press("Enter");
    await tab(page, "note.md").and(page.locator("[aria-selected=true]")).waitFor();
    const paths = await page.locator("[role=tab]").evaluateAll((tabs) => tabs.map((tab) => tab.dataset.path));
    assert.equal(paths.at(-1), "notelint.toml");
  }));

test("the focus stays in the list when a fix removes its finding", () =>
  withPage({}, async (page) => {
    await linted(page);
    const finding = findings(page, "identity.md", "misspelled-term");
    await finding.getByRole("button", { name: /^Fix/ }).press("Enter");
    await gone(finding);
    assert.match(await focused(page), /^go/);
  }));

test("the count is in a live region", () =>
  withPage({}, async (page) => {
    await page.locator("#findings-live[role=status]", { hasText: /21 findings in 4 files/ }).waitFor({ state: "attached" });
  }));

test("a dialog gives the focus back; a rule is explained, and its example tried", () =>
  withPage({}, async (page) => {
    await linted(page);
    await page.getByRole("button", { name: "Share…" }).press("Enter");
    await dialog(page).getByLabel("Link").waitFor();
    await page.keyboard.press("Escape");
    await gone(page.locator("dialog"));
    assert.match(await focused(page), /^share/);
    await findings(page, "README.md", "removed-command").getByRole("button", { name: "removed-command" }).press("Enter");
    await dialog(page).locator("pre").first().waitFor();
    const site = dialog(page).getByRole("link", { name: "Page of the rule" });
    assert.equal(await site.evaluate((link) => new URL(link.href).pathname), "/rules/facts/removed-command.html");
    await dialog(page).getByRole("button", { name: "Try the example" }).press("Enter");
    await gone(page.locator("dialog"));
    await findings(page, "note.md", "removed-command").first().waitFor();
    await page.getByRole("button", { name: "Back to my notes" }).press("Enter");
    await findings(page, "README.md", "removed-command").waitFor();
  }));
