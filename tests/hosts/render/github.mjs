// What github.com does with the HTML of cmark-gfm: it removes elements that it does not allow, and adds ids to headings.
import GithubSlugger from "github-slugger";
import { sanitize } from "./sanitize.mjs";

const decoded = (html) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");

export const render = async (html) => {
  const slugger = new GithubSlugger();
  return sanitize(html).replace(/<h([1-6])>(.*?)<\/h\1>/gs, (_, level, content) => {
    const id = slugger.slug(decoded(content)).replace(/"/g, "&quot;");
    return `<h${level} id="${id}">${content}</h${level}>`;
  });
};
