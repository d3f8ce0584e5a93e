/** The state of the page: one project, and who wants to know when it changes. */

import { isConfiguration, normalised, type Project } from "./project";

/** What changed: the text of files, which files there are, the open tab, the settings, or all of it. */
export type Change = "text" | "files" | "open" | "settings" | "project";

type Listener = (change: Change) => void;

export class Store {
  #project: Project;
  #version = 0;
  readonly #listeners: Listener[] = [];

  constructor(project: Project) {
    this.#project = project;
  }

  get project(): Project {
    return this.#project;
  }

  /** Grows with every change that a finding can depend on. */
  get version(): number {
    return this.#version;
  }

  get openText(): string {
    return this.text(this.#project.open);
  }

  text(path: string): string {
    return this.#project.files.get(path) ?? "";
  }

  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Another project: the sample notes, a shared one, or the texts before a fix. */
  replace(project: Project): void {
    const open = project.files.has(project.open) ? project.open : ([...project.files.keys()][0] ?? "");
    this.#change("project", { ...project, open });
  }

  setText(path: string, text: string): void {
    if (this.text(path) === text) return;
    this.#change("text", { ...this.#project, files: new Map(this.#project.files).set(path, text) });
  }

  open(path: string): void {
    if (path === this.#project.open || !this.#project.files.has(path)) return;
    this.#change("open", { ...this.#project, open: path });
  }

  /** Adds a file and opens it: at position `at` (from 0), or else at the end, but configurations stay behind the notes. */
  add(path: string, text: string, at?: number): void {
    const entries = [...this.#project.files];
    const end = isConfiguration(path) ? -1 : entries.findIndex(([other]) => isConfiguration(other));
    entries.splice(at ?? (end < 0 ? entries.length : end), 0, [path, normalised(text)]);
    this.#change("files", { ...this.#project, files: new Map(entries), open: path });
  }

  rename(from: string, to: string): void {
    const files = new Map([...this.#project.files].map(([path, text]) => [path === from ? to : path, text]));
    this.#change("files", { ...this.#project, files, open: this.#project.open === from ? to : this.#project.open });
  }

  /** Removes a file; its neighbour is opened. The last file stays. */
  remove(path: string): void {
    const paths = [...this.#project.files.keys()];
    if (paths.length < 2) return;
    const at = paths.indexOf(path);
    const next = paths[at + 1] ?? paths[at - 1] ?? "";
    const files = new Map([...this.#project.files].filter(([other]) => other !== path));
    this.#change("files", { ...this.#project, files, open: this.#project.open === path ? next : this.#project.open });
  }

  set(settings: Partial<Pick<Project, "preset" | "flavour" | "lang">>): void {
    this.#change("settings", { ...this.#project, ...settings });
  }

  #change(change: Change, project: Project): void {
    this.#project = project;
    if (change !== "open") this.#version++;
    for (const listener of this.#listeners) listener(change);
  }
}
