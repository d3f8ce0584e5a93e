// Reads an object of texts from standard input, and writes one of their HTML; the value is `{ error }` for a text that does not
// compile. The first argument names the host.
import { json } from "node:stream/consumers";

const { render } = await import(`./${process.argv[2]}.mjs`);
const texts = await json(process.stdin);
const rendered = {};
for (const [name, text] of Object.entries(texts)) {
  try {
    rendered[name] = await render(text);
  } catch (error) {
    rendered[name] = { error: String(error.message ?? error).split("\n")[0] };
  }
}
process.stdout.write(JSON.stringify(rendered));
