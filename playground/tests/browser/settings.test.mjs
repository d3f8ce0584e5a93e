/** Language, preset, host, configuration, sharing, draft, theme. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { ORIGINS, pages } from "./lib/browser.mjs";
import { dialog, editor, findings, gone, link, linted, marks, paste, tab, text, untilText } from "./lib/page.mjs";

const withPage = pages();

for (const from of ORIGINS) {
  describe(from, () => {
    test("the language switch changes the page and the messages", () =>
      withPage({ from }, async (page) => {
        await findings(page, "README.md", "dead-anchor").first().waitFor();
        await page.getByLabel("Language").selectOption("ja");
        await page.getByRole("button", { name: "すべて修正…" }).waitFor();
        assert.equal(await page.locator("html").getAttribute("lang"), "ja");
        assert.equal(await page.title(), "notelint プレイグラウンド");
        await page.locator(".finding", { hasText: "見出し" }).first().waitFor();
        assert.equal(await page.locator(".badge", { hasText: "警告" }).first().isVisible(), true);
        await page.getByLabel("言語").selectOption("en");
        await page.getByRole("button", { name: "Fix all…" }).waitFor();
        await page.locator(".finding", { hasText: "no heading or id" }).first().waitFor();
      }));

    test("a link opens the same notes with the same settings in another browser", () =>
      withPage({ from }, async (page, { context, home }) => {
        await linted(page);
        await paste(page, "# 共有 😀\n\n- サーバー\n");
        await page.getByLabel("Preset").selectOption("strict");
        await page.getByLabel("Host").selectOption("zenn");
        await page.getByRole("button", { name: "Share…" }).click();
        const address = await dialog(page).getByLabel("Link").inputValue();
        const [where, notes] = address.split("#");
        // A path on this computer would lead nowhere elsewhere.
        assert.equal(where, from === "file" ? "https://notelint.github.io/notelint/" : home);
        const other = await context.browser().newContext({ locale: "en-US" });
        try {
          const opened = await other.newPage();
          await opened.goto(`${home}#${notes}`);
          await untilText(opened, /^# 共有 😀\n\n- サーバー\n$/);
          assert.equal(await opened.getByLabel("Preset").inputValue(), "strict");
          assert.equal(await opened.getByLabel("Host").inputValue(), "zenn");
          assert.equal(await tab(opened, "notelint.toml").count(), 1);
        } finally {
          await other.close();
        }
      }));

    test("the draft survives a reload", () =>
      withPage({ from }, async (page) => {
        await linted(page);
        await paste(page, "# Draft\n");
        await page.reload();
        await untilText(page, /^# Draft\n$/);
      }));
  });
}

test("a browser that prefers Japanese gets the page in Japanese", () =>
  withPage({ locale: "ja-JP" }, async (page) => {
    await page.getByRole("button", { name: "共有…" }).waitFor();
    await page.locator(".finding", { hasText: "見出し" }).first().waitFor();
  }));

test("the preset switch changes what is found", () =>
  withPage({ hash: link({ "a.md": "# A\n## B\n\ntext\n" }) }, async (page) => {
    await page.locator("#findings-list .empty").waitFor();
    await page.getByLabel("Preset").selectOption("style");
    await findings(page, "a.md", "missing-blank-around-heading").first().waitFor();
    await page.getByLabel("Preset").selectOption("");
    await gone(findings(page, "a.md", "missing-blank-around-heading"));
  }));

test("the host switch changes what is found", () =>
  withPage({}, async (page) => {
    await findings(page, "kubernetes.md", "unknown-container").waitFor();
    await page.getByLabel("Host").selectOption("zenn");
    await gone(findings(page, "kubernetes.md", "unknown-container"));
  }));

test("an error in notelint.toml is shown at its place, and the findings come back when it is corrected", () =>
  withPage({}, async (page) => {
    await linted(page);
    await tab(page, "notelint.toml").click();
    await paste(page, '# Presets.\nextends = ["recomended"]\n');
    await page.locator(".group.errors .go").waitFor();
    assert.match(await page.locator(".group.errors").textContent(), /recomended/);
    await page.locator("#findings-count.problem").waitFor();
    await marks(page).first().waitFor();
    assert.match(await marks(page).first().textContent(), /recomended/);
    await tab(page, "README.md").click();
    await page.locator(".group.errors .go").click();
    assert.equal(await tab(page, "notelint.toml").getAttribute("aria-selected"), "true");
    await paste(page, '# Presets.\nextends = ["recommended"]\n');
    await gone(page.locator(".group.errors"));
    await findings(page, "README.md", "dead-anchor").first().waitFor();
  }));

test("a damaged link says so and keeps the draft", () =>
  withPage({}, async (page, { home }) => {
    await linted(page);
    await paste(page, "# Mine\n");
    await page.reload();
    await untilText(page, /# Mine/);
    await page.goto(`${home}#p=damaged`);
    await page.locator("#alerts", { hasText: "This link is damaged" }).waitFor();
    await untilText(page, /^# Mine\n$/);
    // Opened anew with the damaged link, too.
    await page.goto("about:blank");
    await page.goto(`${home}#p=damaged`);
    await page.locator("#alerts", { hasText: "This link is damaged" }).waitFor();
    await untilText(page, /^# Mine\n$/);
  }));

test("a link in a tab with a draft offers the way back to it", () =>
  withPage({}, async (page, { home }) => {
    await linted(page);
    await paste(page, "# Mine\n");
    await untilText(page, /# Mine/);
    await page.goto(home + link({ "other.md": "# Other\n" }));
    await untilText(page, /# Other/);
    await paste(page, "# Edited\n");
    await page.getByRole("button", { name: "Back to my notes" }).click();
    await untilText(page, /^# Mine\n$/);
    // What was written in between is not lost either.
    await page.getByRole("button", { name: "Back to my notes" }).click();
    await untilText(page, /^# Edited\n$/);
  }));

test("a link that would unpack to far more text than anyone shares is refused", () =>
  withPage({ hash: link({ "a.md": "a".repeat(5_000_000) }) }, async (page) => {
    await page.locator("#alerts", { hasText: "This link is damaged" }).waitFor();
    await linted(page);
  }));

test("the theme switch overrides the system and is remembered", () =>
  withPage({ colorScheme: "light" }, async (page) => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.getByLabel("Theme").selectOption("dark");
    const dark = await ground();
    assert.notEqual(dark, light);
    await page.reload();
    assert.equal(await ground(), dark);
    await page.getByLabel("Theme").selectOption("system");
    assert.equal(await ground(), light);
    await page.emulateMedia({ colorScheme: "dark" });
    assert.equal(await ground(), dark);
  }));

test("the sample can be opened again, with the way back", () =>
  withPage({ hash: link({ "mine.md": "# Mine\n" }) }, async (page) => {
    await linted(page);
    await page.getByRole("button", { name: "Sample notes" }).click();
    await untilText(page, /# Cloud study notes/);
    await page.getByRole("button", { name: "Back to my notes" }).click();
    await untilText(page, /^# Mine\n$/);
    assert.equal(await text(page), "# Mine\n");
    assert.equal(await editor(page).getAttribute("aria-label"), "Text of mine.md");
  }));
