/** A static server on loopback for `dist/`, which sends the page's Content-Security-Policy as a header too. */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));
export const FILE_URL = pathToFileURL(join(DIST, "index.html")).href;

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/** Serves `root` on a free port. `missing` collects the paths that were asked for and do not exist. */
export async function serve(root = DIST) {
  const page = await readFile(join(root, "index.html"), "utf8");
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? "";
  const missing = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = normalize(join(root, path.endsWith("/") ? `${path}index.html` : path));
    const body = file.startsWith(root + sep) ? await readFile(file).catch(() => null) : null;
    if (!body) missing.push(path);
    response.writeHead(body ? 200 : 404, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-security-policy": `${policy}; frame-ancestors 'none'`,
      "cache-control": "no-store",
    });
    response.end(body ?? "not found");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}/`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url, missing, close };
}
