/** Keeps the findings of the project up to date. */

import { RequestError, type Client } from "./client";
import type { Failure, Finding, Language } from "./contract";
import { Latest } from "./latest";
import { request } from "./project/project";
import type { Store } from "./project/store";

export interface Result {
  readonly findings: readonly Finding[];
  readonly notices: readonly string[];
  /** Why the project could not be checked; the findings are then those from before. */
  readonly failure: Failure | null;
}

export class Linter {
  readonly #store: Store;
  readonly #client: Client;
  readonly #language: () => Language;
  readonly #listeners: ((result: Result) => void)[] = [];
  readonly #latest: Latest<Result>;
  #result: Result | null = null;

  constructor(store: Store, client: Client, language: () => Language) {
    this.#store = store;
    this.#client = client;
    this.#language = language;
    this.#latest = new Latest(
      () => this.#ask(),
      (result) => {
        this.#result = result;
        for (const listener of this.#listeners) listener(result);
      },
    );
    store.listen((change) => {
      if (change !== "open") this.lint();
    });
  }

  /** The latest result, or `null` before the first. */
  get result(): Result | null {
    return this.#result;
  }

  listen(listener: (result: Result) => void): void {
    this.#listeners.push(listener);
  }

  /** Asks for findings now, or as soon as the answer that is on its way has arrived. */
  lint(): void {
    this.#latest.request();
  }

  /** Whether [`Linter.result`] is that of the project as it is. */
  get isSettled(): boolean {
    return this.#latest.isSettled;
  }

  /** Waits until the findings are those of the project as it was when they were asked for last. */
  settled(): Promise<void> {
    return this.#latest.settled();
  }

  async #ask(): Promise<Result> {
    try {
      const answer = await this.#client.ask({ method: "lint", ...request(this.#store.project, this.#language()) });
      return { ...answer, failure: null };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      return { findings: this.#result?.findings ?? [], notices: [], failure: error.failure };
    }
  }
}
