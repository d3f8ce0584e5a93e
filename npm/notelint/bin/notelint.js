#!/usr/bin/env node
// Runs the binary for this platform, which npm installs as an optional dependency of this package.
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
      `the package ${name} is not installed. npm leaves it out with --omit=optional, or if the lockfile was written on ` +
        "another platform. Where there is no such package, build notelint from source: cargo install notelint",
    );
  }
}

const child = spawn(binary(), process.argv.slice(2), { stdio: "inherit" });
child.on("error", (error) => fail(error.message));
// The terminal sends Ctrl-C to the child too; wait for its last output.
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
