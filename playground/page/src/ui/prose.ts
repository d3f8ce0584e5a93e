/** Markdown of notelint's own (messages and pages of rules) as elements. Notes never come through here. */

import { marked } from "marked";

import { h } from "../dom";
import { t } from "../i18n/i18n";
import { beside } from "../site";

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

/** What a code block of a rule's page is, by the second word after its fence, or the first. */
function caption(info: string): string | null {
  const [language = "", kind = ""] = info.split(/\s+/);
  if (language === "findings") return t().exampleFindings;
  switch (kind) {
    case "bad":
      return t().exampleBad;
    case "fixed":
      return t().exampleFixed;
    case "good":
      return t().exampleGood;
    case "options":
      return t().exampleOptions;
    default:
      return null;
  }
}

/**
 * A page of a rule, without its title, which the dialog has. Its links open in another tab; headings start at level 3, below those
 * of the page.
 */
export function page(markdown: string): DocumentFragment {
  const tokens = marked.lexer(markdown, { gfm: true });
  const infos: string[] = [];
  marked.walkTokens(tokens, (token) => {
    if (token.type === "code") infos.push(String(token["lang"] ?? ""));
  });
  const html = marked.parser(tokens);
  const body = new DOMParser().parseFromString(html, "text/html").body;
  for (const link of body.querySelectorAll("a")) {
    link.href = beside(link.getAttribute("href") ?? "");
    link.target = "_blank";
    link.rel = "noopener";
  }
  body.querySelector("h1:first-child")?.remove();
  for (const heading of body.querySelectorAll("h1, h2")) {
    const lower = h("h3", {}, ...heading.childNodes);
    heading.replaceWith(lower);
  }
  // Blocks that scroll must be reachable by keyboard.
  body.querySelectorAll("pre").forEach((block, at) => {
    block.tabIndex = 0;
    const text = caption(infos[at] ?? "");
    if (text) block.before(h("p", { class: "caption" }, text));
  });
  const fragment = document.createDocumentFragment();
  fragment.append(...body.childNodes);
  return fragment;
}
