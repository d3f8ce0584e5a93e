#!/usr/bin/env node
// Compares the playground with the program: the same reports, byte for byte, and the same fixed texts.
//
//     node tests/parity.mjs PROGRAM [--corpora FOLDER] [--notes COUNT] [--wasm FILE]
//
// FOLDER has a folder with notes for each repository. COUNT of their notes are compared, 500 by default.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Module } from "./module.mjs";
import { projects } from "./projects.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    corpora: { type: "string" },
    notes: { type: "string", default: "500" },
    wasm: { type: "string", default: join(here, "../dist/notelint.wasm") },
  },
});
if (positionals.length !== 1) {
  console.error("usage: parity.mjs PROGRAM [--corpora FOLDER] [--notes COUNT] [--wasm FILE]");
  process.exit(2);
}
const program = resolve(positionals[0]);

const folder = mkdtempSync(join(tmpdir(), "notelint-parity-"));
const module = new Module(values.wasm);
const times = [];
const counts = {};
const wrong = [];

try {
  const found = projects({
    root: resolve(here, "../.."),
    module,
    corpora: values.corpora,
    count: Number(values.notes),
  });
  for (const project of found) {
    for (const preset of project.presets) {
      for (const lang of project.kind === "notes" ? ["en", "ja"] : ["en"]) compare(project, preset, lang);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

for (const [kind, { projects, notes, comparisons, findings, fixed }] of Object.entries(counts)) {
  console.log(
    `${kind}: ${projects} projects, ${notes} notes, ${comparisons} reports compared, ` +
      `${findings} findings, ${fixed} texts fixed`,
  );
}
const later = times.slice(1).sort((a, b) => a - b);
console.log(
  `first call ${times[0].toFixed(0)} ms, then median ${later[later.length >> 1].toFixed(1)} ms, ` +
    `${later.length} calls; memory ${(module.memory / 2 ** 20).toFixed(0)} MiB`,
);
if (wrong.length > 0) {
  console.log(`\n${wrong.length} differences:\n${wrong.slice(0, 20).join("\n")}`);
  process.exitCode = 1;
}

/** Compares a check, `--fix` and `--fix --unsafe-fixes` of one project. */
function compare(project, preset, lang) {
  const notes = Object.keys(project.files).filter((path) => path.endsWith(".md"));
  const count = (counts[project.kind] ??= { projects: 0, notes: 0, comparisons: 0, findings: 0, fixed: 0 });
  count.projects += 1;
  count.notes += notes.length;
  for (const mode of [[], ["--fix"], ["--fix", "--unsafe-fixes"]]) {
    const name = `${project.kind}: ${project.name} ${preset ?? ""} ${lang} ${mode.join(" ")}`;
    const expected = run(project.files, [...(preset ? ["--preset", preset] : []), "--lang", lang, ...mode]);
    const request =
      mode.length === 0 ? { method: "lint" } : { method: "fix", unsafe: mode.includes("--unsafe-fixes") };
    const answer = ask({ ...request, files: project.files, preset, lang });
    count.comparisons += 1;
    if (answer.report !== expected.report) {
      wrong.push(`${name}: the report differs\n${difference(answer.report ?? JSON.stringify(answer), expected.report)}`);
      continue;
    }
    if (mode.length === 0) count.findings += JSON.parse(answer.report).findings.length;
    for (const path of notes) {
      const before = project.files[path];
      const text = answer.files?.[path] ?? before;
      if (text !== expected.files[path]) wrong.push(`${name}: ${path} differs`);
      if (text !== before) count.fixed += 1;
    }
    for (const path of Object.keys(answer.files ?? {})) {
      if (!notes.includes(path)) wrong.push(`${name}: ${path} is not a note`);
    }
  }
}

function ask(request) {
  const start = performance.now();
  try {
    return module.call(request);
  } catch (error) {
    return { report: `trap: ${error}` };
  } finally {
    times.push(performance.now() - start);
  }
}

/** What the program prints for `files`, and the notes after it. */
function run(files, args) {
  const project = join(folder, "project");
  rmSync(project, { recursive: true, force: true });
  // A repository, so that nothing above it counts.
  mkdirSync(join(project, ".git"), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  const { GITHUB_ACTIONS: _, ...env } = process.env;
  const options = { cwd: project, env, encoding: "utf8", maxBuffer: 2 ** 30, stdio: ["ignore", "pipe", "pipe"] };
  let report;
  try {
    report = execFileSync(program, ["check", "--no-cache", "--format", "json", ...args], options);
  } catch (error) {
    if (error.status !== 1) throw error;
    report = error.stdout;
  }
  const notes = Object.keys(files).filter((path) => path.endsWith(".md"));
  return { report, files: Object.fromEntries(notes.map((path) => [path, readFileSync(join(project, path), "utf8")])) };
}

/** Where two texts differ first. */
function difference(found, expected) {
  let at = 0;
  while (at < found.length && found[at] === expected[at]) at += 1;
  const part = (text) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 120));
  return `  playground ${part(found)}\n  program    ${part(expected)}`;
}
