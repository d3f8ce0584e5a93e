/** The note that is measured: 1,000 lines of this repository's own documentation, Japanese and English in turn. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const DOCS = fileURLToPath(new URL("../../docs", import.meta.url));
const LINES = 1000;

/** The note; its last line is empty and ends with a line feed. It is where the keys are pressed. */
export async function note() {
  const japanese = (await readdir(DOCS)).filter((name) => name.endsWith(".ja.md")).sort();
  const names = japanese.flatMap((name) => [name, name.replace(".ja.md", ".md")]);
  const texts = await Promise.all(names.map((name) => readFile(join(DOCS, name), "utf8")));
  // Whole sections, until there are enough lines.
  const sections = texts.flatMap((text) => text.split(/^(?=## )/m));
  let lines = [];
  for (const section of sections) {
    // Examples of comments would suppress what is measured.
    if (section.includes("<!--")) continue;
    // It ends within a code block that contains a heading.
    if ((section.match(/^```/gm)?.length ?? 0) % 2 === 1) continue;
    const more = section.trimEnd().split("\n");
    if (lines.length + more.length + 1 > LINES - 2) continue;
    lines = [...lines, ...more, ""];
  }
  while (lines.length < LINES - 2) lines.push("text", "");
  return `${lines.slice(0, LINES - 2).join("\n")}\n\n`;
}
