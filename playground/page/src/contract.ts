/** What the WebAssembly modules take and give, as JSON: see the table in `playground/README.md`. */

export type Severity = "error" | "warning" | "advice";

export type Language = "en" | "ja";

/** A project as the modules take it. A `null` preset or flavour means: as `notelint.toml` says. */
export interface ProjectRequest {
  readonly files: Readonly<Record<string, string>>;
  readonly preset: string | null;
  readonly flavour: string | null;
  readonly lang: Language;
}

export type Request =
  | ({ readonly method: "lint" } & ProjectRequest)
  | ({ readonly method: "fix"; readonly unsafe: boolean } & ProjectRequest)
  | { readonly method: "explain"; readonly rule: string; readonly lang: Language }
  | { readonly method: "about"; readonly lang: Language }
  | { readonly method: "slugs"; readonly text: string }
  | { readonly method: "render"; readonly text: string; readonly flavour: string; readonly slugs: readonly Heading[] | null };

/** A heading and its id on a host; `null` if it has none there. */
export interface Heading {
  readonly line: number;
  readonly slug: string | null;
}

/** A mistake in a file: lines and columns from 1, columns in Unicode scalar values. The end is after the last character. */
export interface ErrorPlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly end_line?: number;
  readonly end_column?: number;
  readonly message: string;
  readonly help?: string | null;
}

/** Why a request has no answer. The modules say the first three; the page adds that a module can't be had. */
export interface Failure {
  readonly kind: "configuration" | "request" | "internal" | "unavailable" | "unsupported";
  readonly message: string;
  readonly places?: readonly ErrorPlace[];
}

/** An edit of a file; `from` and `to` are offsets in UTF-16 code units. */
export interface TextEdit {
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

export interface Fix {
  readonly title: string;
  readonly applicability: "safe" | "unsafe" | "manual";
  /** In the file of the finding and in others. */
  readonly edits: readonly TextEdit[];
}

/** A finding of the report, with offsets in UTF-16 code units instead of bytes. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly rule: string;
  readonly alias: string | null;
  readonly severity: Severity;
  readonly message: string;
  readonly notes: readonly string[];
  readonly fix: Fix | null;
}

export interface LintAnswer {
  readonly findings: readonly Finding[];
  readonly notices: readonly string[];
}

export interface FixAnswer {
  /** The new text of each note that changed. */
  readonly files: Readonly<Record<string, string>>;
  /** How many findings are left. */
  readonly left: number;
}

export interface ExplainAnswer {
  /** The page without examples, for the card on hover. */
  readonly short: string;
  readonly markdown: string;
  readonly summary: string;
  readonly group: string;
  /** The URL of the page on the documentation site. */
  readonly page: string;
  /** The examples of the page, each a project that shows `note`; `null` for files that are not text. */
  readonly examples: readonly { readonly note: string; readonly files: Readonly<Record<string, string>> | null }[];
}

export interface AboutAnswer {
  readonly version: string;
  readonly presets: readonly string[];
  readonly flavours: readonly string[];
}

export interface RenderAnswer {
  readonly html: string;
}

/** The answer to each method, as the worker gives it to the page. */
export interface Answers {
  lint: LintAnswer;
  fix: FixAnswer;
  explain: ExplainAnswer;
  about: AboutAnswer;
  slugs: { readonly hosts: Readonly<Record<string, readonly Heading[]>> };
  render: RenderAnswer;
}

/**
 * A message from the page to a worker. `load` names the module, and files that its first answer will need; `base` is the URL of the
 * folder with all of them, or `null` if the worker has to ask the page. `file` is the answer to that.
 */
export type ToWorker =
  | { readonly type: "load"; readonly name: string; readonly needs: readonly string[]; readonly base: string | null }
  | { readonly type: "file"; readonly name: string; readonly bytes: ArrayBuffer | null; readonly message: string }
  | { readonly type: "call"; readonly id: number; readonly request: Request };

/** A message from a worker to the page. */
export type FromWorker =
  | { readonly type: "ready" }
  | { readonly type: "unavailable"; readonly message: string }
  | { readonly type: "file"; readonly name: string }
  | { readonly type: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly type: "error"; readonly id: number; readonly error: Failure };
