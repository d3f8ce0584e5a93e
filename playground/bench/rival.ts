/** A page like the playground's with less on it: an editor, and markdownlint in a worker. The latest request wins there, too. */

import { defaultKeymap, history } from "@codemirror/commands";
import { linter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";

import { languageFor } from "../page/src/editor/language";
import { highlighting } from "../page/src/editor/style";
import { Latest } from "../page/src/latest";

interface Found {
  readonly line: number;
  readonly message: string;
}

const worker = new Worker("rival-worker.js");
let answered: (found: Found[]) => void = () => undefined;
worker.onmessage = ({ data }: MessageEvent<Found[]>) => answered(data);

const latest = new Latest(
  () =>
    new Promise<Found[]>((resolve) => {
      answered = resolve;
      worker.postMessage(view.state.doc.toString());
    }),
  (found) => {
    const diagnostics = found.map(({ line, message }) => {
      const { from, to } = view.state.doc.line(line);
      return { from, to, severity: "warning" as const, message };
    });
    view.dispatch(setDiagnostics(view.state, diagnostics));
  },
);

const root = (document.getElementById("editor") as HTMLElement).attachShadow({ mode: "open" });
const view = new EditorView({
  root,
  parent: root,
  state: EditorState.create({
    doc: await (await fetch("note.md")).text(),
    extensions: [
      lineNumbers(),
      history(),
      keymap.of(defaultKeymap),
      highlightActiveLine(),
      EditorView.lineWrapping,
      linter(null),
      languageFor("note.md"),
      highlighting,
      EditorView.theme({ "&": { height: "100vh" } }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) latest.request();
      }),
    ],
  }),
});
latest.request();
