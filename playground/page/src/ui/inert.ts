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
      const fetches = name === "src" && element.localName !== "img";
      const inSvg = name.endsWith("href") && element.localName !== "a";
      if (REFUSED.test(name) || fetches || inSvg) element.removeAttribute(name);
    }
  }
  const fragment = document.createDocumentFragment();
  fragment.append(...body.childNodes);
  return fragment;
}

const placeholder = (text: string, source: string | null): HTMLElement =>
  h("span", { class: "left-out", title: source }, text, source ? h("small", {}, ` ${source.slice(0, 80)}`) : null);
