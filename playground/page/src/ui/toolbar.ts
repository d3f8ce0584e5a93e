/** The switches: language, theme, preset, host. */

import type { Client } from "../client";
import type { AboutAnswer } from "../contract";
import { byId, h } from "../dom";
import { browserLanguage, hostName, onLanguage, t } from "../i18n/i18n";
import type { Store } from "../project/store";
import { rulesPage } from "../site";

/** What the switches offer until notelint has said what it knows; a project may name others. */
const PRESETS = ["recommended", "japanese", "style", "markdownlint", "strict"];
const FLAVOURS = [
  "github",
  "gitlab",
  "commonmark",
  "zenn",
  "qiita",
  "obsidian",
  "mkdocs",
  "docusaurus",
  "vitepress",
  "hugo",
  "jekyll",
];

export class Toolbar {
  readonly #store: Store;
  readonly #preset = byId<HTMLSelectElement>("preset");
  readonly #flavour = byId<HTMLSelectElement>("flavour");
  readonly #language = byId<HTMLSelectElement>("language");
  #about: AboutAnswer = { version: "", presets: PRESETS, flavours: FLAVOURS };

  constructor(store: Store, client: Client) {
    this.#store = store;
    this.#preset.addEventListener("change", () => store.set({ preset: this.#preset.value || null }));
    this.#flavour.addEventListener("change", () => store.set({ flavour: this.#flavour.value || null }));
    // The page follows the store.
    this.#language.addEventListener("change", () => store.set({ lang: this.#language.value === "ja" ? "ja" : "en" }));
    onLanguage(() => this.#draw());
    client.ask({ method: "about", lang: "en" }).then(
      (about) => {
        this.#about = about;
        this.#draw();
      },
      // The first lint says what is wrong.
      () => undefined,
    );
  }

  #draw(): void {
    const { preset, flavour, lang } = this.#store.project;
    fill(this.#preset, this.#about.presets, preset, (name) => name);
    fill(this.#flavour, this.#about.flavours, flavour, hostName);
    this.#language.value = lang ?? browserLanguage();
    byId<HTMLAnchorElement>("rules").href = rulesPage();
    byId("version").textContent = this.#about.version ? t().version(this.#about.version) : "";
  }
}

function fill(
  select: HTMLSelectElement,
  names: readonly string[],
  value: string | null,
  label: (name: string) => string,
): void {
  const known = value === null || names.includes(value) ? names : [...names, value];
  select.replaceChildren(
    h("option", { value: "" }, t().asConfigured),
    ...known.map((name) => h("option", { value: name }, label(name))),
  );
  select.value = value ?? "";
}
