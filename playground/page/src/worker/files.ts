/** The files of a module: over http the worker fetches them, otherwise it asks the page. */

interface Waiting {
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

export class Files {
  /** The URL of the folder with the files; `null`: ask the page. */
  base: string | null = null;
  readonly #ask: (name: string) => void;
  readonly #waiting = new Map<string, Waiting>();
  readonly #known = new Map<string, Promise<Uint8Array>>();

  constructor(ask: (name: string) => void) {
    this.#ask = ask;
  }

  /** A WebAssembly module, compiled while it arrives if the server sends the media type that this needs. */
  async module(name: string): Promise<WebAssembly.Module> {
    if (this.base === null) return WebAssembly.compile((await this.bytes(name)) as BufferSource);
    const response = await fetched(this.base + name);
    return response.headers.get("content-type")?.startsWith("application/wasm")
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer());
  }

  /** The content of a file. It is kept, for the next instance of the module. */
  bytes(name: string): Promise<Uint8Array> {
    let bytes = this.#known.get(name);
    if (!bytes) {
      bytes = this.#load(name);
      // After a failure, the next request tries again.
      bytes.catch(() => this.#known.delete(name));
      this.#known.set(name, bytes);
    }
    return bytes;
  }

  /** Takes the page's answer; `bytes` is null if it does not have the file, for the reason in `message`. */
  receive(name: string, bytes: ArrayBuffer | null, message: string): void {
    const waiting = this.#waiting.get(name);
    this.#waiting.delete(name);
    if (bytes) waiting?.resolve(new Uint8Array(bytes));
    else waiting?.reject(new Error(message));
  }

  async #load(name: string): Promise<Uint8Array> {
    if (this.base !== null) return new Uint8Array(await (await fetched(this.base + name)).arrayBuffer());
    return new Promise((resolve, reject) => {
      this.#waiting.set(name, { resolve, reject });
      this.#ask(name);
    });
  }
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return response;
}
