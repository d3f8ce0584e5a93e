/** The page's texts in the language of the moment. */

import type { Language } from "../contract";
import { en } from "./en";
import { ja } from "./ja";

export type Messages = typeof en;

/** Names of texts without parameters, which HTML can refer to. */
type Plain = { [K in keyof Messages]: Messages[K] extends string ? K : never }[keyof Messages];

const languages: Record<Language, Messages> = { en, ja };

/** Japanese if the browser prefers it to English. */
export function browserLanguage(): Language {
  const preferred = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return preferred.find((tag) => tag === "ja" || tag === "en") === "ja" ? "ja" : "en";
}

let current: Language = "en";
const listeners: (() => void)[] = [];

export const language = (): Language => current;

/** The texts of the language of the moment. */
export const t = (): Messages => languages[current];

/** Calls `listener` now and after each change of the language. */
export function onLanguage(listener: () => void): void {
  listeners.push(listener);
  listener();
}

export function setLanguage(language: Language): void {
  current = language;
  document.documentElement.lang = language;
  document.title = t().title;
  document.querySelector("meta[name=description]")?.setAttribute("content", t().description);
  for (const element of document.querySelectorAll<HTMLElement>("[data-text]"))
    element.textContent = t()[element.dataset["text"] as Plain];
  for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) {
    const label = t()[element.dataset["label"] as Plain];
    element.setAttribute("aria-label", label);
    // For those who see the icon and not the label.
    if (element.tagName === "BUTTON") element.title = label;
  }
  for (const listener of listeners) listener();
}

/** Hosts by the names that they call themselves. */
const HOSTS: Readonly<Record<string, string>> = {
  github: "GitHub",
  gitlab: "GitLab",
  commonmark: "CommonMark",
  zenn: "Zenn",
  qiita: "Qiita",
  obsidian: "Obsidian",
  mkdocs: "MkDocs",
  docusaurus: "Docusaurus",
  vitepress: "VitePress",
  hugo: "Hugo",
  jekyll: "Jekyll",
};

export const hostName = (flavour: string): string => HOSTS[flavour] ?? flavour;
