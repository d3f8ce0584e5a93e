/** The page's side of a worker: requests out, answers in, and a fresh worker when one hangs. */

import { base, localBytes, workerUrl } from "./assets";
import type { Answers, Failure, FromWorker, Request, ToWorker } from "./contract";

/** A request that the module refused or that failed; `failure` says how. */
export class RequestError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

interface Pending {
  resolve(answer: never): void;
  reject(error: RequestError): void;
}

/** Milliseconds without an answer after which a worker counts as hung. */
const PATIENCE = 20_000;

export class Client {
  readonly #name: string;
  #worker: Promise<Worker> | null = null;
  #pending = new Map<number, Pending>();
  #next = 0;
  #watch = 0;
  #loaded = false;

  /** `name` is the module's file name, such as `notelint.wasm`. It is loaded with the first request. */
  constructor(name: string) {
    this.#name = name;
  }

  /** Begins to load the module, and files of it that the first answer will need. */
  start(needs: readonly string[] = []): Promise<Worker> {
    return (this.#worker ??= this.#start(needs));
  }

  /** The module's answer. Fails with a [`RequestError`]. */
  async ask<R extends Request>(request: R): Promise<Answers[R["method"]]> {
    let worker: Worker;
    try {
      worker = await this.start();
    } catch (error) {
      this.#worker = null;
      if (error instanceof RequestError) throw error;
      throw new RequestError({ kind: "unavailable", message: String(error) });
    }
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#pending.set(id, { resolve, reject });
      this.#expect();
      worker.postMessage({ type: "call", id, request } satisfies ToWorker);
    });
  }

  async #start(needs: readonly string[]): Promise<Worker> {
    if (typeof WebAssembly !== "object") throw new RequestError({ kind: "unsupported", message: "no WebAssembly" });
    const worker = new Worker(await workerUrl());
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#restart("unavailable", event.message || "no worker");
    };
    worker.postMessage({ type: "load", name: this.#name, needs, base } satisfies ToWorker);
    return worker;
  }

  /** Hands a file to a worker that can't fetch it. */
  async #hand(name: string): Promise<void> {
    const worker = await this.#worker;
    try {
      const bytes = await localBytes(name);
      worker?.postMessage({ type: "file", name, bytes, message: "" } satisfies ToWorker, [bytes]);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      worker?.postMessage({ type: "file", name, bytes: null, message } satisfies ToWorker);
    }
  }

  #receive(message: FromWorker): void {
    if (message.type === "file") return void this.#hand(message.name);
    if (message.type === "ready") this.#loaded = true;
    if (message.type === "ready") return this.#expect();
    if (message.type === "unavailable") return this.#restart("unavailable", message.message);
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    this.#expect();
    if (message.type === "answer") pending?.resolve(message.answer as never);
    else pending?.reject(new RequestError(message.error));
  }

  /** Waits for the next message, if there is one to wait for. Loading may take as long as it takes. */
  #expect(): void {
    window.clearTimeout(this.#watch);
    if (this.#loaded && this.#pending.size > 0)
      this.#watch = window.setTimeout(() => this.#restart("internal", "no answer"), PATIENCE);
  }

  /** Ends the worker; the next request starts another. */
  #restart(kind: Failure["kind"], message: string): void {
    window.clearTimeout(this.#watch);
    this.#loaded = false;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    void this.#worker?.then((worker) => worker.terminate());
    this.#worker = null;
    for (const { reject } of pending) reject(new RequestError({ kind, message }));
  }
}
