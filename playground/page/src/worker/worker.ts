/** The worker: one WebAssembly module that answers requests one after the other, away from the page's thread. */

import type { Failure, FromWorker, Request, ToWorker } from "../contract";
import { Files } from "./files";
import { JsonModule, Trap } from "./module";
import { count, findings } from "./report";

interface Scope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}

const scope = self as unknown as Scope;

const files = new Files((name) => scope.postMessage({ type: "file", name }));
let loaded: Promise<JsonModule> | null = null;

scope.onmessage = ({ data }) => {
  switch (data.type) {
    case "load":
      files.base = data.base;
      loaded = load(data.name, data.needs);
      loaded.then(
        () => scope.postMessage({ type: "ready" }),
        (error: unknown) => scope.postMessage({ type: "unavailable", message: text(error) }),
      );
      return;
    case "file":
      return files.receive(data.name, data.bytes, data.message);
    case "call":
      return void call(data.id, data.request);
  }
};

/** The module, with the files that its first answer needs: they are loaded at the same time. */
async function load(name: string, needs: readonly string[]): Promise<JsonModule> {
  // What goes wrong is said when an answer does need the file.
  const early = needs.map((need) => files.bytes(need).catch(() => null));
  const module = new JsonModule(await files.module(name));
  for (const bytes of await Promise.all(early)) if (bytes) module.provide(bytes);
  return module;
}

async function call(id: number, request: Request): Promise<void> {
  const module = await loaded?.catch(() => null);
  // The page knows that it is unavailable.
  if (!module) return;
  try {
    const answer = await complete(module, request);
    if (answer.error) scope.postMessage({ type: "error", id, error: answer.error });
    else scope.postMessage({ type: "answer", id, answer: forPage(request, answer) });
    if (request.method !== "lint") return;
    warmUp(module, request);
    // Who changes notes will need it soon. What goes wrong is said when an answer does need it.
    if (++lints === 2) makeWhole(module).catch(() => undefined);
  } catch (error) {
    const kind = error instanceof Trap ? "internal" : "unavailable";
    scope.postMessage({ type: "error", id, error: { kind, message: text(error) } });
  }
}

/** How often the project was checked. The first time, nobody has changed it yet. */
let lints = 0;

/** Runs left of [`warmUp`]. */
let cold = 8;

/**
 * Runs a request again a few times while there is nothing to do: browsers optimise WebAssembly that has run often, and the first keys
 * would otherwise wait for the slow code. A request that arrives waits for one run at most.
 */
function warmUp(module: JsonModule, request: Request): void {
  if (cold-- <= 0) return;
  setTimeout(() => {
    try {
      module.call(request);
      warmUp(module, request);
    } catch {
      // The next request says what is wrong.
    }
  });
}

interface Answer {
  readonly error?: Failure;
  /** The name of a file without which there is no answer. */
  readonly needs?: string;
}

/** The answer to a request, after the module has been given the files that it needs for it. */
async function complete(module: JsonModule, request: Request): Promise<Answer> {
  for (;;) {
    try {
      const answer = module.call(request) as Answer;
      if (!answer.needs) return answer;
      if (!module.provide(await files.bytes(answer.needs))) throw new Error(`${answer.needs} is damaged`);
    } catch (error) {
      // It may only have lacked its second part.
      if (!(error instanceof Trap && module.missing)) throw error;
      await makeWhole(module);
    }
  }
}

let second: Promise<WebAssembly.Module> | null = null;

/** Loads the second part of the module, if it has one. */
async function makeWhole(module: JsonModule): Promise<void> {
  if (!module.missing) return;
  second ??= files.module(module.missing);
  try {
    const loaded = await second;
    // Another request may have waited for it too.
    if (module.missing) module.complete(loaded);
  } catch (error) {
    // The next request that needs it tries again.
    second = null;
    throw error;
  }
}

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Reports are turned into what the page shows here, so that the page's thread does not have to. */
function forPage(request: Request, answer: unknown): unknown {
  switch (request.method) {
    case "lint": {
      const { report, notices } = answer as { report: string; notices: string[] };
      return { findings: findings(report, request.files), notices };
    }
    case "fix": {
      const { report, files } = answer as { report: string; files: Record<string, string> };
      return { files, left: count(report) };
    }
    default:
      return answer;
  }
}
