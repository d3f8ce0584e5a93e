/** The list of findings, grouped by file. Elements are kept between results, so focus and scrolling stay while one types. */

import type { ErrorPlace, Finding } from "../contract";
import { byId, h } from "../dom";
import { onLanguage, t } from "../i18n/i18n";
import type { Linter, Result } from "../lint";
import type { Store } from "../project/store";
import { badge, fixButton, type FindingActions } from "./finding";
import { message } from "./prose";

/** Findings of a file that are shown before "Show more". */
const SHOWN = 100;

export interface ListActions extends FindingActions {
  reveal(file: string, from: number, to: number): void;
  revealError(place: ErrorPlace): void;
}

interface Item {
  readonly element: HTMLElement;
  finding: Finding;
}

/** The findings of a file. */
interface Group {
  readonly section: HTMLElement;
  readonly list: HTMLElement;
  readonly number: HTMLElement;
  readonly more: HTMLElement;
  items: Map<string, Item>;
}

export class FindingList {
  readonly #list = byId("findings-list");
  readonly #count = byId("findings-count");
  readonly #live = byId("findings-live");
  readonly #actions: ListActions;
  readonly #store: Store;
  readonly #all = new Set<string>();
  #groups = new Map<string, Group>();
  #result: Result | null = null;
  #frame = 0;
  #speak = 0;

  constructor(store: Store, linter: Linter, actions: ListActions) {
    this.#store = store;
    this.#actions = actions;
    linter.listen((result) => {
      this.#result = result;
      // Marks in the text first; the list may come one frame later.
      this.#frame ||= requestAnimationFrame(() => this.#draw());
    });
    onLanguage(() => {
      this.#groups.clear();
      this.#draw();
    });
  }

  #draw(): void {
    this.#frame = 0;
    const result = this.#result;
    if (!result) {
      this.#count.textContent = t().loading;
      return;
    }
    const focus = this.#focus();
    const { findings, failure } = result;
    const files = new Map<string, Finding[]>();
    // In the order of the tabs.
    for (const path of this.#store.project.files.keys()) files.set(path, []);
    for (const finding of findings) files.get(finding.file)?.push(finding);
    const total = findings.length;
    const noted = [...files.values()].filter((rows) => rows.length > 0).length;
    const said = failure?.kind === "configuration" ? t().configuration : t().failed;
    this.#say(failure ? said : total === 0 ? t().none : t().count(total, noted), failure !== null);

    const shown = failure?.kind === "configuration" ? [this.#errors(failure.message, failure.places ?? [])] : [];
    const groups = new Map<string, Group>();
    for (const [path, rows] of files) {
      if (rows.length === 0) continue;
      const group = this.#groups.get(path) ?? newGroup(path, () => this.#showAll(path));
      groups.set(path, group);
      this.#fill(group, path, rows);
      shown.push(group.section);
    }
    this.#groups = groups;
    for (const notice of result.notices) shown.push(h("p", { class: "notice-line" }, message(notice)));
    if (shown.length === 0 && !failure) shown.push(h("p", { class: "empty" }, t().noneHint));
    replace(this.#list, shown);
    focus();
  }

  /** A function that gives the focus back: to the element that has it, or to the finding that took its place. */
  #focus(): () => void {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || !this.#list.contains(focused)) return () => undefined;
    const go = (): HTMLElement[] => [...this.#list.querySelectorAll<HTMLElement>(".go")];
    const at = go().findIndex((button) => button.closest("li") === focused.closest("li"));
    return () => {
      if (this.#list.contains(focused)) return focused.focus();
      const left = go();
      (left[Math.min(at, left.length - 1)] ?? this.#list).focus();
    };
  }

  /** The count at once for eyes, and after a pause for screen readers, which would otherwise speak at every key. */
  #say(text: string, isProblem: boolean): void {
    if (this.#count.textContent !== text) this.#count.textContent = text;
    this.#count.classList.toggle("problem", isProblem);
    window.clearTimeout(this.#speak);
    this.#speak = window.setTimeout(() => {
      if (this.#live.textContent !== text) this.#live.textContent = text;
    }, 700);
  }

  #showAll(path: string): void {
    this.#all.add(path);
    this.#draw();
    this.#groups.get(path)?.list.querySelectorAll<HTMLElement>(".go")[SHOWN]?.focus();
  }

  #fill(group: Group, path: string, rows: readonly Finding[]): void {
    const shown = this.#all.has(path) ? rows : rows.slice(0, SHOWN);
    const seen = new Map<string, number>();
    const items = new Map<string, Item>();
    for (const finding of shown) {
      const { line, column, rule, fix } = finding;
      const same = [line, column, rule, finding.message, fix?.title, fix?.applicability].join("\0");
      const number = (seen.get(same) ?? 0) + 1;
      seen.set(same, number);
      const item = group.items.get(`${same}\0${number}`) ?? this.#item(finding);
      // Offsets change with every key; the element need not.
      item.finding = finding;
      items.set(`${same}\0${number}`, item);
    }
    group.items = items;
    replace(
      group.list,
      [...items.values()].map((item) => item.element),
    );
    group.number.textContent = t().inFile(rows.length);
    group.more.hidden = shown.length === rows.length;
    group.more.textContent = t().more(rows.length - shown.length);
  }

  #item(finding: Finding): Item {
    const { line, column, rule } = finding;
    const item: Item = { finding, element: h("li", { class: `finding ${finding.severity}` }) };
    const go = (): void => this.#actions.reveal(item.finding.file, item.finding.from, item.finding.to);
    item.element.append(
      h(
        "button",
        { type: "button", class: "go", on: { click: go } },
        badge(finding.severity),
        h("span", { class: "place", title: t().place(line, column) }, `${line}:${column}`),
        h("span", { class: "text" }, message(finding.message)),
      ),
      h(
        "div",
        { class: "actions" },
        h(
          "button",
          { type: "button", class: "rule", title: t().explain, on: { click: () => this.#actions.explain(rule) } },
          rule,
        ),
        fixButton(finding, () => this.#actions.fix(item.finding)) ?? "",
      ),
    );
    return item;
  }

  #errors(text: string, places: readonly ErrorPlace[]): HTMLElement {
    const rows = places.map((place) => {
      const go = (): void => this.#actions.revealError(place);
      return h(
        "li",
        { class: "finding error" },
        h(
          "button",
          { type: "button", class: "go", on: { click: go } },
          badge("error"),
          h("span", { class: "place" }, `${place.path}:${place.line}:${place.column}`),
          h("span", { class: "text" }, message(place.message)),
        ),
        place.help ? h("p", { class: "note" }, message(place.help)) : null,
      );
    });
    const list = rows.length > 0 ? h("ul", {}, ...rows) : h("p", { class: "what" }, message(text));
    const before = this.#result?.findings.length ? h("p", { class: "note" }, t().before) : null;
    return h("section", { class: "group errors" }, h("h3", {}, h("span", { class: "path" }, t().error)), list, before);
  }
}

function newGroup(path: string, showAll: () => void): Group {
  const list = h("ul");
  const number = h("span", { class: "number" });
  const more = h("button", { type: "button", class: "more", on: { click: showAll } });
  const heading = h("h3", {}, h("span", { class: "path" }, path), " ", number);
  return { section: h("section", { class: "group" }, heading, list, more), list, number, more, items: new Map() };
}

/** Makes `children` the children of `parent`, and moves only what is not at its place. */
function replace(parent: HTMLElement, children: readonly HTMLElement[]): void {
  children.forEach((child, at) => {
    const there = parent.children[at];
    if (there !== child) parent.insertBefore(child, there ?? null);
  });
  while (parent.children.length > children.length) parent.lastElementChild?.remove();
}
