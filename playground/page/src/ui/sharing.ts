/** The dialog with the link, and opening a link. */

import { h } from "../dom";
import { t } from "../i18n/i18n";
import type { Project } from "../project/project";
import { BrokenProject, canCompress, pack, unpack } from "../project/share";
import type { Origin, Shelf } from "../project/shelf";
import type { Store } from "../project/store";
import { PUBLIC } from "../site";
import { openDialog } from "./dialog";
import { dismiss, notify } from "./notices";

const PREFIX = "#p=";

/** What a link's hash begins with; some programs encode the `=`. */
const LINK = /^#p(=|%3D)/i;

/** A page that was opened from the disk has an address that leads nowhere on other computers, and that names local folders. */
const isFromDisk = location.protocol === "file:";

/** Links longer than this are cut off by some mail and chat programs. */
const LONG = 8000;

/** A link is being made; a second click meanwhile asks for nothing more. */
let making = false;

/** Makes a link and shows it in a dialog. */
export async function share(store: Store): Promise<void> {
  if (making) return;
  making = true;
  try {
    await showLink(store);
  } finally {
    making = false;
  }
}

async function showLink(store: Store): Promise<void> {
  if (!canCompress()) {
    notify("problem", () => t().shareUnsupported);
    return;
  }
  const link = new URL(`${PREFIX}${await pack(store.project)}`, isFromDisk ? PUBLIC : location.href).href;
  // Another dialog was opened meanwhile.
  if (document.querySelector("dialog[open]")) return;
  const dialog = openDialog(t().shareTitle, "share-dialog");
  const input = h("input", { id: "share-link", type: "text", readonly: true, value: link });
  const status = h("p", { class: "note", role: "status" });
  const copy = async (): Promise<void> => {
    input.select();
    try {
      await navigator.clipboard.writeText(link);
      status.textContent = t().copied;
    } catch {
      status.textContent = t().copyFailed;
    }
  };
  dialog.body.append(h("p", {}, t().shareText), h("label", { for: "share-link" }, t().shareLabel), input, status);
  if (isFromDisk) input.before(h("p", { class: "note" }, t().shareFromDisk(PUBLIC)));
  if (link.length > LONG) status.textContent = t().shareLong(link.length);
  dialog.footer.append(
    h("button", { type: "button", on: { click: dialog.close } }, t().close),
    h("button", { type: "button", class: "primary", on: { click: () => void copy() } }, t().copy),
  );
  input.focus();
  input.select();
}

/**
 * The project in the address, or `null` if there is none or it is damaged; the user is told of the latter.
 */
export async function sharedProject(): Promise<Project | null> {
  const prefix = LINK.exec(location.hash)?.[0];
  if (!prefix) return null;
  if (!canCompress()) {
    notify("problem", () => t().shareUnsupported);
    return null;
  }
  try {
    const project = await unpack(location.hash.slice(prefix.length));
    dismiss("problem");
    return project;
  } catch (error) {
    if (!(error instanceof BrokenProject)) throw error;
    notify("problem", () => t().shareBroken);
    forget();
    return null;
  }
}

/** Opens `project` in place of the one that is open, and offers the way back to the user's notes. */
export function replaceWith(store: Store, shelf: Shelf, project: Project, origin: Origin, text: () => string): void {
  const before = store.project;
  shelf.swap(before, origin);
  store.replace({ ...project, lang: project.lang ?? before.lang });
  offerBack(store, shelf, text);
}

/** Says what was opened, and offers the notes that are kept, if there are any; and from there the way here again. */
export function offerBack(store: Store, shelf: Shelf, text: () => string): void {
  const run = (): void => {
    const { project } = store;
    const kept = shelf.takeFor(project);
    if (!kept) return;
    store.replace({ ...kept, lang: kept.lang ?? project.lang });
    offerBack(store, shelf, () => t().backDone);
  };
  notify("link", text, shelf.isEmpty ? undefined : { label: () => t().back, run });
}

/** Takes the link out of the address as soon as it no longer says what the editor shows, so that a reload keeps the draft. */
export function forgetWhenChanged(store: Store): void {
  store.listen((change) => {
    if (change !== "open") forget();
  });
}

function forget(): void {
  if (LINK.test(location.hash)) history.replaceState(null, "", location.href.slice(0, -location.hash.length));
}
