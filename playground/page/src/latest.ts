/** Work of which only the latest counts: one run at a time; a request during a run starts another after it. */
export class Latest<T> {
  readonly #run: () => Promise<T>;
  readonly #publish: (result: T) => void;
  #busy = false;
  #stale = false;
  #waiting: (() => void)[] = [];

  /** `run` does the work and does not fail; `publish` gets the results of runs that no request came after. */
  constructor(run: () => Promise<T>, publish: (result: T) => void) {
    this.#run = run;
    this.#publish = publish;
  }

  /** There is nothing to do: the last result that was published is the latest. */
  get isSettled(): boolean {
    return !this.#busy;
  }

  request(): void {
    if (this.#busy) this.#stale = true;
    else void this.#loop();
  }

  /** Waits until there is nothing to do. Others that waited too may have made a request by the time the caller goes on. */
  settled(): Promise<void> {
    return this.#busy ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }

  async #loop(): Promise<void> {
    this.#busy = true;
    do {
      this.#stale = false;
      const result = await this.#run();
      if (!this.#stale) this.#publish(result);
    } while (this.#stale);
    this.#busy = false;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
