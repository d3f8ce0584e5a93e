/** Findings as marks in the text, and where they are after edits. */

import {
  forEachDiagnostic,
  linter,
  nextDiagnostic,
  previousDiagnostic,
  setDiagnostics,
  type Diagnostic,
} from "@codemirror/lint";
import type { EditorState, Extension, TransactionSpec } from "@codemirror/state";
import { EditorView, type Command } from "@codemirror/view";

import type { ErrorPlace, Finding, Severity } from "../contract";

/** A mark with the finding that it stands for; a mistake in a configuration is a mark without one. */
export interface Mark extends Diagnostic {
  readonly finding: Finding | null;
}

const SEVERITY: Record<Severity, Diagnostic["severity"]> = { error: "error", warning: "warning", advice: "info" };

export const markOf = (finding: Finding): Mark => ({
  from: finding.from,
  to: finding.to,
  severity: SEVERITY[finding.severity],
  message: finding.message,
  finding,
});

/** A mark at a mistake in a configuration. Where nothing is marked, the rest of the line is. */
export function markOfError(state: EditorState, place: ErrorPlace): Mark {
  const from = offset(state, place.line, place.column);
  const to = offset(state, place.end_line ?? place.line, place.end_column ?? place.column);
  const message = place.help ? `${place.message}; ${place.help}` : place.message;
  return { from, to: to > from ? to : state.doc.lineAt(from).to, severity: "error", message, finding: null };
}

/** The offset of a line and a column, both from 1; the column counts Unicode scalar values. */
function offset(state: EditorState, line: number, column: number): number {
  const { from, text } = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  return from + [...text].slice(0, Math.max(column - 1, 0)).join("").length;
}

/** Replaces the marks. Those that reach past the end, because the text changed meanwhile, are cut. */
export function showMarks(state: EditorState, marks: readonly Mark[]): TransactionSpec {
  const end = state.doc.length;
  return setDiagnostics(
    state,
    marks.map((mark) => ({ ...mark, from: Math.min(mark.from, end), to: Math.min(mark.to, end) })),
  );
}

export interface PlacedMark {
  readonly mark: Mark;
  readonly from: number;
  readonly to: number;
}

/** The marks at a position, where they are after edits. */
export function marksAt(state: EditorState, position: number): PlacedMark[] {
  const marks: PlacedMark[] = [];
  forEachDiagnostic(state, (diagnostic, from, to) => {
    if (from <= position && position <= to) marks.push({ mark: diagnostic as Mark, from, to });
  });
  return marks;
}

/** Where the mark of a finding is after edits, or `null` if it has none, as before the first and after a later result. */
export function placeOf(state: EditorState, finding: Finding): number | null {
  let place: number | null = null;
  forEachDiagnostic(state, (diagnostic, from) => {
    if ((diagnostic as Mark).finding === finding) place = from;
  });
  return place;
}

/** Marks without the tooltip of the library: ours is also opened by a key. */
export const marks: Extension = linter(null, { tooltipFilter: () => [] });

/** Moves the cursor to a mark and says its message to screen readers. */
const andSay =
  (move: Command): Command =>
  (view) => {
    if (!move(view)) return false;
    const [first] = marksAt(view.state, view.state.selection.main.from);
    if (first) view.dispatch({ effects: EditorView.announce.of(first.mark.message) });
    return true;
  };

export const nextMark = andSay(nextDiagnostic);
export const previousMark = andSay(previousDiagnostic);
