/** Which parts of notelint a project needs. It asks for them itself; this only saves the first answer from waiting for them. */

import type { Project } from "./project";

/** Commands whose subcommands and options notelint knows, in `commands.bin`. */
const COMMANDS = /\b(aws|az|gcloud|kubectl)\s+[a-z]/;

export const neededAtFirst = ({ files }: Project): string[] =>
  [...files.values()].some((text) => COMMANDS.test(text)) ? ["commands.bin"] : [];
