/** Cards and groups that are created at a time, so that a page with 10,000 findings stays fast. */
const CARDS = 50;
const GROUPS = 200;
/** The groups that are open. */
const opened = new Set();
let drawn = [];

/** Fills `holder` with `make` of each of `items`, `step` at a time. */
function inSteps(holder, items, step, make) {
  const from = holder.children.length;
  holder.append(...items.slice(from, from + step).map(make));
  const left = items.length - holder.children.length;
  if (left <= 0) return;
  const button = h("button", { type: "button", class: "more", onclick: () => {
    button.remove();
    inSteps(holder, items, step, make);
    holder.children[from + step]?.querySelector?.("summary")?.focus();
    holder.children[from + step]?.focus();
  } }, t("more")(left));
  holder.append(button);
}

/** The text after a group's name: what the rule finds, or which rules found something. */
function aboutOf(by, key, some) {
  const found = () => grouped(some, "rule").slice(0, 3).map((group) => `${nameOf("rule", group.key)} ${number(group.findings.length)}`);
  return h("span", { class: "about" }, by === "rule" ? rules[key][state.lang] : found().join(", "));
}

function groupOf(by, { key, findings: some }, most) {
  const id = `${by}:${key}`;
  const cards = h("div", { class: "cards" });
  const fill = () => cards.children.length || inSteps(cards, some, CARDS, card);
  const details = h("details", { class: "group", open: opened.has(id), ontoggle: () => {
    if (details.open) { opened.add(id); fill(); } else opened.delete(id);
  } },
  h("summary", {}, h("h3", {}, h("bdi", {}, nameOf(by, key))), aboutOf(by, key, some),
    h("span", { class: "total" }, severityBar(some, some.length / most), h("span", { class: "number" }, number(some.length)))),
  cards);
  details.fill = fill;
  if (opened.has(id)) fill();
  return details;
}

function drawList() {
  const some = matching();
  const list = document.getElementById("list");
  drawn = grouped(some, state.by);
  // A short list is shown open; of a long one only the first group is.
  const first = some.length <= CARDS ? drawn : drawn.slice(0, 1);
  if (!drawn.some(({ key }) => opened.has(`${state.by}:${key}`))) first.forEach(({ key }) => opened.add(`${state.by}:${key}`));
  const most = Math.max(1, ...drawn.map((group) => group.findings.length));
  list.replaceChildren();
  inSteps(list, drawn, GROUPS, (group) => groupOf(state.by, group, most));
  if (findings.length && !some.length) list.append(h("p", { class: "nothing" }, t("nothing")));
  const count = document.getElementById("count");
  count.textContent = findings.length ? t("shown")(some.length, findings.length) : "";
  count.dataset.shown = some.length;
}

function openAll(open) {
  drawn.forEach(({ key }) => (open ? opened.add(`${state.by}:${key}`) : opened.delete(`${state.by}:${key}`)));
  document.querySelectorAll("#list > details").forEach((details) => {
    // The event that fills it comes too late for printing.
    if (open) details.fill();
    details.open = open;
  });
}

/** For printing: shows everything that matches the filters. */
function unfold() {
  const more = () => document.querySelector("#list .more");
  for (openAll(true); more(); openAll(true)) more().click();
}

/** Moves the focus by `step` findings. */
function walk(step) {
  const cards = [...document.querySelectorAll("details[open] .finding")];
  const here = document.activeElement.closest(".finding");
  const from = here ? cards.indexOf(here) : step > 0 ? -1 : cards.length;
  const next = cards[from + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
