/** The note as its host shows it, in a frame that can neither run scripts nor fetch anything. */

import { Client, RequestError } from "../client";
import type { Heading } from "../contract";
import { byId } from "../dom";
import { hostName, language, onLanguage, t } from "../i18n/i18n";
import { Latest } from "../latest";
import type { Linter } from "../lint";
import { configuredFlavour, hasFlavourOverrides, isNote, wikilinkTarget } from "../project/project";
import type { Store } from "../project/store";
import { isDark } from "../theme";
import { inert } from "./inert";

/** The style of the frame. The page's policy allows this one by its hash (see `build.mjs`). */
declare const PREVIEW_STYLE: string;

/** Nothing is fetched: images are data or not there. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

interface Rendered {
  readonly path: string;
  readonly html: string;
  readonly error: string | null;
}

export class Preview {
  readonly #store: Store;
  readonly #notelint: Client;
  readonly #linter: Linter;
  readonly #client = new Client("preview.wasm");
  readonly #section = byId("preview");
  readonly #button = byId<HTMLButtonElement>("toggle-preview");
  readonly #frame = byId<HTMLIFrameElement>("preview-frame");
  readonly #host = byId("preview-host");
  readonly #status = byId("preview-status");
  readonly #latest: Latest<Rendered>;
  /** The frame's document, once it is there. */
  #ready: Promise<Document> | null = null;
  /** Where to scroll when the note that was opened by a link is shown. */
  #anchor = "";
  #shown = "";
  /** The line of the cursor. */
  #line = 0;

  constructor(store: Store, notelint: Client, linter: Linter) {
    this.#store = store;
    this.#notelint = notelint;
    this.#linter = linter;
    this.#latest = new Latest(
      () => this.#render(),
      (rendered) => void this.#show(rendered),
    );
    this.#button.addEventListener("click", () => this.toggle());
    store.listen(() => this.#update());
    onLanguage(() => {
      this.#label();
      this.#update();
    });
  }

  get #isOpen(): boolean {
    return !this.#section.hidden;
  }

  toggle(): void {
    this.#section.hidden = this.#isOpen;
    document.body.classList.toggle("with-preview", this.#isOpen);
    this.#button.setAttribute("aria-pressed", String(this.#isOpen));
    this.#update();
  }

  /** Shows the frame light or dark, as the page is. */
  async recolour(): Promise<void> {
    const frame = await this.#ready;
    if (frame) frame.documentElement.dataset["theme"] = isDark() ? "dark" : "light";
  }

  #update(): void {
    if (!this.#isOpen) return;
    this.#label();
    this.#latest.request();
  }

  get #flavour(): string {
    const { project } = this.#store;
    return project.flavour ?? configuredFlavour(project) ?? "github";
  }

  #label(): void {
    const host = hostName(this.#flavour);
    const { project } = this.#store;
    // The preview does not know which notes an override is for.
    const isUnsure = project.flavour === null && hasFlavourOverrides(project);
    this.#host.textContent = isUnsure ? t().previewUnsure(host) : t().previewOf(host);
    this.#frame.title = t().previewLabel(this.#store.project.open, host);
  }

  async #render(): Promise<Rendered> {
    const path = this.#store.project.open;
    if (!isNote(path)) return { path, html: "", error: t().previewNone };
    if (!this.#shown) this.#status.textContent = t().previewLoading;
    try {
      const [text, flavour] = [this.#store.text(path), this.#flavour];
      const slugs = await this.#slugs(text, flavour);
      const { html } = await this.#client.ask({ method: "render", text, flavour, slugs });
      return { path, html, error: null };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      return { path, html: "", error: t().previewFailed(error.message) };
    }
  }

  /** The ids that the host gives to headings. GitHub's the preview makes itself; others only notelint knows. */
  async #slugs(text: string, flavour: string): Promise<readonly Heading[] | null> {
    if (flavour === "github") return null;
    // Findings first: they are what people wait for.
    await this.#linter.settled();
    const { hosts } = await this.#notelint.ask({ method: "slugs", text });
    return hosts[flavour] ?? null;
  }

  /** Keeps what line `line` (from 1) of the note has become in view. */
  async follow(line: number): Promise<void> {
    if (line === this.#line) return;
    this.#line = line;
    if (!this.#isOpen || !this.#ready) return;
    const frame = await this.#ready;
    const block = blockAt(frame, line);
    const height = frame.defaultView?.innerHeight ?? 0;
    if (!block) return;
    const { top, bottom } = block.getBoundingClientRect();
    if (top < 0 || bottom > height) scrollTo(frame, block, height / 4);
  }

  async #show({ path, html, error }: Rendered): Promise<void> {
    const frame = await (this.#ready ??= this.#open());
    this.#status.textContent = error ?? "";
    frame.documentElement.lang = language();
    frame.body.replaceChildren(frame.adoptNode(inert(html)));
    if (path !== this.#shown) frame.defaultView?.scrollTo(0, 0);
    this.#shown = path;
    if (this.#anchor) this.#scroll(frame, this.#anchor);
    this.#anchor = "";
  }

  /**
   * Fills the frame once; later only its body changes, so that it keeps its place. Its sandbox has no `allow-scripts`;
   * `allow-same-origin` is what lets this page reach into it.
   */
  #open(): Promise<Document> {
    return new Promise((resolve) => {
      this.#frame.addEventListener(
        "load",
        () => {
          const frame = this.#frame.contentDocument;
          if (!frame) return;
          frame.addEventListener("click", (event) => this.#follow(frame, event));
          frame.addEventListener("keydown", (event) => {
            if (event.key === "Enter") this.#follow(frame, event);
          });
          resolve(frame);
          void this.recolour();
        },
        { once: true },
      );
      this.#frame.srcdoc = `<!doctype html><html lang="${language()}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>${t().preview}</title><style>${PREVIEW_STYLE}</style></head><body></body></html>`;
    });
  }

  /** Links lead to other notes and headings of the project; others are only named. */
  #follow(frame: Document, event: Event): void {
    // Not `instanceof`: the frame has classes of its own.
    const link = (event.target as Element | null)?.closest?.("a[data-href]");
    if (!link) return;
    event.preventDefault();
    const href = link.getAttribute("data-href") ?? "";
    if (href.startsWith("#")) return this.#scroll(frame, href);
    const base = "project:/";
    const target = URL.canParse(href, base + encodeURI(this.#shown)) ? new URL(href, base + encodeURI(this.#shown)) : null;
    if (target?.protocol !== "project:") {
      this.#status.textContent = t().elsewhere(href);
      return;
    }
    const named = decode(target.pathname.slice(1));
    const path = link.hasAttribute("data-wikilink") ? wikilinkTarget(this.#store.project, named, decode(href)) : named;
    if (!this.#store.project.files.has(path)) {
      this.#status.textContent = t().noFile(path);
      return;
    }
    if (path === this.#shown) return this.#scroll(frame, target.hash);
    this.#anchor = target.hash;
    this.#store.open(path);
  }

  #scroll(frame: Document, hash: string): void {
    const id = decode(hash.slice(1));
    const target = frame.getElementById(id) ?? frame.getElementById(`user-content-${id}`);
    if (target) scrollTo(frame, target);
    this.#status.textContent = target || id === "" ? "" : t().noAnchor(`#${id}`);
  }
}

/** Scrolls the frame alone; `scrollIntoView` would scroll this page too. */
function scrollTo(frame: Document, target: Element, above = 0): void {
  frame.defaultView?.scrollBy(0, target.getBoundingClientRect().top - above);
}

/** The smallest element that comes from the line: `data-sourcepos` says from where to where, as `3:1-5:12`. */
function blockAt(frame: Document, line: number): Element | null {
  let found: Element | null = null;
  for (const element of frame.querySelectorAll("[data-sourcepos]")) {
    const [, start, end] = /^(\d+):\d+-(\d+):/.exec(element.getAttribute("data-sourcepos") ?? "") ?? [];
    if (Number(start) <= line && line <= Number(end)) found = element;
  }
  return found;
}

/** Percent-decoded, or as it is if that is not possible. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
