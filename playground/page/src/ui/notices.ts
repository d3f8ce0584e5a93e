/** Messages to the user: what happened, and a way back. They stay until they are closed or replaced by another of their kind. */

import { byId, h } from "../dom";
import { onLanguage, t } from "../i18n/i18n";

export type Kind = "done" | "removed" | "link" | "problem";

interface Action {
  readonly label: () => string;
  run(): void;
}

interface Notice {
  readonly element: HTMLElement;
  /** Writes its texts, in the language of the moment. */
  write(): void;
}

const shown = new Map<Kind, Notice>();

onLanguage(() => {
  for (const { write } of shown.values()) write();
});

/**
 * Shows a message in place of the last of its kind. `problem`s are read out at once, others when there is a pause.
 * Returns a function that takes this message away, if it is still there.
 */
export function notify(kind: Kind, text: () => string, action?: Action): () => void {
  dismiss(kind);
  const words = h("p");
  const element = h("div", { class: `notice ${kind}` }, words);
  const drop = (): void => {
    if (shown.get(kind)?.element === element) dismiss(kind);
  };
  const run = (): void => {
    const back = focusBefore(element);
    drop();
    action?.run();
    back();
  };
  const act = action ? h("button", { type: "button", on: { click: run } }) : null;
  const close = h("button", { type: "button", class: "icon", on: { click: drop } }, "✕");
  if (act) element.append(act);
  element.append(close);
  const write = (): void => {
    words.textContent = text();
    if (act && action) act.textContent = action.label();
    close.setAttribute("aria-label", t().close);
    close.title = t().close;
  };
  write();
  // Where the focus comes from is where it goes back to.
  element.addEventListener("focusin", ({ relatedTarget }) => {
    if (relatedTarget instanceof HTMLElement && !relatedTarget.closest(".notice")) cameFrom = relatedTarget;
  });
  shown.set(kind, { element, write });
  byId(kind === "problem" ? "alerts" : "notices").append(element);
  return drop;
}

export function dismiss(kind: Kind): void {
  const notice = shown.get(kind);
  if (!notice) return;
  const back = focusBefore(notice.element);
  notice.element.remove();
  shown.delete(kind);
  back();
}

/** What had the focus before a notice got it. */
let cameFrom: HTMLElement | null = null;

/** A function that moves the focus out of a notice that is gone; it does nothing if the focus is elsewhere. */
function focusBefore(element: HTMLElement): () => void {
  if (!element.contains(document.activeElement)) return () => undefined;
  return () => {
    const active = document.activeElement;
    if (active && active !== document.body) return;
    const editor = cameFrom?.shadowRoot?.querySelector<HTMLElement>("[contenteditable]");
    (editor ?? (cameFrom?.isConnected ? cameFrom : null))?.focus();
    if (document.activeElement === document.body) document.querySelector<HTMLElement>("#tabs [aria-selected=true]")?.focus();
  };
}
