/** Checks of a page with axe-core. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails with what axe found: rule, element, and why. */
export async function audit(page, where) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  // The frame of the preview runs no scripts, so axe can't enter it; what is in it is the note's.
  const { violations, passes } = await page.evaluate(() =>
    globalThis.axe.run(document, { iframes: false, resultTypes: ["violations", "passes"] }),
  );
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary}`),
  );
  assert.deepEqual(found, [], where);
  assert.ok(passes.length > 20, `${where}: axe checked the page`);
}
