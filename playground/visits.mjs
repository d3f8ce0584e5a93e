// What ordinary visits of the playground ask: split.mjs keeps what they run in the first part of the module.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Asks `module` (tests/module.mjs). */
export function visits(module) {
  const ask = (request) => {
    const answer = module.call(request);
    if (answer.error) throw new Error(`an ordinary visit is refused: ${answer.error.message}`);
    return answer;
  };
  const { presets, flavours } = ask({ method: "about", lang: "en" });
  // "strict" switches on every rule, many of which nobody else needs.
  const usual = [null, ...presets.filter((preset) => preset !== "strict")];
  const readme = { "README.md": read("README.md"), "README.ja.md": read("README.ja.md") };
  const projects = [folder("playground/page/sample"), folder("playground/visits"), folder("notes"), folder("docs"), readme];
  for (const files of projects) {
    for (const lang of ["en", "ja"]) {
      for (const preset of usual) ask({ method: "lint", files, preset, lang });
      for (const flavour of flavours) ask({ method: "lint", files, flavour, lang });
      for (const unsafe of [false, true]) ask({ method: "fix", files, lang, unsafe });
    }
    for (const text of Object.values(files)) ask({ method: "slugs", text });
  }
  for (const lang of ["en", "ja"]) {
    ask({ method: "about", lang });
    ask({ method: "explain", rule: "dead-anchor", lang });
  }
}

/** The notes and the configuration below `path`. */
function folder(path) {
  const entries = readdirSync(join(root, path), { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const kept = names.map((name) => name.slice(join(root, path).length + 1)).filter((name) => /\.(md|toml)$/.test(name));
  return Object.fromEntries(kept.sort().map((name) => [name, read(join(path, name))]));
}

function read(path) {
  return readFileSync(join(root, path), "utf8");
}
