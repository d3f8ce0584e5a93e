/** The project to begin with. Its notes are files in `page/sample/`, so that notelint itself can be run on them. */

import index from "../sample/index.md";
import s3 from "../sample/s3.md";
import identity from "../sample/identity.md";
import cluster from "../sample/cluster.md";
import configuration from "../sample/notelint.toml";
import type { Project } from "./project/project";

export const sample = (): Project => ({
  files: new Map([
    ["index.md", index],
    ["s3.md", s3],
    ["identity.md", identity],
    ["cluster.md", cluster],
    ["notelint.toml", configuration],
  ]),
  open: "index.md",
  preset: null,
  flavour: null,
  lang: null,
});
