// Writes the data that notelint.wasm does not contain into dist: commands.bin, the tables of commands, dictionaries.bin, the texts of
// the dictionaries, encodings.bin, the table of Shift_JIS, and pages.bin, the pages of the rules. `src/text/provided.rs` describes the
// form.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const rules = resolve(here, "../rules");
const dist = join(here, "dist");
mkdirSync(dist, { recursive: true });

const catalog = readdirSync(join(rules, "catalog")).filter((name) => name.endsWith("_cli.bin"));
write("commands.bin", catalog.sort().map((name) => [name, readFileSync(join(rules, "catalog", name))]));

const dictionary = (...files) => Buffer.concat(files.map((file) => readFileSync(join(rules, "dictionaries", file))));
write("dictionaries.bin", [
  ["aws.toml", dictionary("aws.toml", "aws_names.toml")],
  ...["azure", "gcp", "general", "japanese", "kubernetes"].map((name) => [`${name}.toml`, dictionary(`${name}.toml`)]),
]);

write("encodings.bin", [["shift_jis.bin", readFileSync(join(here, "core/shift_jis.bin"))]]);

const groups = readdirSync(rules, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const pages = groups.flatMap(({ name: group }) =>
  readdirSync(join(rules, group))
    .filter((file) => file.endsWith(".md"))
    .map((file) => [
      file.slice(0, -".md".length).replaceAll("_", "-"),
      deflateRawSync(readFileSync(join(rules, group, file)), { level: 9 }),
    ]),
);
write("pages.bin", pages.sort(([a], [b]) => (a < b ? -1 : 1)));

function write(file, entries) {
  const parts = entries.flatMap(([name, content]) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(content.length);
    return [Buffer.from([Buffer.byteLength(name)]), Buffer.from(name), length, content];
  });
  writeFileSync(join(dist, file), Buffer.concat([Buffer.from(`${file}\n`), ...parts]));
}
