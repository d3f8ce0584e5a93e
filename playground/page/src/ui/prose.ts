/** Markdown of notelint's own (messages and pages of rules) as elements. Notes never come through here. */

import { marked } from "marked";

import { h } from "../dom";

/** A message: text between backquotes is code. */
export function message(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const part of text.split(/(`` .+? ``|`[^`]+`)/)) {
    if (part.startsWith("`` ") && part.endsWith(" ``")) fragment.append(h("code", {}, part.slice(3, -3)));
    else if (part.length > 2 && part.startsWith("`") && part.endsWith("`")) fragment.append(h("code", {}, part.slice(1, -1)));
    else fragment.append(part);
  }
  return fragment;
}

/** A page of a rule. Its links open in another tab; headings start at level 3, below those of the page. */
export function page(markdown: string, base: string): DocumentFragment {
  const html = marked.parse(markdown, { async: false, gfm: true });
  const body = new DOMParser().parseFromString(html, "text/html").body;
  for (const link of body.querySelectorAll("a")) {
    link.href = new URL(link.getAttribute("href") ?? "", base).href;
    link.target = "_blank";
    link.rel = "noopener";
  }
  for (const heading of body.querySelectorAll("h1, h2")) {
    const lower = h("h3", {}, ...heading.childNodes);
    heading.replaceWith(lower);
  }
  // Blocks that scroll must be reachable by keyboard.
  for (const block of body.querySelectorAll("pre")) block.tabIndex = 0;
  const fragment = document.createDocumentFragment();
  fragment.append(...body.childNodes);
  return fragment;
}
