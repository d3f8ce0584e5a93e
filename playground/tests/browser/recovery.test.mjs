/** What a user has written can be had again: notes that something else was opened in place of, and deleted files. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { pages } from "./lib/browser.mjs";
import { dialog, editor, findings, gone, link, linted, paste, tab, untilText } from "./lib/page.mjs";

const withPage = pages();

const back = (page) => page.getByRole("button", { name: "Back to my notes" });
const undo = (page) => page.locator("#notices").getByRole("button", { name: "Undo" });
const paths = (page) => page.locator("[role=tab]").evaluateAll((tabs) => tabs.map((tab) => tab.dataset.path));

/** Writes notes into the tab. */
async function write(page, text = "# Mine\n") {
  await linted(page);
  await paste(page, text);
  await untilText(page, /# Mine/);
}

test("the sample, opened twice, leads back to the user's notes", () =>
  withPage({}, async (page) => {
    await write(page);
    for (let time = 0; time < 2; time++) await page.getByRole("button", { name: "Sample notes" }).click();
    await untilText(page, /# Cloud study notes/);
    await back(page).click();
    await untilText(page, /^# Mine\n$/);
    assert.equal(await back(page).count(), 0, "the sample is not the user's");
  }));

test("examples of two rules lead back to the user's notes, after a reload too", () =>
  withPage({}, async (page) => {
    await write(page, "# Mine\n\n・S3\n・EC2\n\n[x](#none)\n");
    for (const rule of ["pseudo-bullet", "dead-anchor"]) {
      await findings(page, "README.md", rule).getByRole("button", { name: rule }).click();
      await dialog(page).getByRole("button", { name: "Try the example" }).click();
      await gone(page.locator("dialog"));
      await page.locator("#notices", { hasText: `Opened the example of ${rule}.` }).waitFor();
      if (rule === "pseudo-bullet") {
        await page.reload();
        await page.locator("#notices", { hasText: "Your earlier notes are still in this tab." }).waitFor();
        await back(page).click();
        await untilText(page, /# Mine/);
      }
    }
    await back(page).click();
    await untilText(page, /^# Mine\n\n・S3/);
  }));

test("all notes that were changed are within reach", () =>
  withPage({}, async (page) => {
    await write(page);
    const sample = page.getByRole("button", { name: "Sample notes" });
    await sample.click();
    await paste(page, "# Second\n");
    await untilText(page, /# Second/);
    await sample.click();
    for (const expected of [/^# Second\n$/, /^# Mine\n$/, /^# Second\n$/]) {
      await back(page).click();
      await untilText(page, expected);
    }
  }));

test("looking at a shared project does not cost the draft", () =>
  withPage({}, async (page, { home }) => {
    await write(page);
    await page.goto("about:blank");
    await page.goto(home + link({ "one.md": "# One\n", "two.md": "# Two\n" }));
    await tab(page, "two.md").click();
    await untilText(page, /# Two/);
    await page.reload();
    await untilText(page, /# One/);
    await back(page).click();
    await untilText(page, /^# Mine\n$/);
  }));

test("files that were deleted one after the other all come back, to their places", () =>
  withPage({}, async (page) => {
    await linted(page);
    const before = await paths(page);
    await tab(page, "identity.md").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Delete");
    await page.locator("#notices", { hasText: "s3.md was deleted." }).waitFor();
    assert.deepEqual(await paths(page), ["README.md", "kubernetes.md", "notelint.toml"]);
    await undo(page).click();
    await tab(page, "s3.md").waitFor();
    await page.locator("#notices", { hasText: "identity.md was deleted." }).waitFor();
    await undo(page).click();
    await tab(page, "identity.md").waitFor();
    await untilText(page, /# Identity/);
    assert.deepEqual(await paths(page), before);
    await gone(undo(page));
  }));

test("a deleted file does not come back into another project", () =>
  withPage({}, async (page) => {
    await linted(page);
    await page.locator("#remove").click();
    await undo(page).waitFor();
    await page.evaluate((hash) => void (location.hash = hash), link({ "a.md": "# A\n", "b.md": "# B\n" }));
    await tab(page, "b.md").waitFor();
    assert.equal(await undo(page).count(), 0);
    assert.deepEqual(await paths(page), ["a.md", "b.md"]);
  }));

test("half a surrogate pair in pasted text does not stop the checks", () =>
  withPage({ hash: link({ "a.md": "# A\n" }) }, async (page) => {
    await linted(page);
    await paste(page, "# A \ud83d\n\n・S3\n・EC2\n");
    await findings(page, "a.md", "pseudo-bullet").getByRole("button", { name: /^Fix/ }).click();
    await untilText(page, /\n\n- S3\n- EC2\n$/);
    await gone(findings(page, "a.md", "pseudo-bullet"));
    assert.equal(await page.locator("#alerts .notice").count(), 0);
  }));

test("a link whose “=” was encoded opens", () =>
  withPage({ hash: link({ "a.md": "# Encoded\n" }).replace("=", "%3D") }, async (page) => {
    await untilText(page, /^# Encoded\n$/);
    await editor(page).click();
    await page.keyboard.type("x");
    await page.waitForFunction(() => location.hash === "");
  }));

test("a link to files outside of a project is refused", () =>
  withPage({ hash: link({ "../x.md": "# Outside\n" }) }, async (page) => {
    await page.locator("#alerts", { hasText: "This link is damaged" }).waitFor();
    await linted(page);
    assert.equal((await paths(page))[0], "README.md");
  }));

test("a name that notelint would pass over is refused, with the reason", () =>
  withPage({}, async (page) => {
    await linted(page);
    await tab(page, "README.md").focus();
    await page.keyboard.press("F2");
    for (const name of [".git/x.md", ".md"]) {
      await dialog(page).getByLabel("File name").fill(name);
      await page.keyboard.press("Enter");
      await dialog(page).getByRole("alert").filter({ hasText: "begins with “.”" }).waitFor();
      await dialog(page).getByLabel("File name").fill("/");
      await page.keyboard.press("Enter");
      await dialog(page).getByRole("alert").filter({ hasText: "relative path" }).waitFor();
    }
  }));

test("a double click on “Share…” opens one dialog", () =>
  withPage({}, async (page) => {
    await linted(page);
    await page.getByRole("button", { name: "Share…" }).dblclick();
    await dialog(page).getByLabel("Link").waitFor();
    await page.keyboard.press("Escape");
    await gone(page.locator("dialog"));
  }));

/** Drops files on the editor; `folder` is the name of something that can't be read. */
const drop = (page, files, folder) =>
  editor(page).evaluate(
    (content, { files, folder }) => {
      const data = new DataTransfer();
      for (const [name, bytes] of Object.entries(files)) data.items.add(new File([new Uint8Array(bytes)], name));
      if (folder) {
        data.items.add(new File([], folder));
        // What the browser does with a folder.
        const { arrayBuffer } = Blob.prototype;
        Blob.prototype.arrayBuffer = function () {
          return this.name === folder ? Promise.reject(new DOMException("folder", "NotFoundError")) : arrayBuffer.call(this);
        };
        Blob.prototype.text = Blob.prototype.arrayBuffer;
      }
      content.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true, composed: true }));
    },
    { files, folder },
  );
const alert = (page, text) => page.locator("#alerts", { hasText: text }).waitFor();

test("what is dropped and is not text is refused, and it says so", () =>
  withPage({}, async (page) => {
    await linted(page);
    const before = await paths(page);
    // 「メモ」 in Shift_JIS.
    await drop(page, { "photo.png": [0x89, 0x50, 0x4e, 0x47, 0, 1], "sjis.md": [0x23, 0x20, 0x83, 0x81, 0x83, 0x82] });
    await alert(page, "photo.png was not added: it is not text in UTF-8.");
    await alert(page, "sjis.md was not added: it is not text in UTF-8.");
    await drop(page, {}, "notes");
    await alert(page, "notes was not added: it could not be read.");
    assert.deepEqual(await paths(page), before);
  }));

test("a dropped configuration stays one, beside that which is there", () =>
  withPage({}, async (page) => {
    await linted(page);
    await drop(page, { "notelint.toml": [...Buffer.from('flavour = "zenn"\n')] });
    await tab(page, "notelint-2.toml").waitFor();
    await alert(page, "There is a notelint.toml already, so the file was added as notelint-2.toml.");
  }));
