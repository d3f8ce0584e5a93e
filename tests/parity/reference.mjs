// Prints what markdownlint itself reports for the Markdown files of a folder, as a JSON array of [file, line, rule].
//
// usage: node reference.mjs NODE_MODULES FOLDER [CONFIG]
//
// NODE_MODULES contains markdownlint-cli2, whose parsers read the comments `markdownlint-configure-file`. CONFIG is a JSON object
// and defaults to every rule with its defaults. Left out are symbolic links, hidden files and folders, and files that are not
// UTF-8. A rule that throws an exception gives [file, 0, rule].
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, folder, config = '{"default": true}'] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, "markdownlint-cli2", "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)));
const { lint } = await load("markdownlint/sync");
const jsonc = await load("jsonc-parser");
const yaml = await load("js-yaml");
const toml = await load("smol-toml");

const strictJson = (text) => {
  const errors = [];
  const value = jsonc.parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0) {
    throw new Error("not valid JSON");
  }
  return value;
};
const configParsers = [strictJson, toml.parse, yaml.load ?? yaml.default.load];

const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(md|markdown)$/iu.test(entry.name))
  .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
  .filter((file) => !file.split(path.sep).some((part) => part.startsWith(".")));
const decoder = new TextDecoder("utf-8", { fatal: true });
const found = [];
for (const file of files) {
  let text;
  try {
    text = decoder.decode(fs.readFileSync(path.join(folder, file)));
  } catch {
    continue;
  }
  const results = lint({ strings: { [file]: text }, config: JSON.parse(config), configParsers, handleRuleFailures: true });
  for (const { errorDetail, lineNumber, ruleNames } of results[file]) {
    found.push([file, errorDetail?.startsWith("This rule threw") ? 0 : lineNumber, ruleNames[0]]);
  }
}
process.stdout.write(JSON.stringify(found));
