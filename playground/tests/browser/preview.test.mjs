/** The preview: what the host shows, and nothing that runs or is fetched. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { ORIGINS, pages } from "./lib/browser.mjs";
import { editor, link, linted, paste, tab } from "./lib/page.mjs";

const withPage = pages();

/** An image on another host (an address that is reserved for documentation). */
const PAST = "http://192.0.2.1/past.png";
const frame = (page) => page.frameLocator("#preview-frame");

/** Opens the preview; its module is loaded only now. */
const open = (page) => page.getByRole("button", { name: "Preview" }).click();

for (const from of ORIGINS) {
  describe(from, () => {
    test("shows the note as it is typed", () =>
      withPage({ from, hash: link({ "a.md": "# 見出し\n\n- **太字**\n" }) }, async (page) => {
        await open(page);
        await frame(page).locator("h1", { hasText: "見出し" }).waitFor();
        assert.equal(await frame(page).locator("li strong").textContent(), "太字");
        await editor(page).click();
        await page.keyboard.press("Control+End");
        await page.keyboard.type("- new");
        await frame(page).locator("li", { hasText: "new" }).waitFor();
      }));

    test("nothing in a note runs, and nothing is fetched", () =>
      withPage({ from }, async (page) => {
        await linted(page);
        await open(page);
        await paste(
          page,
          [
            "# Hostile",
            "",
            "![picture](http://192.0.2.1/a.png) ![beside](beside.png)",
            "",
            "<img src=http://192.0.2.1/b.png onerror=\"parent.document.title='run'\">",
            "<script>parent.document.title='run'</script>",
            '<iframe src="http://192.0.2.1/c.html"></iframe>',
            '<p style="background: url(http://192.0.2.1/d.png)" onclick="parent.document.title=\'run\'">text</p>',
            '<svg><image href="http://192.0.2.1/e.png"/></svg>',
            "",
            "[run](javascript:parent.document.title='run')",
            "",
            "last",
          ].join("\n"),
        );
        await frame(page).locator("p", { hasText: "last" }).waitFor();
        const run = frame(page).locator("a", { hasText: "run" });
        if ((await run.count()) > 0) await run.click();
        assert.equal(await page.title(), "notelint playground");
        // The watch on all requests says whether anything was fetched.
      }));
  });
}

test("even what gets past the filters can neither run nor fetch", () =>
  withPage({ expected: ["Content Security Policy", "sandboxed", PAST] }, async (page) => {
    const failed = page.waitForEvent("requestfailed");
    await linted(page);
    await open(page);
    await frame(page).locator("h1").first().waitFor();
    const blocked = await page.evaluate(async (past) => {
      const inside = document.querySelector("#preview-frame").contentDocument;
      const violation = new Promise((resolve) =>
        inside.addEventListener("securitypolicyviolation", ({ blockedURI }) => resolve(blockedURI)),
      );
      const script = inside.createElement("script");
      script.textContent = "parent.document.title = 'run'";
      const image = inside.createElement("img");
      image.src = past;
      inside.body.append(script, image);
      return violation;
    }, PAST);
    assert.equal(blocked, PAST);
    assert.equal((await failed).failure()?.errorText, "csp");
    assert.equal(await page.title(), "notelint playground");
  }));

test("preview.wasm is loaded only when the preview is opened", () =>
  withPage({}, async (page) => {
    const loaded = [];
    page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
    await linted(page);
    assert.equal(loaded.includes("/preview.wasm"), false);
    const asked = page.waitForRequest(/preview\.wasm$/);
    await open(page);
    await asked;
  }));

test("the host switch changes the preview", () =>
  withPage({ hash: link({ "a.md": "# A\n\n:::message\n中\n:::\n" }) }, async (page) => {
    await open(page);
    await frame(page).getByText(":::message").waitFor();
    await page.locator("#preview-host", { hasText: "GitHub" }).waitFor();
    await page.getByLabel("Host").selectOption("zenn");
    await page.locator("#preview-host", { hasText: "Zenn" }).waitFor();
    await frame(page).getByText(":::message").waitFor({ state: "detached" });
    // Its own id, which GitHub would not give.
    await page.getByLabel("Host").selectOption("zenn");
    await paste(page, "# A\n\n## S3（重要）\n\n[S3](#s3（重要）)\n");
    await frame(page).locator("[id='s3（重要）']").waitFor();
  }));

test("a link to another note opens it, a dead anchor says so", () =>
  withPage(
    { hash: link({ "a.md": "# A\n\n[B](docs/b.md#no-such)\n", "docs/b.md": "# B\n\n[back](../a.md)\n" }) },
    async (page) => {
      await open(page);
      await frame(page).getByRole("link", { name: "B", exact: true }).click();
      await tab(page, "docs/b.md").and(page.locator("[aria-selected=true]")).waitFor();
      await page.locator("#preview-status", { hasText: "no heading for #no-such" }).waitFor();
      await frame(page).getByRole("link", { name: "back" }).click();
      await tab(page, "a.md").and(page.locator("[aria-selected=true]")).waitFor();
    },
  ));

test("a link to a heading of the same note by its file name scrolls there, and nothing jumps later", () =>
  withPage(
    { hash: link({ "a.md": `# A\n\n[down](a.md#b)\n\n${"text\n\n".repeat(100)}## B\n\n${"text\n\n".repeat(100)}` }) },
    async (page) => {
      await open(page);
      const heading = frame(page).locator("h2");
      const top = () => heading.evaluate((element) => element.getBoundingClientRect().top);
      await frame(page).getByRole("link", { name: "down" }).click();
      assert.ok(Math.abs(await top()) < 5, "the heading is at the top");
      await frame(page).locator("body").evaluate((body) => body.ownerDocument.defaultView.scrollTo(0, 0));
      await editor(page).click();
      await page.keyboard.press("Control+Home");
      await page.keyboard.press("End");
      await page.keyboard.type("2");
      await frame(page).locator("h1", { hasText: "A2" }).waitFor();
      assert.ok((await top()) > 500, "the preview stays where it is");
    },
  ));

test("no button of the mouse leads to another site, and Enter names it", () =>
  withPage({ hash: link({ "a.md": "# A\n\n[out](http://192.0.2.1/out)\n\n<http://192.0.2.1/auto>\n" }) }, async (page, { context }) => {
    await open(page);
    const out = frame(page).getByRole("link", { name: "out", exact: true });
    await out.click({ button: "middle" });
    await out.click({ modifiers: ["Control"] });
    await page.locator("#preview-status", { hasText: "http://192.0.2.1/out" }).waitFor();
    await frame(page).getByRole("link", { name: "http://192.0.2.1/auto" }).press("Enter");
    await page.locator("#preview-status", { hasText: "http://192.0.2.1/auto" }).waitFor();
    assert.equal(await frame(page).locator("[href]").count(), 0, "nothing for the menu of the browser or for dragging");
    assert.equal(context.pages().length, 1);
  }));

test("wikilinks open their notes on Obsidian", () =>
  withPage(
    { hash: link({ "a.md": "# A\n\n[[b]] [[b#B|by heading]] [[c]]\n", "b.md": "# B\n", "deep/c.md": "# C\n" }, { flavour: "obsidian" }) },
    async (page) => {
      await open(page);
      for (const [name, path] of [["b", "b.md"], ["by heading", "b.md"], ["c", "deep/c.md"]]) {
        await frame(page).getByRole("link", { name, exact: true }).click();
        await tab(page, path).and(page.locator("[aria-selected=true]")).waitFor();
        await tab(page, "a.md").click();
      }
    },
  ));

test("the preview says that it leaves overrides of the host out", () =>
  withPage(
    { hash: link({ "a.md": "# A\n", "notelint.toml": '[[overrides]]\nfiles = ["a.md"]\nflavour = "zenn"\n' }) },
    async (page) => {
      await open(page);
      await page.locator("#preview-host", { hasText: "as GitHub shows it (overrides" }).waitFor();
      await page.getByLabel("Host").selectOption("zenn");
      await page.locator("#preview-host", { hasText: /^as Zenn shows it$/ }).waitFor();
    },
  ));

test("the preview follows the cursor, and the page around it stays where it is", () =>
  withPage({ hash: link({ "a.md": `# A\n\n${"text\n\n".repeat(100)}## Last\n` }) }, async (page) => {
    await open(page);
    const last = frame(page).locator("h2", { hasText: "Last" });
    await last.waitFor();
    const isInView = () =>
      last.evaluate((heading) => heading.getBoundingClientRect().top < heading.ownerDocument.defaultView.innerHeight);
    assert.equal(await isInView(), false);
    await editor(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("ArrowUp");
    while (!(await isInView())) await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollTop), 0);
  }));

test("the configuration has no preview, and says so", () =>
  withPage({}, async (page) => {
    await linted(page);
    await open(page);
    await tab(page, "notelint.toml").click();
    await page.locator("#preview-status", { hasText: "Open a note" }).waitFor();
  }));
