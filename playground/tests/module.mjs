// A WebAssembly module of the playground in Node.js. `abi.rs` describes the interface.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export class Module {
  #compiled;
  #exports;
  #folder;

  /** The module in the file at `path`. */
  constructor(path) {
    this.#compiled = new WebAssembly.Module(readFileSync(path));
    this.#folder = dirname(path);
    this.#start();
  }

  /** What the module needs from its page: nothing. */
  get imports() {
    return WebAssembly.Module.imports(this.#compiled);
  }

  /** The size of its memory in bytes. */
  get memory() {
    return this.#exports.memory.buffer.byteLength;
  }

  #start() {
    this.#exports = new WebAssembly.Instance(this.#compiled, {}).exports;
  }

  /** The answer to `request`. A panic is thrown as an error; later calls go to a new instance. */
  call(request) {
    try {
      let answer = this.#call(request);
      while (answer.needs) {
        this.#provide(readFileSync(join(this.#folder, answer.needs)));
        answer = this.#call(request);
      }
      return answer;
    } catch (error) {
      this.#start();
      throw error;
    }
  }

  /** Gives the module the content of a file that it needs for an answer. */
  #provide(bytes) {
    const { alloc, provide, memory } = this.#exports;
    const at = alloc(bytes.length) >>> 0;
    new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
    if (!provide(at, bytes.length)) throw new Error("not a file for this module");
  }

  #call(request) {
    const { alloc, free, call, memory } = this.#exports;
    const bytes = new TextEncoder().encode(JSON.stringify(request));
    const at = alloc(bytes.length) >>> 0;
    new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
    const answer = BigInt.asUintN(64, call(at, bytes.length));
    free(at, bytes.length);
    const [start, length] = [Number(answer >> 32n), Number(answer & 0xffff_ffffn)];
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      new Uint8Array(memory.buffer, start, length),
    );
    free(start, length);
    return JSON.parse(text);
  }
}
