#!/usr/bin/env node
// Creates the npm packages of a release: one with the launcher, and one with the binary for each platform.
//
//   node npm/assemble.mjs FOLDER TARGET=BINARY...
//
// FOLDER is deleted and created again; TARGET is a Rust target triple. The version is that of Cargo.toml.
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

// npm's names of the platforms. The binaries for musl are static, so they run with any C library.
const MACHINES = {
  "x86_64-unknown-linux-musl": { os: "linux", cpu: "x64" },
  "aarch64-unknown-linux-musl": { os: "linux", cpu: "arm64" },
  "x86_64-apple-darwin": { os: "darwin", cpu: "x64" },
  "aarch64-apple-darwin": { os: "darwin", cpu: "arm64" },
  "x86_64-pc-windows-msvc": { os: "win32", cpu: "x64" },
};

const root = fileURLToPath(new URL("..", import.meta.url));
const [folder, ...binaries] = process.argv.slice(2);
if (!folder || binaries.length === 0) {
  console.error("usage: node npm/assemble.mjs FOLDER TARGET=BINARY...");
  process.exit(2);
}
const version = /^version = "(.*)"/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"))[1];
rmSync(folder, { recursive: true, force: true });

function write(at, manifest) {
  writeFileSync(join(at, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const licence of ["LICENSE-APACHE", "LICENSE-MIT"]) copyFileSync(join(root, licence), join(at, licence));
}

const main = join(folder, "notelint");
cpSync(join(root, "npm/notelint"), main, { recursive: true });
copyFileSync(join(root, "README.md"), join(main, "README.md"));
const { license, repository, ...rest } = JSON.parse(readFileSync(join(main, "package.json"), "utf8"));
const packages = {};
for (const pair of binaries) {
  const [target, binary] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
  const machine = MACHINES[target];
  if (!machine) {
    console.error(`${target}: unknown target; available: ${Object.keys(MACHINES).join(", ")}`);
    process.exit(2);
  }
  const name = `@notelint/${machine.os}-${machine.cpu}`;
  const at = join(folder, name);
  const file = join(at, "bin", basename(binary));
  mkdirSync(join(at, "bin"), { recursive: true });
  copyFileSync(binary, file);
  chmodSync(file, 0o755);
  const description = `The notelint of ${machine.os} on ${machine.cpu}; install notelint instead`;
  write(at, { name, version, description, license, repository, os: [machine.os], cpu: [machine.cpu], files: ["bin"] });
  packages[name] = version;
}
write(main, { ...rest, version, license, repository, optionalDependencies: packages });
