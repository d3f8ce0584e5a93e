/** A choice of few, as buttons. */
function choice(holder, key, label) {
  holder.setAttribute("aria-label", label);
  holder.replaceChildren(...CHOICES[key].map((value) =>
    h("button", { type: "button", "aria-pressed": String(state[key] === value), "data-key": `${key}:${value}`,
      lang: key === "lang" ? value : undefined,
      onclick: () => { state[key] = value; update(); } }, nameOfChoice(key, value))));
}

const nameOfChoice = (key, value) => (key === "lang" ? { en: "English", ja: "日本語" }[value] : t(value));

/** A choice of many. */
function select(key, options) {
  const chosen = options.some(([value]) => value === state[key]) || !state[key] ? options : [...options, [state[key], state[key]]];
  return h("label", { class: "field" }, h("span", {}, t(key)), h("select", { name: key, "data-key": `select:${key}`,
    onchange: (event) => { state[key] = event.target.value; update(); } },
  h("option", { value: "" }, t("all")),
  chosen.map(([value, name]) => h("option", { value, selected: value === state[key] }, name))));
}

const sortedNames = (names) => [...new Set(names)].sort().map((name) => [name, name]);

function drawFilters() {
  const form = document.getElementById("filters");
  const some = findings.length > 0;
  form.hidden = !some;
  document.getElementById("tools").hidden = !some;
  const search = form.querySelector("input") ?? h("input", { type: "search", name: "q", autocomplete: "off", "data-key": "search",
    oninput: (event) => { state.q = event.target.value; later(); } });
  search.placeholder = t("searchHint");
  if (search.value !== state.q) search.value = state.q;
  const field = h("label", { class: "field search" }, h("span", {}, t("search")));
  const keep = form.contains(search) ? search.parentElement : field;
  keep.querySelector("span").textContent = t("search");
  if (keep === field) field.append(search);
  const rest = [
    select("rule", sortedNames(rules.map((rule) => rule.name))),
    select("group", sortedNames(rules.map((rule) => rule.group))),
    select("severity", SEVERITIES.map((severity) => [severity, t(severity)])),
    select("fix", FIXES.map((fix) => [fix, t("fixes")[fix]])),
    chips(),
  ];
  // The search field stays in its place: whoever types in it is not interrupted.
  if (keep === field) form.replaceChildren(field, ...rest);
  else { while (keep.nextSibling) keep.nextSibling.remove(); form.append(...rest); }
}

/** The filters that have no field of their own, and the way out of all. */
function chips() {
  const set = ["file", "age"].filter((key) => state[key] !== "");
  const any = Object.keys(FRESH).some((key) => state[key] !== "");
  const name = (key) => (key === "age" ? nameOf("age", Number(state.age)) : state[key]);
  return h("div", { class: "chips" },
    set.map((key) => h("button", { type: "button", class: "chip", "aria-label": t("clear")(name(key)), "data-key": `chip:${key}`,
      onclick: () => { state[key] = ""; update(); } }, h("bdi", {}, `${t(key)}: ${name(key)}`), h("span", { "aria-hidden": "true" }, " ×"))),
    any ? h("button", { type: "button", class: "chip reset", "data-key": "reset",
      onclick: () => { Object.assign(state, FRESH); update(); } }, t("reset")) : "");
}

function drawTools() {
  const by = h("div", { role: "group", class: "switch" });
  choice(by, "by", t("groupBy"));
  document.getElementById("tools").replaceChildren(h("span", { class: "quiet", "aria-hidden": "true" }, t("groupBy")), by,
    h("button", { type: "button", class: "plain", "data-key": "open", onclick: () => openAll(true) }, t("open")),
    h("button", { type: "button", class: "plain", "data-key": "close", onclick: () => openAll(false) }, t("close")));
}

function drawTop() {
  const { totals } = tail;
  const some = matching();
  const count = (kind) => some.filter((finding) => finding.fixKind === kind).length;
  const [safe, unsafe] = [count("safe"), count("unsafe")];
  const flagged = new Set(some.map((finding) => finding.file)).size;
  const parts = [
    findings.length ? t("scope")(flagged, totals.files) : t("checked")(totals.files),
    safe ? t("safe")(safe) : "",
    unsafe ? t("unsafe")(unsafe, safe > 0) : "",
    totals.fixed ? t("fixed")(totals.fixed) : "",
    totals.withheld ? t("withheld")(totals.withheld) : "",
  ];
  const title = findings.length ? t("headline")(some.length, findings.length) : t("clean");
  document.title = `${title} – notelint`;
  document.getElementById("title").textContent = title;
  document.getElementById("scope").textContent = parts.filter(Boolean).join(state.lang === "ja" ? "、" : " · ");
  document.getElementById("severities").replaceChildren(...(findings.length ? severities() : []));
}

/** The share of each severity, and their names to filter by. */
function severities() {
  const some = matching("severity");
  const all = SEVERITIES.map((severity) => [severity, some.filter((finding) => finding.severity === severity).length]);
  return [some.length ? severityBar(some, 1) : "", h("div", { class: "legend" }, all.filter(([severity, count]) => count || state.severity === severity).map(([severity, count]) =>
    h("button", { type: "button", class: `key ${severity}`, "aria-pressed": String(state.severity === severity), "data-key": `severity:${severity}`,
      onclick: () => toggle("severity", severity) }, h("span", { class: "dot", "aria-hidden": "true" }),
    h("b", {}, number(count)), ` ${t("counts")[severity](count)}`)))];
}

function drawFrame() {
  document.documentElement.lang = state.lang;
  document.documentElement.dataset.theme = state.theme;
  document.querySelectorAll("[data-text]").forEach((element) => (element.textContent = t(element.dataset.text)));
  document.querySelectorAll("[data-label]").forEach((element) => element.setAttribute("aria-label", t(element.dataset.label)));
  choice(document.getElementById("lang"), "lang", t("language"));
  choice(document.getElementById("theme"), "theme", t("theme"));
  const messages = state.lang === tail.lang ? t("messages") : t("messagesOther");
  const lines = [t("foot")(tail.version), ...(findings.length ? [messages, t("keys")] : [])];
  document.getElementById("foot").replaceChildren(...lines.map((line) => h("p", {}, line)));
}

function draw() {
  const key = document.activeElement?.dataset?.key;
  [drawFrame, drawTop, drawCharts, drawFilters, drawTools, drawList].forEach((step) => step());
  // What had the focus was made anew.
  if (key && document.activeElement?.dataset?.key !== key) document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

function update() {
  writeState();
  draw();
}

let waiting;
/** After the last of several keys. */
function later() {
  clearTimeout(waiting);
  waiting = setTimeout(update, 120);
}

document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
document.getElementById("list").addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" || event.key === "k") { event.preventDefault(); walk(event.key === "j" ? 1 : -1); }
});
window.addEventListener("hashchange", () => {
  // The link that leads past the charts is no state.
  if (location.hash === "#list") return writeState();
  readState();
  draw();
});
window.addEventListener("beforeprint", unfold);
readState();
draw();
