// Reads an object of texts from standard input, and writes one of their HTML; the value is `{ error }` for a text that does not
// compile. The first argument names the host.
import { readFileSync, writeFileSync } from "node:fs";

const { render } = await import(`./${process.argv[2]}.mjs`);
const texts = JSON.parse(readFileSync(0, "utf8"));
const rendered = {};
for (const [name, text] of Object.entries(texts)) {
  try {
    rendered[name] = await render(text);
  } catch (error) {
    rendered[name] = { error: String(error.message ?? error).split("\n")[0] };
  }
}
writeFileSync(1, JSON.stringify(rendered));
