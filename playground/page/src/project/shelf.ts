/**
 * Notes of the user that are not open, because the sample, an example or a link is. They stay in this tab, as the draft does, and are
 * gone when it is closed.
 */

import type { Project } from "./project";
import { fromJson, toJson } from "./share";
import type { Store } from "./store";

const KEY = "notelint-shelf";

/** Whose notes are open: the user's, someone's whose link was opened, or notelint's. */
export type Origin = "own" | "shared" | "sample";

export class Shelf {
  /** The next one to go back to is the last. */
  #own: Project[] = stored();
  /** The last notes of a link that were opened and not changed. Anyone may open their link again, so they are not stored. */
  #shared: Project | null = null;
  #origin: Origin;
  readonly #failed: () => void;

  /** `origin` is that of the project that is open. `failed` is called when the notes can't be stored. */
  constructor(store: Store, origin: Origin, failed: () => void) {
    this.#origin = origin;
    this.#failed = failed;
    // Whatever is changed belongs to the user from then on.
    store.listen((change) => {
      if (change === "text" || change === "files") this.#origin = "own";
    });
  }

  /** Whose the notes are that are open. */
  get origin(): Origin {
    return this.#origin;
  }

  get isEmpty(): boolean {
    return this.#own.length === 0 && this.#shared === null;
  }

  /** Keeps `project`, which was open, unless it can be had again; what opens now has another origin. */
  swap(project: Project, origin: Origin): void {
    if (this.#origin === "own") this.keep(project);
    else if (this.#origin === "shared") this.#shared = project;
    this.#origin = origin;
  }

  /** Keeps notes of the user, to be the next to go back to. */
  keep(project: Project): void {
    this.#own = [...this.#own.filter((other) => !isSame(other, project)), project];
    this.#store();
  }

  /** Gives back the notes that were kept last, the user's first, and keeps `project` in their place, to be the last to go back to. */
  takeFor(project: Project): Project | null {
    const own = this.#own.pop();
    const taken = own ?? this.#shared;
    if (!taken) return null;
    if (!own) this.#shared = null;
    if (this.#origin === "own") this.#own.unshift(project);
    else if (this.#origin === "shared") this.#shared = project;
    this.#origin = own ? "own" : "shared";
    this.#store();
    return taken;
  }

  #store(): void {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.#own.map(toJson)));
    } catch {
      this.#failed();
    }
  }
}

const isSame = (one: Project, other: Project): boolean => toJson(one) === toJson(other);

/** The notes that this tab has kept. */
function stored(): Project[] {
  try {
    return (JSON.parse(sessionStorage.getItem(KEY) ?? "[]") as string[]).map(fromJson);
  } catch {
    return [];
  }
}
