/** An element with these properties and children; strings become text, never HTML. */
function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== ""));
  return element;
}

function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Text with its backquoted parts as code. */
function withCode(text) {
  return text.split("`").map((part, index, all) =>
    index % 2 === 1 && index < all.length - 1 ? h("code", {}, part) : index % 2 === 1 ? `\`${part}` : part);
}

/** Like `withCode`, with URLs as links. */
function withLinks(text) {
  return text.split(/(https:\/\/[\x21-\x7e]*[\w\/#=&~-])/).flatMap((part, index) =>
    index % 2 === 1 ? [link(part, part)] : withCode(part));
}

const link = (href, ...children) => h("a", { href, rel: "noopener noreferrer", target: "_blank" }, ...children);

/** A path whose folders are cut off if it does not fit. */
function pathOf(path) {
  const at = path.lastIndexOf("/") + 1;
  return [h("span", { class: "dir" }, path.slice(0, at)), h("bdi", { class: "base" }, path.slice(at))];
}

/** The length of the shortest visible bar, as a share of the longest. */
const SHORTEST = 0.015;

/** A bar of the findings' severities; `share` is its length as a share of the width. */
function severityBar(some, share, upright = false) {
  const picture = svg("svg", { class: upright ? "column" : "bar", viewBox: "0 0 100 100",
    preserveAspectRatio: "none", "aria-hidden": "true" });
  let at = 0;
  for (const severity of SEVERITIES) {
    const size = (some.filter((finding) => finding.severity === severity).length / some.length) * Math.max(share, SHORTEST) * 100;
    if (!size) continue;
    const place = upright ? { x: 0, y: 100 - at - size, width: 100, height: size } : { x: at, y: 0, width: size, height: 100 };
    picture.append(svg("rect", { class: severity, ...place }));
    at += size;
  }
  return picture;
}

const date = (seconds) =>
  new Date(seconds * 1000).toLocaleDateString(state.lang, { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" });
