/** A module with the ABI of `playground/abi.rs`: JSON in, JSON out. */

interface Exports {
  readonly memory: WebAssembly.Memory;
  alloc(length: number): number;
  free(pointer: number, length: number): void;
  call(pointer: number, length: number): bigint;
  /** Takes a file that an answer needs; the memory is the module's from then on. Only of modules with such files. */
  provide?(pointer: number, length: number): number;
}

/** The module trapped. Its instance is gone; the next call makes a fresh one. */
export class Trap extends Error {}

/** The second part of a module. */
interface Rest {
  /** The name of its file. */
  readonly name: string;
  /** What it calls the first part: parts of different builds do not fit together. */
  readonly build: string;
}

export class JsonModule {
  readonly #module: WebAssembly.Module;
  readonly #rest: Rest | null;
  #second: WebAssembly.Module | null = null;
  #exports: Exports | null = null;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });

  constructor(module: WebAssembly.Module) {
    this.#module = module;
    const [section] = WebAssembly.Module.customSections(module, "rest");
    const [name, build] = section ? this.#decoder.decode(section).split(" ") : [];
    this.#rest = name && build ? { name, build } : null;
  }

  /** The file of the second part, which `complete` takes; `null` if there is none, or it is here. Calls that need it trap. */
  get missing(): string | null {
    return this.#second ? null : (this.#rest?.name ?? null);
  }

  /** Takes the second part. */
  complete(second: WebAssembly.Module): void {
    this.#join(this.#instance(), second);
    this.#second = second;
  }

  /** Answers a request. After a trap, the memory is in an unknown state, so the instance is thrown away. */
  call(request: unknown): unknown {
    try {
      return JSON.parse(this.#answer(JSON.stringify(request, wellFormed)));
    } catch (error) {
      this.#exports = null;
      throw new Trap(error instanceof Error ? error.message : String(error));
    }
  }

  /** Gives the instance a file that it has asked for with `{"needs": …}`. Returns whether it is one. */
  provide(file: Uint8Array): boolean {
    const { alloc, memory, provide } = this.#instance();
    if (!provide) return false;
    const pointer = alloc(file.length) >>> 0;
    new Uint8Array(memory.buffer, pointer, file.length).set(file);
    return provide(pointer, file.length) === 1;
  }

  #instance(): Exports {
    if (this.#exports) return this.#exports;
    const exports = new WebAssembly.Instance(this.#module, {}).exports as unknown as Exports;
    if (this.#second) this.#join(exports, this.#second);
    return (this.#exports = exports);
  }

  /** Puts the functions of the second part into the table of an instance. */
  #join(exports: Exports, second: WebAssembly.Module): void {
    if (this.#rest) new WebAssembly.Instance(second, { [this.#rest.build]: exports as unknown as WebAssembly.ModuleImports });
  }

  #answer(request: string): string {
    const exports = this.#instance();
    const bytes = this.#encoder.encode(request);
    const input = exports.alloc(bytes.length) >>> 0;
    new Uint8Array(exports.memory.buffer, input, bytes.length).set(bytes);
    const result = BigInt.asUintN(64, exports.call(input, bytes.length));
    exports.free(input, bytes.length);
    const [pointer, length] = [Number(result >> 32n), Number(result & 0xffff_ffffn)];
    const answer = this.#decoder.decode(new Uint8Array(exports.memory.buffer, pointer, length));
    exports.free(pointer, length);
    return answer;
  }
}

/** Half a surrogate pair, which pasted text may have, is not in UTF-8. U+FFFD is as long, so offsets stay the same. */
const wellFormed = (_: string, value: unknown): unknown =>
  typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value;
