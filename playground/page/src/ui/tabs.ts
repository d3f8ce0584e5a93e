/** The tabs of the files: arrow keys move, F2 renames, Delete deletes. */

import type { Failure, Finding } from "../contract";
import { byId, h } from "../dom";
import { onLanguage, t } from "../i18n/i18n";
import type { Linter } from "../lint";
import { freePath, pathFault, type PathFault } from "../project/project";
import type { Store } from "../project/store";
import { openDialog } from "./dialog";
import { notify } from "./notices";

const KEYS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

export class Tabs {
  readonly #store: Store;
  readonly #list = byId("tabs");
  readonly #panel = byId("panel");
  readonly #renamed: (from: string, to: string) => void;
  /** The files that can be brought back, in the order in which they were removed, with their positions. */
  readonly #removed: { readonly path: string; readonly text: string; readonly at: number }[] = [];
  #withdrawUndo: () => void = () => undefined;
  #counts = new Map<string, string>();

  /** `renamed` is called before the store changes. */
  constructor(store: Store, linter: Linter, renamed: (from: string, to: string) => void) {
    this.#store = store;
    this.#renamed = renamed;
    byId("add").addEventListener("click", () => this.#add());
    byId("rename").addEventListener("click", () => this.#rename(store.project.open));
    byId("remove").addEventListener("click", () => this.#remove(store.project.open));
    this.#list.addEventListener("keydown", (event) => this.#key(event));
    store.listen((change) => {
      if (change === "project") {
        // They belong to the other project.
        this.#removed.length = 0;
        this.#withdrawUndo();
      }
      if (change !== "text" && change !== "settings") this.#draw();
    });
    linter.listen(({ findings, failure }) => this.#count(findings, failure));
    onLanguage(() => this.#draw());
  }

  #draw(): void {
    const { files, open } = this.#store.project;
    const focused = this.#list.contains(document.activeElement);
    const tabs = [...files.keys()].map((path, number) => {
      const selected = path === open;
      const tab = h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${number}`,
          class: "tab",
          "aria-selected": selected,
          "aria-controls": "panel",
          tabindex: selected ? 0 : -1,
          "data-path": path,
          on: { click: () => this.#store.open(path) },
        },
        h("span", { class: "path" }, path),
        h("span", { class: "number", "aria-hidden": true, hidden: true }),
        h("span", { class: "unseen" }),
      );
      this.#writeCount(tab);
      return tab;
    });
    this.#list.replaceChildren(...tabs);
    const selected = tabs.find((tab) => tab.dataset["path"] === open);
    if (selected) this.#panel.setAttribute("aria-labelledby", selected.id);
    if (focused) selected?.focus();
    // Not `scrollIntoView`, which also scrolls the page.
    if (selected) {
      const { offsetLeft: left, offsetWidth: width } = selected;
      const { scrollLeft, clientWidth } = this.#list;
      if (left < scrollLeft) this.#list.scrollLeft = left;
      else if (left + width > scrollLeft + clientWidth) this.#list.scrollLeft = left + width - clientWidth;
    }
    const remove = byId<HTMLButtonElement>("remove");
    const wasFocused = document.activeElement === remove;
    remove.disabled = files.size < 2;
    if (remove.disabled && wasFocused) selected?.focus();
  }

  #count(findings: readonly Finding[], failure: Failure | null): void {
    const numbers = new Map<string, number>();
    for (const { file } of findings) numbers.set(file, (numbers.get(file) ?? 0) + 1);
    const counts = new Map([...numbers].map(([path, number]) => [path, String(number)]));
    for (const { path } of failure?.places ?? []) counts.set(path, "!");
    this.#counts = counts;
    for (const tab of this.#list.querySelectorAll<HTMLElement>("[role=tab]")) this.#writeCount(tab);
  }

  /** Writes the number of findings into a tab. The tab stays the same element: someone may just be clicking on it. */
  #writeCount(tab: HTMLElement): void {
    const count = this.#counts.get(tab.dataset["path"] ?? "");
    const spoken = count ? `, ${count === "!" ? t().error : t().inFile(Number(count))}` : "";
    const [number, unseen] = tab.querySelectorAll<HTMLElement>(".number, .unseen");
    if (!number || !unseen || unseen.textContent === spoken) return;
    number.textContent = count ?? "";
    number.hidden = !count;
    unseen.textContent = spoken;
  }

  #key(event: KeyboardEvent): void {
    const tabs = [...this.#list.querySelectorAll<HTMLElement>("[role=tab]")];
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    const path = tabs[at]?.dataset["path"];
    if (path === undefined) return;
    const move = KEYS[event.key];
    if (move) this.#store.open(tabs[move(at, tabs.length)]?.dataset["path"] ?? path);
    else if (event.key === "F2") this.#rename(path);
    else if (event.key === "Delete") this.#remove(path);
    else return;
    event.preventDefault();
  }

  #add(): void {
    askName(t().nameAdd, freePath(this.#store.project, "note"), t().create, (path) => {
      const fault = pathFault(this.#store.project, path);
      if (!fault) this.#store.add(path, "");
      return fault;
    });
  }

  #rename(from: string): void {
    const wasOnTab = this.#list.contains(document.activeElement);
    const accept = (to: string): PathFault | null => {
      const fault = pathFault(this.#store.project, to, from);
      if (fault || to === from) return fault;
      this.#renamed(from, to);
      this.#store.rename(from, to);
      return null;
    };
    // The tab that the dialog would give the focus back to was drawn anew.
    const accepted = (): void => {
      if (wasOnTab) this.#list.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
    };
    askName(t().nameRename(from), from, t().rename, accept, accepted);
  }

  #remove(path: string): void {
    const { files } = this.#store.project;
    if (files.size < 2) return;
    this.#removed.push({ path, text: this.#store.text(path), at: [...files.keys()].indexOf(path) });
    this.#store.remove(path);
    this.#offerUndo();
  }

  /** Offers to bring back what was removed last, and after that what was removed before. */
  #offerUndo(): void {
    const last = this.#removed.at(-1);
    if (!last) return;
    const { path, text, at } = last;
    const run = (): void => {
      if (this.#store.project.files.has(path)) {
        notify("problem", () => t().nameTaken);
      } else {
        this.#removed.pop();
        this.#store.add(path, text, at);
      }
      this.#offerUndo();
    };
    this.#withdrawUndo = notify("removed", () => t().removed(path), { label: () => t().undo, run });
  }
}

const FAULTS: Record<PathFault, "nameEmpty" | "nameTaken" | "nameOutside" | "nameHidden" | "nameEnding"> = {
  empty: "nameEmpty",
  taken: "nameTaken",
  outside: "nameOutside",
  hidden: "nameHidden",
  ending: "nameEnding",
};

/** Asks for a file name. `accept` returns what is wrong with it, or `null` and the dialog closes; then `accepted` is called. */
function askName(
  title: string,
  value: string,
  submit: string,
  accept: (path: string) => PathFault | null,
  accepted?: () => void,
): void {
  const dialog = openDialog(title, "name-dialog");
  const input = h("input", {
    id: "file-name",
    type: "text",
    value,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    "aria-describedby": "file-name-help file-name-error",
  });
  const error = h("p", { id: "file-name-error", class: "input-error", role: "alert" });
  const form = h(
    "form",
    { method: "dialog", id: "name-form" },
    h("label", { for: "file-name" }, t().nameLabel),
    input,
    h("p", { id: "file-name-help", class: "note" }, t().nameHelp),
    error,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fault = accept(input.value.trim());
    if (!fault) {
      dialog.close();
      return accepted?.();
    }
    error.textContent = t()[FAULTS[fault]];
    input.setAttribute("aria-invalid", "true");
    input.focus();
  });
  dialog.body.append(form);
  dialog.footer.append(
    h("button", { type: "button", on: { click: dialog.close } }, t().cancel),
    h("button", { type: "submit", form: "name-form", class: "primary" }, submit),
  );
  input.focus();
  // The name without its ending, as file managers do.
  input.setSelectionRange(value.lastIndexOf("/") + 1, value.lastIndexOf(".") < 0 ? value.length : value.lastIndexOf("."));
}
