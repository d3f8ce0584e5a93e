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
  const problems: (() => string)[] = [];
  for (const file of files) {
    const problem = await takeOne(file, store);
    if (problem) problems.push(problem);
  }
  if (problems.length > 0) notify("problem", () => problems.map((problem) => problem()).join(" "));
}

/** Adds a file. Returns what there is to say about it, or `null`. */
async function takeOne(file: File, store: Store): Promise<(() => string) | null> {
  const { name } = file;
  if (file.size > LIMIT) return () => t().tooLarge(name);
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return () => t().unreadable(name);
  }
  const text = decoded(bytes);
  if (text === null) return () => t().notText(name);
  const fault = pathFault(store.project, name);
  if (!fault) {
    store.add(name, text);
    return null;
  }
  const [stem, ending] = fault === "taken" ? parts(name) : [parts(name)[0].replace(/[/\\]/g, "-").replace(/^\.+/, ""), ".md"];
  const path = freePath(store.project, stem || "note", ending);
  store.add(path, text);
  return fault === "taken" ? () => t().renamedDrop(name, path) : null;
}

/** The name without its ending, and the ending with its dot. */
function parts(name: string): [string, string] {
  const dot = name.lastIndexOf(".");
  return dot < 0 ? [name, ".md"] : [name.slice(0, dot), name.slice(dot)];
}

/** Text in UTF-8, or `null`. Its byte order mark is left out. */
function decoded(bytes: ArrayBuffer): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}
