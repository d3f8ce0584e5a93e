/** Files that are dropped on the editor become tabs. */

import { t } from "../i18n/i18n";
import { freePath, pathFault } from "../project/project";
import type { Store } from "../project/store";
import { notify } from "./notices";

/** Bytes of a file that is taken. */
const LIMIT = 1_000_000;

export function acceptFiles(target: HTMLElement, store: Store): void {
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  target.addEventListener("dragover", (event) => {
    if (carriesFiles(event)) event.preventDefault();
  });
  // Before the editor, which would insert the text of the file at the cursor.
  target.addEventListener(
    "drop",
    (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      void take([...(event.dataTransfer?.files ?? [])], store);
    },
    { capture: true },
  );
}

async function take(files: readonly File[], store: Store): Promise<void> {
  for (const file of files) {
    if (file.size > LIMIT) {
      notify("problem", t().tooLarge(file.name));
      continue;
    }
    const text = await file.text();
    const fault = pathFault(store.project, file.name);
    const stem = file.name.replace(/\.[^.]*$/, "").replace(/[/\\]/g, "-") || "note";
    store.add(fault ? freePath(store.project, stem) : file.name, text);
  }
}
