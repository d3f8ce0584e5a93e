/** Rows of a chart; the list below has the rest. */
const ROWS = 8;

/** Turns the filter for `value` on or off. */
function toggle(filter, value) {
  state[filter] = state[filter] === value ? "" : value;
  update();
}

function panel(title, name, ...children) {
  return h("section", { class: `panel ${name}`, "aria-labelledby": `chart-${name}` },
    h("h2", { id: `chart-${name}` }, title), ...children);
}

/** The longest bars; each is a button that filters by it. */
function barChart(by, title) {
  const groups = grouped(matching(by), by);
  if (groups.length === 0) return [];
  const most = groups[0].findings.length;
  const rows = groups.slice(0, ROWS).map(({ key, findings: some }) => {
    const value = valueOf(by, key);
    return h("li", {}, h("button", { type: "button", class: "row", "aria-pressed": String(state[by] === value),
      "data-key": `${by}:${value}`, onclick: () => toggle(by, value) },
    h("span", { class: "name", title: nameOf(by, key) }, by === "file" ? pathOf(files[key]) : nameOf(by, key)),
    severityBar(some, some.length / most),
    h("span", { class: "number" }, number(some.length))));
  });
  const rest = groups.length > ROWS ? h("p", { class: "quiet" }, t("others")(groups.length - ROWS)) : "";
  return [panel(title, by, h("ul", { class: "bars" }, rows), rest)];
}

/** A column for each age, from uncommitted to old. */
function ageChart() {
  if (ages.state === "shallow") return [panel(t("byAge").line, "age", h("p", { class: "quiet" }, t("shallow")))];
  if (ages.state !== "known") return [];
  const groups = new Map(grouped(matching("age"), "age").map(({ key, findings: some }) => [key, some]));
  const most = Math.max(1, ...[...groups.values()].map((some) => some.length));
  const keys = [...BUCKETS.keys(), UNKNOWN].filter((key) => groups.has(key) || (key > 0 && key < UNKNOWN));
  const columns = keys.map((key) => {
    const some = groups.get(key) ?? [];
    return h("li", {}, h("button", { type: "button", class: "stack", "aria-pressed": String(state.age === String(key)),
      "data-key": `age:${key}`, disabled: some.length === 0, onclick: () => toggle("age", String(key)) },
    h("span", { class: "number" }, number(some.length)),
    severityBar(some, some.length / most, true),
    h("span", { class: "name" }, nameOf("age", key))));
  });
  return [panel(t("byAge")[ages.of], "age", h("ul", { class: "columns" }, columns),
    h("p", { class: "quiet" }, t("since")(date(ages.at))))];
}

function drawCharts() {
  const charts = findings.length ? [...barChart("rule", t("byRule")), ...barChart("file", t("byFile")), ...ageChart()] : [];
  document.getElementById("charts").replaceChildren(...charts);
}
