/** The Content-Security-Policy of the page: what `<meta>` says, and what a server should send. */

import { createHash } from "node:crypto";

/** `previewStyle` is the one inline style: that of the frame of the preview, which inherits this policy. */
export function policy(previewStyle) {
  const hash = createHash("sha256").update(previewStyle).digest("base64");
  return [
    "default-src 'none'",
    // Not all browsers count a page's own folder on the disk as itself; over http, nothing comes from `file:`.
    "script-src 'self' file: 'wasm-unsafe-eval'",
    `style-src 'self' file: 'sha256-${hash}'`,
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "img-src 'self' file: data:",
    "frame-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
