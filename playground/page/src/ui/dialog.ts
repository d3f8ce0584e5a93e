/** Modal dialogs: the browser's own `<dialog>`, which traps focus, closes on Escape and gives focus back. */

import { h } from "../dom";
import { t } from "../i18n/i18n";

export interface Dialog {
  readonly element: HTMLDialogElement;
  readonly body: HTMLElement;
  readonly footer: HTMLElement;
  close(): void;
}

let number = 0;

/** Opens a dialog with a title, a close button, a body and a footer for buttons. It is removed when it closes. */
export function openDialog(title: string, kind: string, closed?: () => void): Dialog {
  const id = `dialog-${++number}`;
  const close = (): void => element.close();
  const body = h("div", { class: "dialog-body" });
  const footer = h("div", { class: "dialog-footer" });
  const element = h(
    "dialog",
    { class: `dialog ${kind}`, "aria-labelledby": id },
    h(
      "div",
      { class: "dialog-head" },
      h("h2", { id }, title),
      h("button", { type: "button", class: "icon", "aria-label": t().close, title: t().close, on: { click: close } }, "✕"),
    ),
    body,
    footer,
  );
  element.addEventListener("close", () => {
    closed?.();
    element.remove();
  });
  // A press on the backdrop has the dialog itself as its target. The second press of a double click that opened the dialog does not
  // close it again.
  element.addEventListener("mousedown", (event) => {
    if (event.target === element && event.detail < 2) close();
  });
  document.body.append(element);
  element.showModal();
  return { element, body, footer, close };
}
