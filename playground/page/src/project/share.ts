/** A project as text: for the link (compressed) and for the draft. */

import { isInside, normalised, type Project } from "./project";

const VERSION = 1;

/** Characters of text that a link may contain when it is unpacked. A link is input from strangers. */
const LIMIT = 4_000_000;

/** A link or draft that can't be read. */
export class BrokenProject extends Error {}

export const canCompress = (): boolean => typeof CompressionStream === "function" && typeof DecompressionStream === "function";

export function toJson(project: Project): string {
  const { files, ...rest } = project;
  return JSON.stringify({ v: VERSION, files: Object.fromEntries(files), ...rest });
}

/** The project in `json`. Fails with a [`BrokenProject`]. */
export function fromJson(json: string): Project {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new BrokenProject("not JSON");
  }
  if (!isObject(value) || value["v"] !== VERSION || !isObject(value["files"])) throw new BrokenProject("not a project");
  const files = Object.entries(value["files"]);
  if (files.length === 0 || !files.every((entry): entry is [string, string] => typeof entry[1] === "string"))
    throw new BrokenProject("no files");
  if (!files.every(([path]) => isInside(path))) throw new BrokenProject("a path leads out of the project");
  const text = (key: string): string | null => (typeof value[key] === "string" ? value[key] : null);
  const lang = text("lang");
  const map = new Map(files.map(([path, content]) => [path, normalised(content)]));
  const open = text("open");
  return {
    files: map,
    open: open !== null && map.has(open) ? open : (files[0]?.[0] ?? ""),
    preset: text("preset"),
    flavour: text("flavour"),
    lang: lang === "en" || lang === "ja" ? lang : null,
  };
}

/** base64url without padding of raw deflate of the JSON. */
export async function pack(project: Project): Promise<string> {
  const bytes = await through(new TextEncoder().encode(toJson(project)), new CompressionStream("deflate-raw"), Infinity);
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The project in a link's text. Fails with a [`BrokenProject`]. */
export async function unpack(text: string): Promise<Project> {
  let json: string;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const plain = await through(bytes, new DecompressionStream("deflate-raw"), LIMIT);
    json = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain);
  } catch (error) {
    throw new BrokenProject(String(error));
  }
  return fromJson(json);
}

async function through(bytes: Uint8Array<ArrayBuffer>, transform: CompressionStream | DecompressionStream, limit: number) {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    if ((length += value.length) > limit) {
      await reader.cancel();
      throw new BrokenProject("too large");
    }
  }
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
