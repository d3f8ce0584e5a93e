/** What is said about the findings at a place: on hover, and with Ctrl+. at the cursor. */

import { StateEffect, StateField, type Extension } from "@codemirror/state";
import {
  closeHoverTooltips,
  EditorView,
  hasHoverTooltips,
  hoverTooltip,
  keymap,
  showTooltip,
  ViewPlugin,
  type Tooltip,
} from "@codemirror/view";

import { marksAt, type Mark } from "./diagnostics";

/** Makes the content of a card. */
export type Render = (marks: readonly Mark[], close: () => void) => HTMLElement;

const setCard = StateEffect.define<Tooltip | null>();

/** The card that a key has opened. */
const openCard = StateField.define<Tooltip | null>({
  create: () => null,
  update(card, transaction) {
    for (const effect of transaction.effects) if (effect.is(setCard)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : card;
  },
  provide: (field) => showTooltip.from(field),
});

/** Escape closes the card on hover, wherever the focus is (WCAG 1.4.13). */
const escape = ViewPlugin.define((view) => {
  const close = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && hasHoverTooltips(view.state)) view.dispatch({ effects: closeHoverTooltips });
  };
  document.addEventListener("keydown", close, { capture: true });
  return { destroy: () => document.removeEventListener("keydown", close, { capture: true }) };
});

export function cards(render: Render): Extension {
  const tooltip = (view: EditorView, position: number, focus: boolean): Tooltip | null => {
    const placed = marksAt(view.state, position);
    if (placed.length === 0) return null;
    return {
      pos: Math.min(...placed.map(({ from }) => from)),
      end: Math.max(...placed.map(({ to }) => to)),
      above: false,
      create(view) {
        const close = (): void => {
          view.dispatch({ effects: setCard.of(null) });
          view.focus();
        };
        const dom = render(
          placed.map(({ mark }) => mark),
          close,
        );
        dom.addEventListener("keydown", (event) => {
          event.stopPropagation();
          if (event.key === "Escape") close();
        });
        // The card that a key has opened; one on hover closes when the pointer leaves it.
        dom.addEventListener("focusout", ({ relatedTarget }) => {
          const isInside = relatedTarget instanceof Node && dom.contains(relatedTarget);
          if (isInside || !document.hasFocus() || !view.state.field(openCard)) return;
          view.dispatch({ effects: setCard.of(null) });
        });
        return focus ? { dom, mount: () => dom.querySelector<HTMLElement>("button, a, [tabindex]")?.focus() } : { dom };
      },
    };
  };
  return [
    openCard,
    escape,
    hoverTooltip((view, position) => tooltip(view, position, false), { hideOnChange: true, hoverTime: 250 }),
    keymap.of([
      {
        key: "Mod-.",
        run(view) {
          const card = tooltip(view, view.state.selection.main.head, true);
          view.dispatch({ effects: setCard.of(card) });
          return true;
        },
      },
      {
        key: "Escape",
        run(view) {
          if (!view.state.field(openCard)) return false;
          view.dispatch({ effects: setCard.of(null) });
          return true;
        },
      },
    ]),
  ];
}
