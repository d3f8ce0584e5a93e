/** Puts the page together. */

import { Client } from "./client";
import type { Finding } from "./contract";
import { byId } from "./dom";
import { markOf, type Mark } from "./editor/diagnostics";
import { Editor } from "./editor/editor";
import { browserLanguage, language, onLanguage, setLanguage, t } from "./i18n/i18n";
import { Linter, type Result } from "./lint";
import { draftOrigin, keepDraft, readDraft } from "./project/draft";
import { neededAtFirst } from "./project/needs";
import { Shelf } from "./project/shelf";
import { Store } from "./project/store";
import { sample } from "./sample";
import { theme } from "./theme";
import { cardRenderer } from "./ui/card";
import { Fixes } from "./ui/fixes";
import { FindingList } from "./ui/list";
import { acceptFiles } from "./ui/files";
import { failureText } from "./ui/failure";
import { dismiss, notify } from "./ui/notices";
import { Preview } from "./ui/preview";
import { Rules } from "./ui/rule";
import { forgetWhenChanged, offerBack, replaceWith, share, sharedProject } from "./ui/sharing";
import { Tabs } from "./ui/tabs";
import { Toolbar } from "./ui/toolbar";

async function main(): Promise<void> {
  const client = new Client("notelint.wasm");
  setLanguage(browserLanguage());
  const draft = readDraft();
  const shared = await sharedProject();
  const store = new Store(shared ?? draft ?? sample());
  const draftFailed = (): void => void notify("problem", () => t().draftFailed);
  const shelf = new Shelf(store, shared ? "shared" : draft ? draftOrigin() : "sample", draftFailed);
  // Before anything else, because it takes longest. What goes wrong is told with the first request.
  client.start(neededAtFirst(store.project)).catch(() => undefined);
  const follow = (): void => setLanguage(store.project.lang ?? browserLanguage());
  follow();
  // Before the linter, which asks in the language of the page.
  store.listen((change) => {
    const isOther = store.project.lang !== null && store.project.lang !== language();
    if (change === "project" || (change === "settings" && isOther)) follow();
  });

  const linter = new Linter(store, client, language);
  const rules = new Rules(client, (rule, files, open) => {
    const project = { files: new Map(Object.entries(files)), open, preset: null, flavour: null, lang: null };
    replaceWith(store, shelf, project, "example", () => t().exampleOpened(rule));
  });
  const explain = (rule: string): void => rules.open(rule);
  const fix = (finding: Finding): void => void fixes.one(finding);
  const renderCard = cardRenderer(rules, () => ({ fix, explain }));
  const root = byId("editor").attachShadow({ mode: "open" });
  const editor = new Editor(root, store, {
    render: renderCard,
    texts: () => ({ label: t().editorLabel, help: t().editorHelp, phrases: t().editorPhrases }),
    moved: (line) => void preview.follow(line),
  });
  const fixes = new Fixes(store, client, linter, editor);
  linter.listen((result) => showMarks(editor, result));
  linter.listen(tellFailure);

  new Tabs(store, linter, (from, to) => editor.renamed(from, to));
  new FindingList(store, linter, {
    fix,
    explain,
    reveal: (file, from, to) => editor.reveal(file, from, to),
    revealError: (place) => editor.revealError(place),
  });
  const preview = new Preview(store, client, linter);
  theme(byId<HTMLSelectElement>("theme"), () => void preview.recolour());
  onLanguage(() => editor.relabel());

  byId("fix-all").addEventListener("click", () => fixes.all());
  byId("share").addEventListener("click", () => void share(store));
  byId("sample").addEventListener("click", () => replaceWith(store, shelf, sample(), "sample", () => t().sampleOpened));
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    editor.view.focus();
  });
  acceptFiles(byId("panel"), store);
  keepDraft(store, shelf, draftFailed);
  forgetWhenChanged(store);
  window.addEventListener("hashchange", async () => {
    const other = await sharedProject();
    if (other) replaceWith(store, shelf, other, "shared", () => t().shareOpened);
  });
  if (shared && draft && draftOrigin() === "own") shelf.keep(draft);
  if (!shelf.isEmpty) offerBack(store, shelf, () => (shared ? t().shareOpened : t().shelved));

  new Toolbar(store, client);
  linter.lint();
}

function showMarks(editor: Editor, { findings, failure }: Result): void {
  if (failure) return editor.markErrors(failure.places ?? []);
  const byFile = new Map<string, Mark[]>();
  for (const finding of findings) {
    const marks = byFile.get(finding.file);
    if (marks) marks.push(markOf(finding));
    else byFile.set(finding.file, [markOf(finding)]);
  }
  editor.mark(byFile);
}

let failing = false;

/** Says that notelint failed, until it works again. Errors of a configuration are in the list. */
function tellFailure({ failure }: Result): void {
  const tell = failure !== null && failure.kind !== "configuration";
  if (tell) notify("problem", () => failureText(failure));
  else if (failing) dismiss("problem");
  failing = tell;
}

void main();
