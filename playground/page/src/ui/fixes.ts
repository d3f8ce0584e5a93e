/** Fixes: one at a time from a finding, or all with a look at the changes first. */

import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";

import { RequestError, type Client } from "../client";
import type { Finding, FixAnswer } from "../contract";
import { h } from "../dom";
import type { Editor } from "../editor/editor";
import { languageFor } from "../editor/language";
import { editorStyle, highlighting } from "../editor/style";
import { language, t } from "../i18n/i18n";
import type { Linter } from "../lint";
import { request } from "../project/project";
import type { Store } from "../project/store";
import { openDialog } from "./dialog";
import { failureText } from "./failure";
import { isFixable } from "./finding";
import { notify } from "./notices";

export class Fixes {
  readonly #store: Store;
  readonly #client: Client;
  readonly #linter: Linter;
  readonly #editor: Editor;
  /** Takes away the message that nothing can be fixed. */
  #withdrawRefusal: () => void = () => undefined;
  /** The texts that the last fix wrote, and what takes its offer to undo away. */
  #done: { readonly texts: ReadonlyMap<string, string>; readonly withdraw: () => void } | null = null;

  constructor(store: Store, client: Client, linter: Linter, editor: Editor) {
    this.#store = store;
    this.#client = client;
    this.#linter = linter;
    this.#editor = editor;
    // Undo would take back what was written since, too.
    store.listen((change) => {
      if (!this.#done) return;
      if (change !== "project" && [...this.#done.texts].every(([path, text]) => store.project.files.get(path) === text)) return;
      this.#done.withdraw();
      this.#done = null;
    });
    linter.listen(({ failure }) => {
      if (!failure) this.#withdrawRefusal();
    });
  }

  /** Applies the fix of a finding. If the text has changed since, the same finding of the present text. */
  async one(finding: Finding): Promise<void> {
    const place = this.#editor.track(finding);
    // Checked again after each wait: another fix that waited may have changed the text first.
    while (!this.#linter.isSettled) await this.#linter.settled();
    place.release();
    const failure = this.#linter.result?.failure;
    const found = this.#current(finding, place.at);
    if (failure || !found?.fix || !isFixable(found)) {
      const withdraw = notify("problem", () => (failure ? failureText(failure) : t().fixGone));
      if (failure) this.#withdrawRefusal = withdraw;
      return;
    }
    const before = this.#store.project.files;
    this.#editor.edit(found.fix.edits);
    // Shows it, but leaves the focus where it is: on the next finding of the list, or in the editor.
    this.#editor.scrollTo(found.file, found.fix.edits.find((edit) => edit.file === found.file)?.from ?? found.from);
    const title = found.fix.title.replaceAll("`", "");
    this.#offerUndo(() => t().fixed(title), before);
  }

  /** The finding in the latest result that is `finding`, which may be of an earlier one and is at `at` now. */
  #current(finding: Finding, at: number): Finding | undefined {
    const findings = this.#linter.result?.findings ?? [];
    if (findings.includes(finding)) return finding;
    // Not the nearest one: a second click on the same button would fix another finding.
    return findings.find(
      ({ file, rule, message, from }) =>
        file === finding.file && rule === finding.rule && message === finding.message && from === at,
    );
  }

  /** Shows what the fixes would change, and changes it if the user agrees. */
  all(): void {
    let answer: FixAnswer | null = null;
    const { version } = this.#store;
    const views: EditorView[] = [];
    const clear = (): void => {
      for (const view of views.splice(0)) view.destroy();
    };
    const dialog = openDialog(t().diffTitle, "diff-dialog", clear);
    const unsafe = h("input", { type: "checkbox", id: "with-unsafe" });
    const status = h("p", { class: "note", role: "status" });
    const diffs = h("div", { class: "diffs" });
    const apply = h("button", { type: "button", class: "primary", disabled: true });
    const show = async (): Promise<void> => {
      apply.disabled = true;
      answer = null;
      const asked = unsafe.checked;
      let fixed: FixAnswer;
      try {
        fixed = await this.#client.ask({
          method: "fix",
          ...request(this.#store.project, language()),
          unsafe: asked,
        });
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        status.textContent = failureText(error.failure);
        return;
      }
      if (asked !== unsafe.checked || !dialog.element.open) return;
      answer = fixed;
      clear();
      const count = Object.keys(answer.files).length;
      status.textContent = count > 0 ? t().diffLeft(answer.left) : asked ? t().diffNone : t().diffNoneUnsafe;
      apply.textContent = t().diffApply(count);
      apply.disabled = count === 0;
      diffs.replaceChildren(
        ...Object.entries(answer.files).map(([path, text]) => diff(path, this.#store.text(path), text, views)),
      );
    };
    unsafe.addEventListener("change", () => void show());
    apply.addEventListener("click", () => {
      if (!answer) return;
      const before = this.#store.project.files;
      dialog.close();
      if (this.#store.version !== version) return void notify("problem", () => t().changedMeanwhile);
      const count = Object.keys(answer.files).length;
      this.#editor.replaceTexts(answer.files);
      this.#offerUndo(() => t().fixedFiles(count), before);
    });
    apply.textContent = t().diffApply(0);
    dialog.body.append(
      h("p", { class: "check" }, unsafe, h("label", { for: "with-unsafe" }, t().diffUnsafe)),
      h("p", { class: "note" }, t().unsafeHint),
      status,
      diffs,
    );
    dialog.footer.append(h("button", { type: "button", on: { click: dialog.close } }, t().cancel), apply);
    void show();
  }

  /** Says what was done, with a way back to the texts before. */
  #offerUndo(text: () => string, before: ReadonlyMap<string, string>): void {
    const after = this.#store.project.files;
    const changed = [...before].filter(([path, old]) => after.get(path) !== old);
    const texts = new Map(changed.map(([path]) => [path, after.get(path) ?? ""]));
    const run = (): void => this.#editor.replaceTexts(Object.fromEntries(changed));
    this.#done = { texts, withdraw: notify("done", text, { label: () => t().undo, run }) };
  }
}

/** A file's changes, with unchanged stretches folded. */
function diff(path: string, before: string, after: string, views: EditorView[]): HTMLElement {
  const host = h("div", { class: "diff" });
  const root = host.attachShadow({ mode: "open" });
  views.push(
    new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: after,
        extensions: [
          EditorState.readOnly.of(true),
          EditorState.phrases.of({ "$ unchanged lines": t().unchangedLines }),
          lineNumbers(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": t().diffLabel(path), tabindex: "0" }),
          languageFor(path),
          highlighting,
          editorStyle,
          unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: { margin: 2, minSize: 4 } }),
        ],
      }),
    }),
  );
  return h("section", {}, h("h3", {}, path), host);
}
