// A WebAssembly module of the playground in Node.js. `abi.rs` describes the interface.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export class Module {
  #compiled;
  #exports;
  #folder;
  /** The second part of the module, once a request has needed it. */
  #rest = null;

  /** The module in the file at `path`, whose data is in `folder`. */
  constructor(path, folder = dirname(path)) {
    this.#compiled = new WebAssembly.Module(readFileSync(path));
    this.#folder = folder;
    this.#start();
  }

  get exports() {
    return this.#exports;
  }

  /** Whether a request has needed the second part. */
  get isWhole() {
    return this.#rest !== null;
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
    if (this.#rest) new WebAssembly.Instance(this.#rest.compiled, { [this.#rest.build]: this.#exports });
  }

  /** Loads the second part, if the module has one that is not loaded yet. Returns whether it was. */
  #complete() {
    const [section] = WebAssembly.Module.customSections(this.#compiled, "rest");
    if (!section || this.#rest) return false;
    const [file, build] = new TextDecoder().decode(section).split(" ");
    this.#rest = { compiled: new WebAssembly.Module(readFileSync(join(this.#folder, file))), build };
    return true;
  }

  /**
   * The answer to `request`. What traps may need the second part of the module, so it is tried again with that. A panic is thrown as
   * an error; later calls go to a new instance.
   */
  call(request) {
    try {
      let answer = this.#call(request);
      while (answer.needs) {
        this.#provide(readFileSync(join(this.#folder, answer.needs)));
        answer = this.#call(request);
      }
      return answer;
    } catch (error) {
      const completed = this.#complete();
      this.#start();
      if (completed) return this.call(request);
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
