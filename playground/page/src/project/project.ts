/** A project: its files and how it is checked. Plain data, no page. */

import type { Language, ProjectRequest } from "../contract";

export const CONFIGURATION = "notelint.toml";

export interface Project {
  /** Path to text, in the order of the tabs. Lines end with `\n`. */
  readonly files: ReadonlyMap<string, string>;
  /** The path of the tab that is open. */
  readonly open: string;
  /** `null`: as `notelint.toml` says. */
  readonly preset: string | null;
  /** The host; `null`: as `notelint.toml` says. */
  readonly flavour: string | null;
  /** `null`: the browser's language. */
  readonly lang: Language | null;
}

export const isConfiguration = (path: string): boolean => path.endsWith(".toml");

/** Whether a path is a note; others are configurations and dictionaries. */
export const isNote = (path: string): boolean => /\.(md|markdown|mdx)$/i.test(path);

/** The editor counts every line ending as one character, so texts have only one kind. */
export const normalised = (text: string): string => text.replace(/\r\n?/g, "\n");

export function request(project: Project, lang: Language): ProjectRequest {
  return { files: Object.fromEntries(project.files), preset: project.preset, flavour: project.flavour, lang };
}

/** Whether a path leads to a file in the folder of the project. */
export const isInside = (path: string): boolean =>
  path !== "" && path.length <= 200 && !/^[/\\]|\\|\/\/|(^|\/)\.\.?(\/|$)|[\0-\x1f]|\/$|\p{Surrogate}/u.test(path);

/** Why a path can't be used for a file of the project. */
export type PathFault = "empty" | "taken" | "outside" | "hidden" | "ending";

/** What is wrong with `path` as a new name; `from` is the old name if a file is renamed. */
export function pathFault(project: Project, path: string, from?: string): PathFault | null {
  if (path === "") return "empty";
  if (path !== from && project.files.has(path)) return "taken";
  if (!isInside(path)) return "outside";
  // notelint passes over them, as it does on the disk; some configurations have such names.
  if (isNote(path) && /(^|\/)\./.test(path)) return "hidden";
  if (!/\.(md|markdown|mdx|toml|ya?ml|json|jsonc)$/i.test(path)) return "ending";
  return null;
}

/** A path that no file has, like `note-2.md`. */
export function freePath(project: Project, stem: string, ending = ".md"): string {
  for (let number = 1; ; number++) {
    const path = number === 1 ? `${stem}${ending}` : `${stem}-${number}${ending}`;
    if (!project.files.has(path)) return path;
  }
}

/** The host that `notelint.toml` names at its top level, for the preview. notelint itself reads the file properly. */
export function configuredFlavour(project: Project): string | null {
  const top = (project.files.get(CONFIGURATION) ?? "").split(/^\s*\[/m)[0] ?? "";
  return /^\s*flavour\s*=\s*["']([a-z]+)["']/m.exec(top)?.[1] ?? null;
}

/** Whether `notelint.toml` may name other hosts for some of the notes, which only notelint itself knows. */
export const hasFlavourOverrides = (project: Project): boolean =>
  /^\s*\[\[\s*overrides\s*\]\][^]*?^\s*flavour\s*=/m.test(project.files.get(CONFIGURATION) ?? "");

/**
 * The note that a wikilink of Obsidian leads to: by its path from the top, by its path from the note, which is `relative`, or by the end
 * of its path in any folder; without `.md` or with it. If there is none, the path that is missing.
 */
export function wikilinkTarget({ files }: Project, relative: string, link: string): string {
  const written = link.replace(/#.*$/s, "");
  for (const name of [written, relative].flatMap((name) => [name, `${name}.md`])) if (files.has(name)) return name;
  const found = [...files.keys()].filter((path) => path.endsWith(`/${written}`) || path.endsWith(`/${written}.md`));
  // The one that is nearest to the top, as Obsidian does.
  return found.sort((one, other) => one.split("/").length - other.split("/").length)[0] ?? written;
}
