// Projects to compare the playground with the program: the sample notes, the examples of all rules' pages, real notes.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Drawn again, the same notes come out. */
const SEED = 22;

/** Files that are larger are there, but empty: links only need them to exist. */
const MOST_BYTES = 1_000_000;

/** The projects, each with a name, its files by path, and the presets to check it with. */
export function* projects({ root, module, corpora, count }) {
  yield { kind: "notes", name: "notes", files: folder(join(root, "notes")), presets: [null, "strict", "markdownlint"] };
  for (const { name } of module.call({ method: "about" }).rules) {
    const { examples } = module.call({ method: "explain", rule: name });
    for (const [index, { files }] of examples.entries()) {
      // Null: the note is not UTF-8, so it can't be pasted into a page.
      if (files) yield { kind: "examples", name: `${name} ${index + 1}`, files, presets: [null] };
    }
  }
  if (corpora) yield* real(corpora, count);
}

/** `count` notes below `corpora`, which has a folder for each repository. The notes of a repository are a project. */
function* real(corpora, count) {
  const repositories = readdirSync(corpora, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ name: entry.name, files: folder(join(corpora, entry.name)) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const notes = repositories.flatMap(({ name, files }) =>
    Object.keys(files)
      .filter((path) => path.endsWith(".md"))
      .map((path) => ({ name, path })),
  );
  const drawn = new Set(draw(notes, count).map(({ name, path }) => `${name}/${path}`));
  for (const { name, files } of repositories) {
    const kept = Object.entries(files).filter(([path]) => !path.endsWith(".md") || drawn.has(`${name}/${path}`));
    if (kept.some(([path]) => path.endsWith(".md"))) {
      yield { kind: "real notes", name, files: Object.fromEntries(kept), presets: [null] };
    }
  }
}

/** `count` of `items`, drawn without putting back (Fisher and Yates), with the generator mulberry32. */
function draw(items, count) {
  const [left, drawn] = [[...items], []];
  let state = SEED;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  while (drawn.length < count && left.length > 0) {
    drawn.push(left.splice(Math.floor(random() * left.length), 1)[0]);
  }
  return drawn;
}

/** The files below `root` by path. Those that are not UTF-8 are empty if they are not notes, and left out if they are. */
function folder(root) {
  const files = {};
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory() && entry.name !== ".git") walk(path);
      if (!entry.isFile()) continue;
      const bytes = readFileSync(join(root, path));
      const text = utf8(bytes);
      if (path.endsWith(".md")) {
        if (text !== null) files[path] = text;
      } else {
        files[path] = bytes.length > MOST_BYTES ? "" : (text ?? "");
      }
    }
  };
  if (existsSync(root)) walk("");
  return files;
}

function utf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
