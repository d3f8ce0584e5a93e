/** Everything without a mouse. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { pages } from "./lib/browser.mjs";
import { hold, holdable, release } from "./lib/hold.mjs";
import { dialog, editor, findings, gone, link, linted, marks, paste, tab, untilText } from "./lib/page.mjs";

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

test("the focus stays on the tab after a rename", () =>
  withPage({}, async (page) => {
    await linted(page);
    await tab(page, "README.md").focus();
    await page.keyboard.press("F2");
    await dialog(page).getByLabel("File name").fill("index.md");
    await page.keyboard.press("Enter");
    await gone(page.locator("dialog"));
    assert.match(await focused(page), /^tab-0 index\.md/);
  }));

test("the focus goes back to where it was when a notice is closed or acted on", () =>
  withPage({ hash: link({ "a.md": "# A\n", "b.md": "# B\n" }) }, async (page) => {
    await linted(page);
    await tab(page, "a.md").focus();
    await page.keyboard.press("Delete");
    await gone(tab(page, "a.md"));
    await page.locator("#notices").getByRole("button", { name: "Undo" }).press("Enter");
    await tab(page, "a.md").waitFor();
    assert.match(await focused(page), /^tab-0 a\.md/);

    await page.getByRole("button", { name: "Sample notes" }).press("Enter");
    await page.getByRole("button", { name: "Back to my notes" }).press("Enter");
    await untilText(page, /# A/);
    assert.match(await focused(page), /^sample/);

    await editor(page).focus();
    await page.locator("#notices").getByRole("button", { name: "Close" }).click();
    await gone(page.locator("#notices .notice"));
    assert.match(await focused(page), /cm-content/);
  }));

test("the focus stays in the page when one file is left and can't be deleted", () =>
  withPage({ hash: link({ "a.md": "# A\n", "b.md": "# B\n" }) }, async (page) => {
    await linted(page);
    await page.getByRole("button", { name: "Delete" }).press("Enter");
    await gone(tab(page, "a.md"));
    assert.match(await focused(page), /^tab-0 b\.md/);
  }));

test("Escape closes the card on hover, with the focus in the editor and elsewhere", () =>
  withPage({}, async (page) => {
    await linted(page);
    for (const place of [editor(page), page.locator("#share")]) {
      await place.focus();
      await page.mouse.move(0, 0);
      await marks(page).first().hover();
      await page.locator(".card .prose p").first().waitFor();
      await page.keyboard.press("Escape");
      await gone(page.locator(".card"));
    }
  }));

test("the card that a key has opened closes when Tab leaves it", () =>
  withPage({ hash: link({ "a.md": "# A\n\n・S3\n・EC2\n" }) }, async (page) => {
    await marks(page).first().waitFor();
    await editor(page).focus();
    await page.keyboard.press("F8");
    await page.keyboard.press("Control+.");
    await page.locator(".card .prose p").first().waitFor();
    assert.match(await focused(page), /^fix/);
    await page.keyboard.press("Tab");
    assert.match(await focused(page), /^rule/);
    assert.equal(await page.locator(".card").count(), 1);
    // Past the text of the rule and its links.
    for (let stop = 0; stop < 10 && (await page.locator(".card :focus").count()) > 0; stop++) await page.keyboard.press("Tab");
    await gone(page.locator(".card"));
    assert.notEqual(await focused(page), "BODY");
  }));

test("a click on a tab counts if findings arrive before the button is released", () =>
  withPage({ before: holdable, hash: link({ "a.md": "# A\n", "b.md": "# B\n" }) }, async (page) => {
    await linted(page);
    await hold(page);
    await paste(page, "# A\n\n・S3\n・EC2\n");
    await tab(page, "b.md").hover();
    await page.mouse.down();
    await release(page);
    await tab(page, "a.md").locator(".number", { hasText: "1" }).waitFor();
    await page.mouse.up();
    await tab(page, "b.md").and(page.locator("[aria-selected=true]")).waitFor();
  }));
