// The built modules: sizes, imports, traps.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Module } from "./module.mjs";

const dist = join(dirname(fileURLToPath(import.meta.url)), "../dist");
const path = (name) => join(dist, name);

test("the first load is at most 1.5 MB", () => {
  // Node.js compresses less than the program that README.md measures with.
  const packed = execFileSync("gzip", ["-9", "-c", path("notelint.wasm")], { maxBuffer: 1 << 24 });
  assert.ok(packed.length <= 1_500_000, `${packed.length} bytes`);
});

test("ordinary notes need the first part only, and others are answered too", () => {
  const notelint = new Module(path("notelint.wasm"));
  const lint = (files) => JSON.parse(notelint.call({ method: "lint", files, lang: "ja" }).report).findings.map(({ rule }) => rule);
  const s3 = "# S3\n\nElasticache と [料金](#料金) を見る。\n\n```sh\naws s3 ls s3://notes\n```\n";
  assert.deepEqual(lint({ "s3.md": s3 }), ["misspelled-term", "dead-anchor"]);
  assert.ok(!notelint.isWhole);
  // It was decoded as Shift_JIS.
  assert.deepEqual(lint({ "a.md": "# A\n\n縺薙ｓ縺ｫ縺｡縺ｯ\n" }), ["mojibake"]);
  assert.ok(notelint.isWhole);
});

test("the modules need nothing from the page and name no path of the machine that built them", () => {
  for (const name of ["notelint.wasm", "notelint-rest.wasm", "preview.wasm"]) {
    if (name !== "notelint-rest.wasm") assert.deepEqual(new Module(path(name)).imports, [], name);
    assert.ok(!/\/(home|root|work|Users|usr)\/[a-z.]/.test(readFileSync(path(name), "latin1")), name);
  }
});

test("requests are answered, and wrong ones have errors", () => {
  const notelint = new Module(path("notelint.wasm"));
  const files = { "a.md": "# A\n\n[b](b.md#料金)\n", "b.md": "# B\n\n## 料金表\n\n無料です。\n" };
  const { report, notices } = notelint.call({ method: "lint", files, lang: "ja" });
  assert.deepEqual(JSON.parse(report).findings.map(({ rule }) => rule), ["dead-anchor"]);
  assert.deepEqual(notices, []);
  assert.equal(notelint.call({ method: "lint" }).error.kind, "request");
  const preview = new Module(path("preview.wasm"));
  assert.match(preview.call({ method: "render", text: "# 概要\n", flavour: "github" }).html, /<h1 id="概要"/);
});

test("memory does not grow with the number of requests", () => {
  const notelint = new Module(path("notelint.wasm"));
  const files = { "a.md": "# A\n\n".concat("AWS の Elasticache を使う。\n\n".repeat(400)) };
  for (let round = 0; round < 3; round += 1) notelint.call({ method: "lint", files });
  const before = notelint.memory;
  for (let round = 0; round < 20; round += 1) notelint.call({ method: "lint", files });
  assert.equal(notelint.memory, before);
});
