// Links that open a project in the playground.
import { deflateRawSync } from "node:zlib";

/** The fragment of the playground's URL for a project with the note `open`. */
export function share(files, open, lang) {
  const shared = { v: 1, files, open, ...(lang === "en" ? {} : { lang }) };
  return `#p=${deflateRawSync(Buffer.from(JSON.stringify(shared)), { level: 9 }).toString("base64url")}`;
}
