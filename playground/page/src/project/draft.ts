/** The draft: the project as it was when the tab was last used. It stays in this tab and is gone when the tab is closed. */

import type { Project } from "./project";
import { fromJson, toJson } from "./share";
import type { Origin, Shelf } from "./shelf";
import type { Store } from "./store";

const KEY = "notelint-draft";

/** Whose notes the draft has: an [`Origin`]. */
const ORIGIN = "notelint-draft-origin";

/** Whose notes the draft has; without a word about it, the user's. */
export function draftOrigin(): Origin {
  try {
    const origin = sessionStorage.getItem(ORIGIN);
    return origin === "sample" || origin === "example" || origin === "shared" ? origin : "own";
  } catch {
    return "own";
  }
}

/** The draft of this tab, or `null` if there is none or storage is switched off. */
export function readDraft(): Project | null {
  try {
    const json = sessionStorage.getItem(KEY);
    return json === null ? null : fromJson(json);
  } catch {
    return null;
  }
}

/** Writes the draft when typing pauses and when the page is left. `failed` is called when it can't be stored, once. */
export function keepDraft(store: Store, shelf: Shelf, failed: () => void): void {
  let timer = 0;
  let told = false;
  const write = (): void => {
    window.clearTimeout(timer);
    timer = 0;
    try {
      sessionStorage.setItem(KEY, toJson(store.project));
      sessionStorage.setItem(ORIGIN, shelf.origin);
    } catch {
      if (!told) failed();
      told = true;
    }
  };
  store.listen(() => {
    timer ||= window.setTimeout(write, 300);
  });
  window.addEventListener("pagehide", () => {
    if (timer) write();
  });
}
