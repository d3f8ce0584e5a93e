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

export class JsonModule {
  readonly #module: WebAssembly.Module;
  #exports: Exports | null = null;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });

  constructor(module: WebAssembly.Module) {
    this.#module = module;
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
    return (this.#exports ??= new WebAssembly.Instance(this.#module, {}).exports as unknown as Exports);
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
