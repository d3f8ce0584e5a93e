/** From the JSON report of notelint (`--format json`) to findings with offsets that the editor understands. */

import type { Finding, Fix, Severity, TextEdit } from "../contract";
import { utf16Offsets } from "./offsets";

interface JsonEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface JsonFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly span: { readonly start: number; readonly end: number };
  readonly rule: string;
  readonly alias: string | null;
  readonly severity: Severity;
  readonly message: string;
  readonly notes: readonly string[];
  readonly fix: {
    readonly title: string;
    readonly applicability: Fix["applicability"];
    readonly edits: readonly JsonEdit[];
    readonly elsewhere?: readonly { readonly file: string; readonly edits: readonly JsonEdit[] }[];
  } | null;
}

/** The findings of a report about `files`, in its order. */
export function findings(report: string, files: Readonly<Record<string, string>>): Finding[] {
  const { findings: rows } = JSON.parse(report) as { findings: readonly JsonFinding[] };
  const maps = new Map<string, (bytes: number) => number>();
  const offset = (file: string, bytes: number): number => {
    let map = maps.get(file);
    if (!map) maps.set(file, (map = utf16Offsets(files[file] ?? "")));
    return map(bytes);
  };
  const edits = (file: string, rows: readonly JsonEdit[]): TextEdit[] =>
    rows.map(({ start, end, text }) => ({ file, from: offset(file, start), to: offset(file, end), insert: text }));
  return rows.map((row) => ({
    file: row.file,
    line: row.line,
    column: row.column,
    from: offset(row.file, row.span.start),
    to: offset(row.file, row.span.end),
    rule: row.rule,
    alias: row.alias,
    severity: row.severity,
    message: row.message,
    notes: row.notes,
    fix: row.fix && {
      title: row.fix.title,
      applicability: row.fix.applicability,
      edits: [...edits(row.file, row.fix.edits), ...(row.fix.elsewhere ?? []).flatMap((note) => edits(note.file, note.edits))],
    },
  }));
}

/** How many findings a report has. */
export function count(report: string): number {
  return (JSON.parse(report) as { findings: readonly unknown[] }).findings.length;
}
