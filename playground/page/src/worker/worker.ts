/** The worker: one WebAssembly module that answers requests one after the other, away from the page's thread. */

import type { Failure, FromWorker, Request, ToWorker } from "../contract";
import { JsonModule, Trap } from "./module";
import { count, findings } from "./report";

interface Scope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}

const scope = self as unknown as Scope;

let loaded: Promise<JsonModule> | null = null;

scope.onmessage = async ({ data }) => {
  if (data.type === "load") {
    loaded = load(data).then((module) => new JsonModule(module));
    loaded.then(
      () => scope.postMessage({ type: "ready" }),
      (error: unknown) => scope.postMessage({ type: "unavailable", message: String(error) }),
    );
    return;
  }
  const { id, request } = data;
  const module = await loaded?.catch(() => null);
  if (!module) return;
  try {
    const answer = module.call(request) as { error?: Failure };
    if (answer.error) scope.postMessage({ type: "error", id, error: answer.error });
    else scope.postMessage({ type: "answer", id, answer: forPage(request, answer) });
  } catch (error) {
    if (!(error instanceof Trap)) throw error;
    scope.postMessage({ type: "error", id, error: { kind: "internal", message: error.message } });
  }
};

async function load(from: { url: string } | { bytes: ArrayBuffer }): Promise<WebAssembly.Module> {
  if ("bytes" in from) return WebAssembly.compile(from.bytes);
  const response = await fetch(from.url);
  if (!response.ok) throw new Error(`${from.url}: ${response.status} ${response.statusText}`);
  // Compiling while it arrives needs this media type, which some servers do not send.
  return response.headers.get("content-type")?.startsWith("application/wasm")
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

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
