#!/usr/bin/env node
// Runs the notelint of this machine, which npm has put beside this package as one of its optional dependencies.
"use strict";

const { spawn } = require("node:child_process");

const TROUBLE = 2;
const name = `@notelint/${process.platform}-${process.arch}`;

function fail(text) {
  console.error(`notelint: ${text}`);
  process.exit(TROUBLE);
}

function binary() {
  try {
    return require.resolve(`${name}/bin/notelint${process.platform === "win32" ? ".exe" : ""}`);
  } catch {
    return fail(
      `the package ${name} is not there. npm leaves it out with --omit=optional, and where a lockfile was made on another ` +
        "machine; for machines without one, build notelint from its source: cargo install notelint",
    );
  }
}

const child = spawn(binary(), process.argv.slice(2), { stdio: "inherit" });
child.on("error", (error) => fail(error.message));
// Ctrl-C reaches the child by itself, which has something to say yet.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => {
  if (signal) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  } else {
    process.exitCode = code;
  }
});
