/** Messages to the user: what happened, and a way back. They stay until they are closed or replaced by another of their kind. */

import { byId, h } from "../dom";
import { t } from "../i18n/i18n";

export type Kind = "done" | "link" | "problem";

interface Action {
  readonly label: string;
  run(): void;
}

const shown = new Map<Kind, HTMLElement>();

/**
 * Shows a message in place of the last of its kind. `problem`s are read out at once, others when there is a pause.
 * Returns a function that takes this message away, if it is still there.
 */
export function notify(kind: Kind, text: string, action?: Action): () => void {
  dismiss(kind);
  const notice = h("div", { class: `notice ${kind}` }, h("p", {}, text));
  const drop = (): void => {
    if (shown.get(kind) === notice) dismiss(kind);
  };
  if (action) {
    const run = (): void => {
      drop();
      action.run();
    };
    notice.append(h("button", { type: "button", on: { click: run } }, action.label));
  }
  notice.append(
    h("button", { type: "button", class: "icon", "aria-label": t().close, title: t().close, on: { click: drop } }, "✕"),
  );
  shown.set(kind, notice);
  byId(kind === "problem" ? "alerts" : "notices").append(notice);
  return drop;
}

export function dismiss(kind: Kind): void {
  shown.get(kind)?.remove();
  shown.delete(kind);
}
