/** The editor: one view, and a state for each file so that each keeps its own history, cursor and marks. */

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorSelection, EditorState, Transaction, type ChangeDesc, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  tooltips,
} from "@codemirror/view";

import type { ErrorPlace, Finding, TextEdit } from "../contract";
import { isNote } from "../project/project";
import type { Store } from "../project/store";
import { cards, type Render } from "./card";
import { markOfError, marks, nextMark, placeOf, previousMark, showMarks, type Mark } from "./diagnostics";
import { languageFor } from "./language";
import { cardStyle } from "./card-style";
import { editorStyle, highlighting } from "./style";

export interface EditorTexts {
  readonly label: (path: string) => string;
  readonly help: string;
  /** The editor's own texts in English, and what they are called on the page. */
  readonly phrases: Readonly<Record<string, string>>;
}

/** What the editor asks of the page. */
export interface EditorHooks {
  /** Makes the card on hover. */
  readonly render: Render;
  readonly texts: () => EditorTexts;
  /** The cursor is on this line, from 1. */
  readonly moved: (line: number) => void;
}

/** A place in a file, which moves with the text until it is released. */
export interface TrackedPlace {
  /** An offset in UTF-16 code units. */
  readonly at: number;
  release(): void;
}

export class Editor {
  readonly view: EditorView;
  readonly #store: Store;
  readonly #states = new Map<string, EditorState>();
  readonly #tracked = new Set<{ readonly path: string; at: number }>();
  readonly #label = new Compartment();
  readonly #extensions: Extension;
  readonly #texts: () => EditorTexts;
  #path: string;

  /** `root` is a shadow root: there the editor's styles need no exception in the Content-Security-Policy. */
  constructor(root: ShadowRoot, store: Store, { render, texts, moved }: EditorHooks) {
    this.#store = store;
    this.#texts = texts;
    this.#path = store.project.open;
    this.#extensions = [
      lineNumbers(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      search(),
      EditorView.lineWrapping,
      tooltips({ position: "fixed" }),
      marks,
      cards(render),
      keymap.of([
        { key: "F8", run: nextMark, shift: previousMark, preventDefault: true },
        ...defaultKeymap,
        ...historyKeymap,
        ...searchKeymap,
      ]),
      EditorView.updateListener.of(({ state, selectionSet, docChanged }) => {
        if (selectionSet || docChanged) moved(state.doc.lineAt(state.selection.main.head).number);
      }),
      editorStyle,
      cardStyle,
      highlighting,
    ];
    this.view = new EditorView({
      root,
      parent: root,
      state: this.#hidden(this.#path),
      dispatchTransactions: (transactions, view) => {
        for (const { changes } of transactions) this.#move(this.#path, changes);
        // First, so that the worker begins while the view draws.
        if (transactions.some((transaction) => transaction.docChanged))
          this.#store.setText(this.#path, transactions.at(-1)?.newDoc.toString() ?? "");
        view.update(transactions);
      },
    });
    store.listen((change) => {
      if (change === "project") this.#states.clear();
      if (change !== "text" && change !== "settings") this.#show(store.project.open, change === "project");
    });
  }

  /** Says the labels again, in another language. */
  relabel(): void {
    for (const path of this.#states.keys()) this.#update(path, (state) => state.update({ effects: this.#labelEffect(path) }));
    this.view.dispatch({ effects: this.#labelEffect(this.#path) });
  }

  /** Keeps the history of a file that gets another name. */
  renamed(from: string, to: string): void {
    const state = this.#path === from ? this.view.state : this.#states.get(from);
    this.#states.delete(from);
    if (!state) return;
    // The language goes with the name, so the state is made anew if it differs.
    if (languageFor(from) === languageFor(to)) this.#states.set(to, state);
    if (this.#path === from) this.#path = "";
  }

  /** Where a finding is now and later. */
  track(finding: Finding): TrackedPlace {
    const place = { path: finding.file, at: placeOf(this.#state(finding.file), finding) ?? finding.from };
    this.#tracked.add(place);
    return {
      get at() {
        return place.at;
      },
      release: () => this.#tracked.delete(place),
    };
  }

  #move(path: string, changes: ChangeDesc): void {
    for (const place of this.#tracked) if (place.path === path) place.at = changes.mapPos(Math.min(place.at, changes.length), 1);
  }

  /** Opens a file and puts the cursor at an offset. */
  reveal(path: string, from: number, to = from): void {
    this.scrollTo(path, from, to);
    this.view.focus();
  }

  /** Opens the file of a mistake at its place. */
  revealError(place: ErrorPlace): void {
    this.#store.open(place.path);
    const { from, to } = markOfError(this.view.state, place);
    this.reveal(place.path, from, to);
  }

  /** Like [`Editor.reveal`], but the focus stays. */
  scrollTo(path: string, from: number, to = from): void {
    this.#store.open(path);
    const end = this.view.state.doc.length;
    const [anchor, head] = [Math.min(from, end), Math.min(to, end)];
    this.view.dispatch({
      selection: { anchor },
      effects: EditorView.scrollIntoView(EditorSelection.range(anchor, head), { y: "center" }),
    });
  }

  /** Makes edits, each file's as one step of its history. Files that are not open are edited too. */
  edit(edits: readonly TextEdit[]): void {
    for (const file of new Set(edits.map((edit) => edit.file))) {
      const changes = edits.filter((edit) => edit.file === file).map(({ from, to, insert }) => ({ from, to, insert }));
      this.#change(file, changes);
    }
  }

  /** Replaces whole texts; only what differs changes, so cursors stay. */
  replaceTexts(texts: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(texts)) {
      const old = this.#store.text(path);
      let [start, end] = [0, 0];
      const shorter = Math.min(old.length, text.length);
      while (start < shorter && old[start] === text[start]) start++;
      while (end < shorter - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
      this.#change(path, [{ from: start, to: old.length - end, insert: text.slice(start, text.length - end) }]);
    }
  }

  /** Shows marks in all files; a file without any loses those it had. */
  mark(byFile: ReadonlyMap<string, readonly Mark[]>): void {
    for (const path of this.#store.project.files.keys())
      this.#update(path, (state) => state.update(showMarks(state, byFile.get(path) ?? [])));
  }

  /** Shows mistakes in configurations. Notes could not be checked, so they keep their marks, which move with the text. */
  markErrors(errors: readonly ErrorPlace[]): void {
    for (const path of this.#store.project.files.keys()) {
      const wrong = errors.filter((place) => place.path === path);
      if (isNote(path) && wrong.length === 0) continue;
      this.#update(path, (state) =>
        state.update(
          showMarks(
            state,
            wrong.map((place) => markOfError(state, place)),
          ),
        ),
      );
    }
  }

  #change(path: string, changes: readonly { from: number; to: number; insert: string }[]): void {
    this.#update(path, (state) =>
      state.update({ changes, userEvent: "input.fix", annotations: Transaction.addToHistory.of(true) }),
    );
    if (path !== this.#path) this.#store.setText(path, this.#state(path).doc.toString());
  }

  /** Applies a transaction to the state of a file, whether it is shown or not. */
  #update(path: string, make: (state: EditorState) => Transaction): void {
    if (path === this.#path) this.view.dispatch(make(this.view.state));
    else {
      const transaction = make(this.#state(path));
      this.#move(path, transaction.changes);
      this.#states.set(path, transaction.state);
    }
  }

  #show(path: string, fresh: boolean): void {
    if (!fresh && path === this.#path) return;
    if (!fresh && this.#path && this.#store.project.files.has(this.#path)) this.#states.set(this.#path, this.view.state);
    for (const known of this.#states.keys()) if (!this.#store.project.files.has(known)) this.#states.delete(known);
    this.#path = path;
    this.view.setState(this.#hidden(path));
    this.view.dispatch({ effects: this.#labelEffect(path) });
  }

  #state(path: string): EditorState {
    return path === this.#path ? this.view.state : this.#hidden(path);
  }

  /** The state of a file that is not shown. */
  #hidden(path: string): EditorState {
    return (
      this.#states.get(path) ??
      EditorState.create({
        doc: this.#store.text(path),
        extensions: [this.#extensions, languageFor(path), this.#label.of(this.#labels(path))],
      })
    );
  }

  #labelEffect = (path: string) => this.#label.reconfigure(this.#labels(path));

  #labels(path: string): Extension {
    const { label, help, phrases } = this.#texts();
    const attributes = EditorView.contentAttributes.of({ "aria-label": label(path), "aria-description": help, tabindex: "0" });
    return [attributes, EditorState.phrases.of(phrases)];
  }
}
