/** Answers of the workers that arrive when the test says so, to have the page act in between. */

/** For `before` of `withPage`: the page's workers can be held. */
export const holdable = (context) =>
  context.addInitScript(() => {
    const waiting = [];
    globalThis.held = false;
    globalThis.release = () => {
      globalThis.held = false;
      for (const answer of waiting.splice(0)) answer();
    };
    globalThis.Worker = class extends Worker {
      set onmessage(listener) {
        this.addEventListener("message", (event) => (globalThis.held ? waiting.push(() => listener(event)) : listener(event)));
      }
    };
  });

export const hold = (page) => page.evaluate(() => void (globalThis.held = true));
export const release = (page) => page.evaluate(() => globalThis.release());
