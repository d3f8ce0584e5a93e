/** The documentation site, which is built into the folder of the page (see `playground/site/`). */

import { language } from "./i18n/i18n";

/** Where the playground and the documentation are published. */
export const PUBLIC = "https://notelint.github.io/notelint/";

/** Where notelint says that its pages are, without `.html`. */
const RULES = `${PUBLIC}rules/`;

const folder = (): string => (language() === "ja" ? "ja/" : "");

/** The page of all rules, relative to this page and in its language. */
export const rulesPage = (): string => `${folder()}rules/index.html`;

/** A link of notelint's: pages of rules are beside this page, in its language. */
export const beside = (url: string): string =>
  url.startsWith(RULES) ? `${folder()}rules/${url.slice(RULES.length).replace(/(?=#|$)/, ".html")}` : url;
