/** The dialog with the link, and opening a link. */

import { h } from "../dom";
import { t } from "../i18n/i18n";
import type { Project } from "../project/project";
import { BrokenProject, canCompress, pack, unpack } from "../project/share";
import type { Store } from "../project/store";
import { openDialog } from "./dialog";
import { dismiss, notify } from "./notices";

const PREFIX = "#p=";

/** Links longer than this are cut off by some mail and chat programs. */
const LONG = 8000;

export async function share(store: Store): Promise<void> {
  if (!canCompress()) {
    notify("problem", t().shareUnsupported);
    return;
  }
  const link = new URL(`${PREFIX}${await pack(store.project)}`, location.href).href;
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
  if (!location.hash.startsWith(PREFIX)) return null;
  if (!canCompress()) {
    notify("problem", t().shareUnsupported);
    return null;
  }
  try {
    const project = await unpack(location.hash.slice(PREFIX.length));
    dismiss("problem");
    return project;
  } catch (error) {
    if (!(error instanceof BrokenProject)) throw error;
    notify("problem", t().shareBroken);
    forget();
    return null;
  }
}

/** Opens `project` in place of the one that is open, and offers the way back; and from there the way here again. */
export function replaceWith(store: Store, project: Project, text: string): void {
  const before = store.project;
  store.replace({ ...project, lang: project.lang ?? before.lang });
  offerBack(store, before, text);
}

/** Says what was opened, and offers to open `before` again. */
export function offerBack(store: Store, before: Project, text: string): void {
  notify("link", text, { label: t().back, run: () => replaceWith(store, before, t().backDone) });
}

/** Takes the link out of the address as soon as it no longer says what the editor shows, so that a reload keeps the draft. */
export function forgetWhenChanged(store: Store): void {
  store.listen((change) => {
    if (change !== "open") forget();
  });
}

function forget(): void {
  if (location.hash.startsWith(PREFIX)) history.replaceState(null, "", location.href.slice(0, -location.hash.length));
}
