// Splits a module in two: the functions that ordinary visits run, and the rest, which a page loads when an answer needs it.
//
//     node split.mjs MODULE
//
// MODULE is notelint.wasm without names, and becomes the first part. The second is written beside it (notelint-rest.wasm). To find out
// what ordinary visits run, they are run (visits.mjs) in a copy of the module that remembers which functions were called.
//
// The second part uses the memory, the table and the functions of the first, and puts its own functions into the table. Where the first
// part calls one of them, it does so through the table. Without the second part, that traps: its place in the table is not a function
// of this type. README.md says what the page does then.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import binaryen from "binaryen";
import { Module } from "./tests/module.mjs";
import { visits } from "./visits.mjs";

const { Function: Func, getElementSegmentInfo, getExpressionInfo, getFunctionInfo, i32, none } = binaryen;

const [path] = process.argv.slice(2);
const bytes = readFileSync(path);
/** What the second part calls the first, so that parts of different builds do not fit together. */
const build = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
const restName = basename(path).replace(/\.wasm$/, "-rest.wasm");
/** Those of build-wasm. */
const FEATURES = [
  "BulkMemory",
  "BulkMemoryOpt",
  "CallIndirectOverlong",
  "Multivalue",
  "MutableGlobals",
  "NontrappingFPToInt",
  "ReferenceTypes",
  "SignExt",
].reduce((all, name) => all | binaryen.Features[name], 0);
/** The names by which the second part knows the table and the stack pointer of the first. Functions have numbers. */
const [TABLE, STACK] = ["table", "stack"];

const ordinary = await ranIn(visits);
const { slots, between, size } = layout();
const rest = secondPart();
const needed = imported(rest);
const first = firstPart(needed);
writeFileSync(join(dirname(path), restName), emitted(rest));
writeFileSync(path, emitted(first));
console.log(
  `${basename(path)}: ${ordinary.size} functions; ${restName}: ${functions(rest).length - needed.length}, of which the first part ` +
    `calls ${between.length}`,
);

/** The names of the functions that `visits` run. */
async function ranIn(visits) {
  const module = read();
  for (const { name, results, body } of functions(module)) {
    const ran = `ran ${name}`;
    module.addGlobal(ran, i32, true, module.i32.const(0));
    module.addGlobalExport(ran, ran);
    const remember = module.global.set(ran, module.i32.const(1));
    Func.setBody(module.getFunction(name), module.block(null, [remember, body], results));
  }
  const folder = mkdtempSync(join(tmpdir(), "notelint-split-"));
  try {
    const copy = join(folder, basename(path));
    writeFileSync(copy, module.emitBinary());
    const running = new Module(copy, dirname(path));
    visits(running);
    return new Set(functions(module).map(({ name }) => name).filter((name) => running.exports[`ran ${name}`].value));
  } finally {
    rmSync(folder, { recursive: true });
    module.dispose();
  }
}

/**
 * Where the functions of the second part are in the table: `slots` by name. Those that the first part calls (`between`) have a place
 * there even if no pointer leads to them. `size` is the size of the table.
 */
function layout() {
  const module = read();
  const { start, names } = table(module);
  module.removeElementSegment(segment(module).name);
  for (const { name, params, results } of functions(module)) {
    if (ordinary.has(name)) module.addFunctionExport(name, `keep ${name}`);
    else replace(module, name, () => module.addFunctionImport(name, build, name, params, results));
  }
  module.runPasses(["remove-unused-module-elements"]);
  const between = imported(module);
  module.dispose();
  const slots = new Map();
  for (const [index, name] of names.entries()) {
    if (!ordinary.has(name)) slots.set(start + index, name);
  }
  const pointed = new Set(slots.values());
  let size = start + names.length;
  for (const name of between) if (!pointed.has(name)) slots.set(size++, name);
  return { slots, between, size };
}

/** The functions that ordinary visits do not run. */
function secondPart() {
  const module = read();
  for (const { name, params, results } of functions(module)) {
    if (ordinary.has(name)) replace(module, name, () => module.addFunctionImport(name, build, name, params, results));
  }
  for (const { name } of exports(module)) module.removeExport(name);
  const { name: ofTable } = table(module);
  module.removeElementSegment(segment(module).name);
  module.removeTable(ofTable);
  module.addTable(ofTable, size, size);
  module.addTableImport(ofTable, build, TABLE);
  module.addMemoryImport("0", build, "memory");
  const stack = binaryen.getGlobalInfo(module.getGlobalByIndex(0));
  module.removeGlobal(stack.name);
  module.addGlobalImport(stack.name, build, STACK, stack.type, true);
  for (const { start, names } of runs(slots)) {
    module.addActiveElementSegment(ofTable, `at ${start}`, names, module.i32.const(start));
  }
  module.runPasses(["remove-memory-init", "remove-unused-module-elements"]);
  return module;
}

/** The functions that ordinary visits run, with the exports that the second part needs. */
function firstPart(needed) {
  const module = read();
  const { name: ofTable, start, names } = table(module);
  const at = new Map([...slots].map(([slot, name]) => [name, slot]));
  const missing = "missing";
  module.addFunction(missing, none, none, [], module.unreachable());
  module.removeElementSegment(segment(module).name);
  module.removeTable(ofTable);
  module.addTable(ofTable, size, size);
  const own = names.map((name) => (ordinary.has(name) ? name : missing));
  module.addActiveElementSegment(ofTable, "own", own, module.i32.const(start));
  for (const { name, params, results } of functions(module)) {
    if (ordinary.has(name) || name === missing) continue;
    module.removeFunction(name);
    if (!between.includes(name)) continue;
    const passed = binaryen.expandType(params).map((type, index) => module.local.get(index, type));
    const call = module.call_indirect(ofTable, module.i32.const(at.get(name)), passed, params, results);
    module.addFunction(name, params, results, [], call);
  }
  for (const name of needed) module.addFunctionExport(name, name);
  module.addTableExport(ofTable, TABLE);
  module.addGlobalExport(binaryen.getGlobalInfo(module.getGlobalByIndex(0)).name, STACK);
  for (const name of ["__data_end", "__heap_base"]) module.removeExport(name);
  module.addCustomSection("rest", new TextEncoder().encode(`${restName} ${build}`));
  module.runPasses(["remove-unused-module-elements"]);
  return module;
}

function read() {
  const module = binaryen.readBinary(bytes);
  module.setFeatures(FEATURES);
  return module;
}

/** The functions of `module`, without imported ones. */
function functions(module) {
  return all(module).filter(({ module }) => !module);
}

/** The names of the functions that `module` imports. */
function imported(module) {
  return all(module).filter(({ module }) => module).map(({ name }) => name);
}

function all(module) {
  return Array.from({ length: module.getNumFunctions() }, (_, index) => getFunctionInfo(module.getFunctionByIndex(index)));
}

function exports(module) {
  return Array.from({ length: module.getNumExports() }, (_, index) => binaryen.getExportInfo(module.getExportByIndex(index)));
}

/** The table: its name, and the functions in it from the place `start` on. */
function table(module) {
  const { table, offset, data } = segment(module);
  return { name: table, start: getExpressionInfo(offset).value, names: data };
}

function segment(module) {
  if (module.getNumElementSegments() !== 1) throw new Error("the table is filled in more than one way");
  return getElementSegmentInfo(module.getElementSegmentByIndex(0));
}

function replace(module, name, add) {
  module.removeFunction(name);
  add();
}

/** `slots` as runs of places that follow each other. */
function runs(slots) {
  const runs = [];
  for (const [slot, name] of [...slots].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last && last.start + last.names.length === slot) last.names.push(name);
    else runs.push({ start: slot, names: [name] });
  }
  return runs;
}

function emitted(module) {
  if (!module.validate()) throw new Error("the module that was made is not valid");
  return module.emitBinary();
}
