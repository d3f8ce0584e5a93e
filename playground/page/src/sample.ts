/** The project to begin with. Its notes are files in `page/sample/`, so that notelint itself can be run on them. */

import readme from "../sample/README.md";
import identity from "../sample/identity.md";
import s3 from "../sample/s3.md";
import kubernetes from "../sample/kubernetes.md";
import configuration from "../sample/notelint.toml";
import type { Project } from "./project/project";

export const sample = (): Project => ({
  files: new Map([
    ["README.md", readme],
    ["identity.md", identity],
    ["s3.md", s3],
    ["kubernetes.md", kubernetes],
    ["notelint.toml", configuration],
  ]),
  open: "README.md",
  preset: null,
  flavour: null,
  lang: null,
});
