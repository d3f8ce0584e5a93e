// vsce packs the licence that lies beside package.json.
import { copyFileSync } from "node:fs";

copyFileSync(new URL("../../LICENSE-MIT", import.meta.url), new URL("LICENSE", import.meta.url));
