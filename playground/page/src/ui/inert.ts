/**
 * Makes the HTML of a note inert before it is shown: nothing that runs, nothing that is fetched. The preview's sandbox and its
 * Content-Security-Policy would stop both too, but with errors in the console and broken images instead of their descriptions.
 */

import { h } from "../dom";
import { t } from "../i18n/i18n";

const DROPPED = "script, style, link, meta, base, noscript, template";
const REPLACED = "iframe, object, embed, audio, video, form, frame, frameset, portal";

/** Attributes that fetch, or that the policy refuses. */
const REFUSED = /^(on.*|style|srcset|srcdoc|ping|background|poster|formaction|action|autofocus|target|nonce)$/i;

export function inert(html: string): DocumentFragment {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  for (const element of body.querySelectorAll(REPLACED))
    element.replaceWith(placeholder(`<${element.localName}>`, element.getAttribute("src")));
  for (const image of body.querySelectorAll("img")) {
    const source = image.getAttribute("src") ?? "";
    if (!/^data:image\//i.test(source)) image.replaceWith(placeholder(image.alt || t().imageLeftOut, source));
  }
  for (const element of body.querySelectorAll("*")) {
    for (const name of element.getAttributeNames()) {
      if (name.endsWith("href") && element.localName === "a") deactivate(element, name);
      const fetches = name === "src" && element.localName !== "img";
      if (REFUSED.test(name) || fetches || name.endsWith("href")) element.removeAttribute(name);
    }
  }
  const fragment = document.createDocumentFragment();
  fragment.append(...body.childNodes);
  return fragment;
}

/**
 * Makes a link one that the browser does not know as a link, so that no button of the mouse, menu or dragging leads out of the page.
 * Where it leads is in `data-href`.
 */
function deactivate(link: Element, name: string): void {
  link.setAttribute("data-href", link.getAttribute(name) ?? "");
  link.setAttribute("role", "link");
  link.setAttribute("tabindex", "0");
}

const placeholder = (text: string, source: string | null): HTMLElement =>
  h("span", { class: "left-out", title: source }, text, source ? h("small", {}, ` ${source.slice(0, 80)}`) : null);
