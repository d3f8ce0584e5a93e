/**
 * Where the worker and the modules come from. Over http they are files beside the page. A page that was opened from the disk
 * (`file:`) may neither fetch nor start a worker from a file; there, classic scripts in `local/` contain them as base64 of raw
 * deflate, and the worker starts from a Blob.
 */

const local = location.protocol === "file:";

declare global {
  interface Window {
    /** Filled by the scripts in `local/`: file name to base64. */
    notelintLocal?: Record<string, string>;
  }
}

export const moduleUrl = (name: string): string => new URL(name, document.baseURI).href;

/** The bytes of a module, or `null` if the worker can fetch them itself. */
export async function moduleBytes(name: string): Promise<ArrayBuffer | null> {
  return local ? (await localFile(name)).arrayBuffer() : null;
}

let worker: Promise<string> | null = null;

export function workerUrl(): Promise<string> {
  return (worker ??= local
    ? localFile("worker.js").then(async (response) =>
        URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" })),
      )
    : Promise.resolve(new URL("worker.js", document.baseURI).href));
}

async function localFile(name: string): Promise<Response> {
  await script(`local/${name.endsWith(".js") ? name : `${name}.js`}`);
  const base64 = window.notelintLocal?.[name];
  if (!base64) throw new Error(`local/${name} is damaged`);
  delete window.notelintLocal?.[name];
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")));
}

function script(source: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = source;
    element.onload = () => resolve();
    element.onerror = () => reject(new Error(`${source} could not be loaded`));
    document.head.append(element);
  });
}
