/** What a user does on the page and sees there. */

import { deflateRawSync } from "node:zlib";

export const editor = (page) => page.locator("#editor .cm-content");
export const marks = (page) => page.locator("#editor .cm-lintRange");
export const tab = (page, path) => page.locator(`[role=tab][data-path="${path}"]`);
export const dialog = (page) => page.locator("dialog[open]");

/** The findings of a file in the list whose rule is `rule`. */
export const findings = (page, path, rule) =>
  page
    .locator(".group")
    .filter({ has: page.locator("h3 .path", { hasText: path }) })
    .locator(".finding")
    .filter({ has: page.getByRole("button", { name: rule, exact: true }) });

/** Waits for the first findings. */
export const linted = (page) => page.locator("#findings-list").locator(".finding, .empty").first().waitFor();

/** Waits until there is no element at `locator`. */
export const gone = (locator) => locator.first().waitFor({ state: "detached" });

/** The text of the open file. */
export const text = (page) =>
  editor(page).evaluate((content) => [...content.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"));

/** Waits until the text of the open file satisfies a condition, given as a regular expression. */
export async function untilText(page, pattern) {
  const handle = await editor(page).elementHandle();
  await page.waitForFunction(
    ([content, source]) =>
      new RegExp(source).test([...content.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n")),
    [handle, pattern.source],
  );
}

/** Replaces the text of the open file by pasting. */
export async function paste(page, value) {
  await editor(page).click();
  await page.keyboard.press("Control+a");
  // A real paste event; what it carries does not depend on permissions for the clipboard.
  await editor(page).evaluate((content, value) => {
    const data = new DataTransfer();
    data.setData("text/plain", value);
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, value);
}

/** The part of a link that contains a project, made independently of the page's own code. */
export function link(files, settings = {}) {
  const json = JSON.stringify({
    v: 1,
    files,
    open: Object.keys(files)[0],
    preset: null,
    flavour: null,
    lang: null,
    ...settings,
  });
  return `#p=${deflateRawSync(json).toString("base64url")}`;
}
