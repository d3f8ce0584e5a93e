/** Writing notes: squiggle, hover, fix, undo, tabs, fix all. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { ORIGINS, pages } from "./lib/browser.mjs";
import { dialog, editor, findings, gone, link, linted, marks, paste, tab, text, untilText } from "./lib/page.mjs";

const withPage = pages();

for (const from of ORIGINS) {
  describe(from, () => {
    test("a pasted note: squiggle, hover, fix, undo", () =>
      withPage({ from }, async (page) => {
        await linted(page);
        await paste(page, "# メモ 😀\n\n・S3\n・EC2\n");
        await findings(page, "README.md", "pseudo-bullet").waitFor();
        const mark = marks(page).first();
        assert.equal(await mark.textContent(), "・");
        await mark.hover();
        const card = page.locator(".card");
        await card.locator(".prose p").first().waitFor();
        assert.match(await card.textContent(), /not a list marker[^]*pseudo-bullet/);
        await card.getByRole("button", { name: /^Fix/ }).click();
        await untilText(page, /^# メモ 😀\n\n- S3\n- EC2\n$/);
        await gone(findings(page, "README.md", "pseudo-bullet"));
        assert.equal(await marks(page).count(), 0);
        await page.locator("#notices").getByRole("button", { name: "Undo" }).click();
        await untilText(page, /・S3\n・EC2/);
        await findings(page, "README.md", "pseudo-bullet").waitFor();
      }));

    test("a dead anchor between two notes comes and goes with the heading in the other note", () =>
      withPage(
        { from, hash: link({ "a.md": "# A\n\n[B](b.md#料金)\n", "b.md": "# B\n\n## 料金\n\n1 円\n" }) },
        async (page) => {
          await page.locator("#findings-list .empty").waitFor();
          await tab(page, "b.md").click();
          await editor(page).getByText("## 料金").click();
          await page.keyboard.press("End");
          await page.keyboard.type("表");
          await findings(page, "a.md", "dead-anchor").waitFor();
          await findings(page, "a.md", "dead-anchor").locator(".go").click();
          assert.equal(await tab(page, "a.md").getAttribute("aria-selected"), "true");
          assert.equal(await marks(page).first().textContent(), "b.md#料金");
          await tab(page, "b.md").click();
          await editor(page).getByText("## 料金表").click();
          await page.keyboard.press("End");
          await page.keyboard.press("Backspace");
          await gone(findings(page, "a.md", "dead-anchor"));
        },
      ));
    test("commands are checked, with the part of notelint that knows them", () =>
      withPage({ from, hash: link({ "a.md": "# A\n" }) }, async (page) => {
        await page.locator("#findings-list .empty").waitFor();
        await paste(page, "# A\n\nRun `kubectl get pods --all-namespace`.\n");
        await findings(page, "a.md", "unknown-option").waitFor();
      }));

    test("a chosen dictionary is used, with the part of notelint that has its text", () =>
      withPage(
        {
          from,
          hash: link({ "a.md": "# A\n\nAzure AD and Dynamo DB.\n", "notelint.toml": '[terms]\ndictionaries = ["aws"]\n' }),
        },
        async (page) => {
          await findings(page, "a.md", "misspelled-term").waitFor();
          assert.equal(await findings(page, "a.md", "former-name").count(), 0);
        },
      ));
  });
}

test("a fix that renames a heading changes the link in the other note, and undo takes both back", () =>
  withPage({}, async (page) => {
    await linted(page);
    const former = findings(page, "identity.md", "former-name").filter({ hasText: "AWS SSO" });
    await former.getByRole("button", { name: /^Fix/ }).click();
    await gone(former);
    await untilText(page, /## AWS IAM Identity Center/);
    await tab(page, "README.md").click();
    await untilText(page, /identity\.md#aws-iam-identity-center/);
    await page.locator("#notices").getByRole("button", { name: "Undo" }).click();
    await untilText(page, /identity\.md#aws-sso/);
    await former.waitFor();
  }));

test("fix all shows a diff, changes all notes, and can be undone", () =>
  withPage({}, async (page) => {
    await linted(page);
    await page.getByRole("button", { name: "Fix all…" }).click();
    await dialog(page).locator(".cm-changedLine").first().waitFor();
    assert.equal(await dialog(page).locator(".diff").count(), 4);
    const removed = (marker) => dialog(page).locator(".cm-deletedChunk", { hasText: marker });
    assert.equal(await removed("・保存した量").count(), 1);
    assert.equal(await removed("—all-namespaces").count(), 0, "unsafe fixes are not offered at first");
    await dialog(page).getByLabel("With unsafe fixes").check();
    await removed("—all-namespaces").waitFor();
    await dialog(page).getByRole("button", { name: "Change 4 files" }).click();
    await untilText(page, /kubectl get pods --all-namespaces/);
    await tab(page, "s3.md").click();
    await untilText(page, /- 保存した量/);
    await gone(findings(page, "s3.md", "pseudo-bullet"));
    await page.locator("#notices").getByRole("button", { name: "Undo" }).click();
    await untilText(page, /・保存した量/);
    await tab(page, "README.md").click();
    await untilText(page, /kubectl get pods —all-namespaces/);
    await findings(page, "s3.md", "pseudo-bullet").waitFor();
  }));

test("once the text has changed again, the fix is no longer offered to be undone as a whole", () =>
  withPage({}, async (page) => {
    await linted(page);
    await findings(page, "README.md", "mixed-bullet-markers").getByRole("button", { name: /^Fix/ }).click();
    const undo = page.locator("#notices").getByRole("button", { name: "Undo" });
    await undo.waitFor();
    await editor(page).click();
    await page.keyboard.type("x");
    await gone(undo);
  }));

test("closing the diff changes nothing", () =>
  withPage({}, async (page) => {
    await linted(page);
    const before = await text(page);
    await page.getByRole("button", { name: "Fix all…" }).click();
    await dialog(page).locator(".cm-changedLine").first().waitFor();
    await page.keyboard.press("Escape");
    await gone(page.locator("dialog"));
    assert.equal(await text(page), before);
  }));

test("each note has its own history", () =>
  withPage({ hash: link({ "a.md": "# A\n", "b.md": "# B\n" }) }, async (page) => {
    await linted(page);
    await editor(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("one");
    await tab(page, "b.md").click();
    await editor(page).click();
    await page.keyboard.press("Control+z");
    await tab(page, "a.md").click();
    await untilText(page, /one/);
    await editor(page).click();
    await page.keyboard.press("Control+z");
    await untilText(page, /^# A\n$/);
  }));

test("a long list of findings is shown in part, and whole on demand", () =>
  withPage(
    { hash: link({ "a.md": `# A\n\n${Array.from({ length: 150 }, (_, n) => `- [a](no-${n}.md)\n`).join("")}` }) },
    async (page) => {
      await findings(page, "a.md", "dead-link").first().waitFor();
      assert.equal(await page.locator(".finding").count(), 100);
      await page.getByRole("button", { name: "Show 50 more" }).click();
      await page.locator(".finding").nth(149).waitFor();
      assert.equal(await page.locator(".finding").count(), 150);
    },
  ));

test("files that are dropped on the editor become tabs", () =>
  withPage({}, async (page) => {
    await linted(page);
    await editor(page).evaluate((content) => {
      const data = new DataTransfer();
      data.items.add(new File(["# Dropped\r\n\r\n・S3\r\n・EC2\r\n"], "dropped.md"));
      data.items.add(new File(["# Another\n"], "README.md"));
      data.items.add(new File(["x".repeat(1_000_001)], "large.md"));
      content.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true, composed: true }));
    });
    await page.locator("#alerts", { hasText: "large.md is too large" }).waitFor();
    await tab(page, "README-2.md").waitFor();
    await tab(page, "dropped.md").click();
    await untilText(page, /^# Dropped\n\n・S3\n・EC2\n$/);
    await findings(page, "dropped.md", "pseudo-bullet").waitFor();
  }));
