// What GitLab does with the HTML of comrak: it removes elements that it does not allow.
import { sanitize } from "./sanitize.mjs";

export const render = async (html) => sanitize(html);
