// Adds the ids of headings that github.com adds, to HTML of cmark-gfm.
import GithubSlugger from "github-slugger";

const decoded = (html) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");

export const render = async (html) => {
  const slugger = new GithubSlugger();
  return html.replace(/<h([1-6])>(.*?)<\/h\1>/gs, (_, level, content) => {
    const id = slugger.slug(decoded(content)).replace(/"/g, "&quot;");
    return `<h${level} id="${id}">${content}</h${level}>`;
  });
};
