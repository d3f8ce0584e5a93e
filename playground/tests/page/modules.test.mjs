/** The parts of the page that need no browser. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import binaryen from "binaryen";

import { TRAPPING } from "../browser/lib/trapping.mjs";
import { load } from "./lib.mjs";

const { utf16Offsets } = await load("worker/offsets.ts");
const { findings } = await load("worker/report.ts");
const { JsonModule, Trap } = await load("worker/module.ts");
const { Latest } = await load("latest.ts");
const { configuredFlavour, hasFlavourOverrides, pathFault, wikilinkTarget } = await load("project/project.ts");
const { BrokenProject, fromJson, pack, unpack } = await load("project/share.ts");

const project = (files) => ({
  files: new Map(Object.entries(files)),
  open: Object.keys(files)[0],
  preset: null,
  flavour: null,
  lang: null,
});

test("byte offsets become UTF-16 offsets, in any order", () => {
  const text = "aé漢😀b\n";
  const bytes = (prefix) => Buffer.byteLength(prefix);
  const offset = utf16Offsets(text);
  for (const prefix of ["", "a", "aé", "aé漢", "aé漢😀", "aé漢😀b", text, "aé"])
    assert.equal(offset(bytes(prefix)), prefix.length);
  assert.equal(offset(1000), text.length);
});

test("offsets that go back and forth do not read the text from its beginning each time", () => {
  let read = 0;
  const text = "- 漢字 a\n".repeat(50_000);
  const counted = { length: text.length, codePointAt: (at) => (read++, text.codePointAt(at)) };
  const offset = utf16Offsets(counted);
  const line = Buffer.byteLength("- 漢字 a\n");
  for (let number = 1; number < 8000; number++) {
    // The end of a finding, and then the start of its fix.
    assert.equal(offset(number * line), number * 7);
    assert.equal(offset((number - 1) * line + 2), (number - 1) * 7 + 2);
  }
  assert.ok(read < 5_000_000, `${read} characters read`);
});

test("edits of a fix in another note are counted in that note's text", () => {
  const files = { "a.md": "# 漢字\n", "b.md": "😀[x](a.md#漢字)\n" };
  const at = (text, part) => ({
    start: Buffer.byteLength(text.slice(0, text.indexOf(part))),
    end: Buffer.byteLength(text.slice(0, text.indexOf(part) + part.length)),
  });
  const report = JSON.stringify({
    findings: [
      {
        file: "a.md",
        line: 1,
        column: 3,
        span: at(files["a.md"], "漢字"),
        rule: "r",
        alias: null,
        severity: "warning",
        message: "m",
        notes: [],
        fix: {
          title: "t",
          applicability: "unsafe",
          edits: [{ ...at(files["a.md"], "漢字"), text: "かな" }],
          elsewhere: [{ file: "b.md", edits: [{ ...at(files["b.md"], "漢字"), text: "かな" }] }],
        },
      },
    ],
  });
  const [finding] = findings(report, files);
  for (const { file, from, to } of [finding, ...finding.fix.edits]) assert.equal(files[file].slice(from, to), "漢字");
  assert.deepEqual(
    finding.fix.edits.map(({ file }) => file),
    ["a.md", "b.md"],
  );
});

test("after a trap, the next request gets a fresh instance", () => {
  const module = new JsonModule(new WebAssembly.Module(TRAPPING));
  assert.deepEqual(module.call([1, "漢字"]), [1, "漢字"]);
  assert.throws(() => module.call({ traps: true }), Trap);
  assert.deepEqual(module.call([2]), [2]);
});

describe("a module in two parts", () => {
  /** Echoes requests with a function of the second part. */
  const first = binaryen.parseText(`(module
    (type $answer (func (param i32 i32) (result i64)))
    (memory (export "memory") 1)
    (table (export "table") 2 2 funcref)
    (func (export "alloc") (param i32) (result i32) (i32.const 1024))
    (func (export "free") (param i32 i32))
    (func (export "call") (type $answer)
      (call_indirect (type $answer) (local.get 0) (local.get 1) (i32.const 1))))`);
  first.addCustomSection("rest", new TextEncoder().encode("echo-rest.wasm b1"));
  const second = (build) =>
    binaryen.parseText(`(module
      (import "${build}" "table" (table 2 2 funcref))
      (elem (i32.const 1) $echo)
      (func $echo (param i32 i32) (result i64)
        (i64.or (i64.shl (i64.extend_i32_u (local.get 0)) (i64.const 32)) (i64.extend_i32_u (local.get 1)))))`);
  const compiled = (module) => new WebAssembly.Module(module.emitBinary());

  test("names the second when a request needs it, and answers with it", () => {
    const module = new JsonModule(compiled(first));
    assert.throws(() => module.call([1]), Trap);
    assert.equal(module.missing, "echo-rest.wasm");
    module.complete(compiled(second("b1")));
    assert.deepEqual([module.call([1]), module.missing], [[1], null]);
  });

  test("gives the second to an instance that has not trapped, and to later ones", () => {
    const module = new JsonModule(compiled(first));
    module.complete(compiled(second("b1")));
    assert.deepEqual(module.call([2]), [2]);
    // No place in memory for so long a request.
    assert.throws(() => module.call(["x".repeat(100_000)]), Trap);
    assert.deepEqual(module.call([3]), [3]);
  });

  test("refuses a second part of another build", () => {
    const module = new JsonModule(compiled(first));
    assert.throws(() => module.complete(compiled(second("b2"))), TypeError);
    assert.equal(module.missing, "echo-rest.wasm");
  });

  test("that is whole lacks nothing", () => assert.equal(new JsonModule(new WebAssembly.Module(TRAPPING)).missing, null));
});

describe("only the latest counts", () => {
  test("requests during a run are one run after it, and only its result is published", async () => {
    let runs = 0;
    const results = [];
    const finish = [];
    const latest = new Latest(
      () => new Promise((resolve) => finish.push(() => resolve(++runs))),
      (result) => results.push(result),
    );
    latest.request();
    latest.request();
    latest.request();
    const settled = latest.settled();
    finish.shift()();
    while (finish.length === 0) await Promise.resolve();
    finish.shift()();
    await settled;
    assert.deepEqual([runs, results, finish.length], [2, [2], 0]);
  });

  test("with nothing to do, it is settled", () =>
    new Latest(
      async () => 1,
      () => {},
    ).settled());
});

describe("a link", () => {
  test("brings back what was packed", async () => {
    const shared = {
      ...project({ "a.md": "# 漢字 😀\n", "notelint.toml": "" }),
      preset: "strict",
      flavour: "zenn",
      lang: "ja",
    };
    const text = await pack(shared);
    assert.match(text, /^[A-Za-z0-9_-]+$/);
    assert.deepEqual(await unpack(text), shared);
  });

  test("that is damaged is refused", async () => {
    const text = await pack(project({ "a.md": "# A\n" }));
    for (const broken of ["", "%%%", text.slice(0, -4), Buffer.from("{}").toString("base64url")])
      await assert.rejects(unpack(broken), BrokenProject, broken);
  });

  test("that holds something else is refused", () => {
    for (const json of [
      "",
      "[]",
      "{}",
      '{"v":2,"files":{"a.md":""}}',
      '{"v":1,"files":{}}',
      '{"v":1,"files":{"a.md":1}}',
      '{"v":1,"files":["a"]}',
      '{"v":1,"files":{"":"# A"}}',
      '{"v":1,"files":{"a.md":"","../x.md":"# A"}}',
      '{"v":1,"files":{"/etc/p.md":"# A"}}',
    ])
      assert.throws(() => fromJson(json), BrokenProject, json);
  });

  test("with settings that are not text opens without them", () => {
    const opened = fromJson('{"v":1,"files":{"a.md":"x\\r\\ny"},"open":"gone.md","preset":1,"flavour":{},"lang":"fr"}');
    assert.deepEqual(opened, project({ "a.md": "x\ny" }));
  });
});

test("half a surrogate pair in a request becomes U+FFFD, whole pairs stay", () => {
  const module = new JsonModule(new WebAssembly.Module(TRAPPING));
  assert.deepEqual(module.call([1, "a\ud83d", "\ude00b", "😀"]), [1, "a\ufffd", "\ufffdb", "😀"]);
});

test("wikilinks lead to notes in any folder", () => {
  const files = project({ "a.md": "", "x/a.md": "", "x/y/deep note.md": "", "x/y/z.md": "", "y/z.md": "" });
  const target = (relative, link) => wikilinkTarget(files, relative, link);
  assert.equal(target("x/a", "a"), "a.md");
  assert.equal(target("a", "a#B"), "a.md");
  assert.equal(target("deep note", "deep note#h"), "x/y/deep note.md");
  assert.equal(target("q/z", "z"), "y/z.md");
  assert.equal(target("x/y/z", "y/z"), "y/z.md");
  assert.equal(target("none", "none"), "none");
});

test("overrides of the host in notelint.toml are noticed", () => {
  const noticed = (toml) => hasFlavourOverrides(project({ "notelint.toml": toml }));
  assert.equal(noticed('[[overrides]]\nfiles = ["zenn/**"]\nflavour = "zenn"\n'), true);
  assert.equal(noticed('flavour = "zenn"\n\n[[overrides]]\nfiles = ["zenn/**"]\n'), false);
});

test("names of files", () => {
  const files = project({ "a.md": "" });
  for (const path of ["b.md", "x/日本語.mdx", "terms.toml", ".markdownlint.json", "a b.md", "x/.vale/terms.yml"])
    assert.equal(pathFault(files, path), null, path);
  assert.equal(pathFault(files, "a.md", "a.md"), null);
  assert.equal(pathFault(files, ""), "empty");
  assert.equal(pathFault(files, "a.md"), "taken");
  for (const path of ["/a.md", "../a.md", "a/../b.md", "a//b.md", "a\\b.md", "./a.md", "a.md/"])
    assert.equal(pathFault(files, path), "outside", path);
  for (const path of [".md", ".a.md", "...md", ".git/x.md", "x/.y/z.md"]) assert.equal(pathFault(files, path), "hidden", path);
  for (const path of ["a", "a.exe", "md"]) assert.equal(pathFault(files, path), "ending", path);
});

test("the host that notelint.toml names", () => {
  const named = (toml) => configuredFlavour(project({ "notelint.toml": toml }));
  assert.equal(named('flavour = "zenn"\n'), "zenn");
  assert.equal(named("extends = [\"style\"]\nflavour = 'hugo' # comment\n[rules]\n"), "hugo");
  assert.equal(named('[[overrides]]\nflavour = "zenn"\n'), null);
  assert.equal(named('# flavour = "zenn"\n'), null);
  assert.equal(configuredFlavour(project({ "a.md": "" })), null);
});
