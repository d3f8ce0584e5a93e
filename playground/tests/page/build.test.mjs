/** The build gives the same bytes twice, and stays small. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

const BUILD = fileURLToPath(new URL("../../page/build.mjs", import.meta.url));
let folders;

before(async () => {
  folders = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), "notelint-build-"))));
  for (const folder of folders) await promisify(execFile)(process.execPath, [BUILD, "--out", folder]);
});
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

test("two builds are equal", async () => {
  const [names, others] = await Promise.all(folders.map(async (folder) => (await readdir(folder, { recursive: true })).sort()));
  assert.deepEqual(names, others);
  assert.ok(names.includes("app.js") && names.includes("local"));
  for (const name of names.filter((name) => /\.\w+$/.test(name))) {
    const [one, two] = await Promise.all(folders.map((folder) => readFile(join(folder, name))));
    assert.ok(one.equals(two), `${name} differs`);
  }
});

test("scripts are at most 250 KB gzipped", async () => {
  let size = 0;
  for (const name of ["app.js", "worker.js"]) size += gzipSync(await readFile(join(folders[0], name)), { level: 9 }).length;
  assert.ok(size <= 250_000, `${size} bytes`);
});

test("nothing inline, and the policy allows neither eval nor strangers", async () => {
  const html = await readFile(join(folders[0], "index.html"), "utf8");
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)[1];
  assert.match(policy, /^default-src 'none';/);
  assert.doesNotMatch(policy, /'unsafe-eval'|'unsafe-inline'|https?:|\*/);
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/i);
});
