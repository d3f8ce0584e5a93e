/** The licences of the packages in a bundle: they ask to be kept with every copy. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export async function licences(root, metafile) {
  const packages = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (name) packages.add(name);
  }
  const texts = await Promise.all([...packages].sort().map((name) => licence(join(root, "node_modules", name), name)));
  return `The page contains these packages.\n\n${texts.join("\n")}`;
}

async function licence(folder, name) {
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).sort().find((file) => /^licen[cs]e/i.test(file));
  if (!file) throw new Error(`${name} has no licence file`);
  const text = await readFile(join(folder, file), "utf8");
  return `## ${name} ${version} (${license})\n\n${text.trim()}\n`;
}
