// The state of the page. It is kept in the URL's fragment, so that a link shows the same.
const { findings, tail } = JSON.parse(document.getElementById("data").textContent);
const { rules, files, ages } = tail;
const SEVERITIES = ["error", "warning", "advice"];
const FIXES = ["safe", "unsafe", "manual", "none"];
const FRESH = { q: "", rule: "", file: "", group: "", severity: "", fix: "", age: "" };
const CHOICES = { by: ages.state === "known" ? ["rule", "file", "age"] : ["rule", "file"], lang: ["en", "ja"], theme: ["auto", "light", "dark"] };
const state = {};

/** Reads the state from the fragment; missing or invalid values are the defaults. */
function readState() {
  const said = new URLSearchParams(location.hash.slice(1));
  const valid = { severity: SEVERITIES, fix: FIXES, ...CHOICES };
  Object.assign(state, FRESH, { by: "rule", lang: tail.lang, theme: "auto" });
  for (const [key, value] of said) {
    if (key in state && (valid[key]?.includes(value) ?? true)) state[key] = value;
  }
}

function writeState() {
  const first = { ...FRESH, by: "rule", lang: tail.lang, theme: "auto" };
  const said = Object.entries(state).filter(([key, value]) => value !== first[key]);
  history.replaceState(null, "", `#${new URLSearchParams(said)}`);
}

const DAY = 86400;
/** The largest age of each bucket in days; bucket 0 is uncommitted lines. */
const BUCKETS = [0, 7, 30, 90, 365, 730, Infinity];
const UNKNOWN = BUCKETS.length;

function bucketOf(written) {
  if (written === null || written === undefined) return UNKNOWN;
  if (written === 0) return 0;
  const days = (ages.at - written) / DAY;
  return BUCKETS.findIndex((limit, index) => index > 0 && days <= limit);
}

/** Normalises text for searching: width and case are ignored. */
const fold = (text) => text.normalize("NFKC").toLowerCase();

findings.forEach((finding, index) => {
  finding.index = index;
  finding.written = ages.state === "known" ? ages.written[index] : null;
  finding.age = bucketOf(finding.written);
  finding.fixKind = finding.fix?.applicability ?? "none";
});

/** The text of a finding to search in; created when it is first needed. */
function haystack(finding) {
  finding.hay ??= fold(
    [finding.message, files[finding.file], rules[finding.rule].name, rules[finding.rule].alias, ...(finding.notes ?? []),
      finding.code?.text.join("")].join("\n"),
  );
  return finding.hay;
}

/** The findings that pass all filters; a chart leaves its own filter out. */
function matching(except) {
  const asked = (key) => (key === except ? "" : state[key]);
  const words = fold(asked("q")).split(/\s+/).filter(Boolean);
  const [rule, file, group, severity, fix, age] = ["rule", "file", "group", "severity", "fix", "age"].map(asked);
  return findings.filter(
    (finding) =>
      (!rule || rules[finding.rule].name === rule) &&
      (!file || files[finding.file] === file) &&
      (!group || rules[finding.rule].group === group) &&
      (!severity || finding.severity === severity) &&
      (!fix || finding.fixKind === fix) &&
      (age === "" || String(finding.age) === age) &&
      words.every((word) => haystack(finding).includes(word)),
  );
}

/** Groups by `key`: the most findings first, or by age. */
function grouped(some, by) {
  const groups = new Map();
  for (const finding of some) {
    const group = groups.get(finding[by]) ?? { key: finding[by], findings: [] };
    groups.set(finding[by], group);
    group.findings.push(finding);
  }
  const sorted = [...groups.values()];
  return sorted.sort((a, b) => (by === "age" ? a.key - b.key : b.findings.length - a.findings.length || a.key - b.key));
}

const nameOf = (by, key) =>
  by === "rule" ? rules[key].name : by === "file" ? files[key] : (t("ages")[key] ?? t("unknown"));
/** The value of the filter `by` that selects `key`. */
const valueOf = (by, key) => (by === "age" ? String(key) : nameOf(by, key));
const t = (key) => TEXT[state.lang][key];
