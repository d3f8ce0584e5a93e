/** What a failure is called on the page. */

import type { Failure } from "../contract";
import { t } from "../i18n/i18n";

export function failureText({ kind, message }: Failure): string {
  switch (kind) {
    case "configuration":
      return t().configuration;
    case "request":
      return t().refused(message);
    case "internal":
      return t().internal(message);
    case "unavailable":
      return t().unavailable(message);
    case "unsupported":
      return t().unsupported;
  }
}
