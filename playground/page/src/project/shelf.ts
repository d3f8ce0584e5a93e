/**
 * Notes of the user that are not open, because the sample, an example or a link is. They stay in this tab, as the draft does, and are
 * gone when it is closed.
 */

import type { Project } from "./project";
import { fromJson, toJson } from "./share";
import type { Store } from "./store";

const KEY = "notelint-shelf";

/** Whose notes are open: the user's, someone's whose link was opened, or notelint's. */
export type Origin = "own" | "shared" | "sample" | "example";

/** Of notes that are not the user's, which are more worth going back to. */
const WORTH: Record<Exclude<Origin, "own">, number> = { shared: 2, sample: 1, example: 0 };

export class Shelf {
  /** The next one to go back to is the last. */
  #own: Project[] = stored();
  /** Notes that are not the user's, as long as there are no others to go back to. They can be had again, so they are not stored. */
  #other: { readonly project: Project; readonly origin: Exclude<Origin, "own"> } | null = null;
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
    return this.#own.length === 0 && this.#other === null;
  }

  /** Keeps `project`, which was open, if it is worth it; what opens now has another origin. */
  swap(project: Project, origin: Origin): void {
    const left = this.#origin;
    if (left === "own") this.keep(project);
    else if (this.#own.length === 0 && WORTH[left] >= (this.#other ? WORTH[this.#other.origin] : 1))
      this.#other = { project, origin: left };
    this.#origin = origin;
  }

  /** Keeps notes of the user, to be the next to go back to. */
  keep(project: Project): void {
    this.#other = null;
    this.#own = [...this.#own.filter((other) => !isSame(other, project)), project];
    this.#store();
  }

  /**
   * Gives back the notes that were kept last, the user's if there are any. `project`, which was open, takes their place if it is the
   * user's, to be the last to go back to.
   */
  takeFor(project: Project): Project | null {
    const own = this.#own.pop();
    const taken = own ?? this.#other?.project ?? null;
    if (!taken) return null;
    if (this.#origin === "own") this.#own.unshift(project);
    this.#origin = own ? "own" : (this.#other?.origin ?? "sample");
    this.#other = null;
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
