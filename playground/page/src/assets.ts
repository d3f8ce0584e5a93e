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

/** The URL of the folder with the page's files, or `null` if they can't be fetched. */
export const base: string | null = local ? null : new URL(".", document.baseURI).href;

/** The content of a file of a page that was opened from the disk. */
export const localBytes = async (name: string): Promise<ArrayBuffer> => (await localFile(name)).arrayBuffer();

let worker: Promise<string> | null = null;

export function workerUrl(): Promise<string> {
  return (worker ??= local
    ? localFile("worker.js").then(async (response) =>
        URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" })),
      )
    : Promise.resolve(`${base}worker.js`));
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
