/** Numbered lines; each is a list of texts and elements. Lines outside the finding's `own` ones are dimmed. */
function codeLines(lines, first, own) {
  return h("div", { class: "code" }, lines.map((parts, index) =>
    h("div", { class: index < own.from || index > own.to ? "row beside" : "row" }, h("span", { class: "no", "aria-hidden": "true" }, String(first + index)), h("code", {}, parts))));
}

/** The lines around a finding, with the characters at fault marked. */
function context(finding) {
  const { first, text, to } = finding.code;
  const lines = [[]];
  const own = { from: -1, to: -1 };
  text.forEach((part, index) => {
    part.split("\n").forEach((piece, row) => {
      if (row > 0) lines.push([]);
      const here = lines.at(-1);
      if (index !== 1) return void (piece && here.push(piece));
      if (own.from < 0) own.from = lines.length - 1;
      if (piece || row === 0) own.to = lines.length - 1;
      // An empty mark is a place between two characters; other lines of a finding may be blank.
      if (piece || text[1] === "") here.push(h("mark", { class: piece ? finding.severity : `${finding.severity} empty` }, piece));
    });
  });
  if (lines.at(-1).length === 0 && lines.length - 1 > own.to) lines.pop();
  return [codeLines(lines, first, own), to ? h("p", { class: "quiet to" }, t("to")(to)) : ""];
}

/** One side of a hunk, as rows; `side` is 0 for the old text and 1 for the new. */
function sideOf(hunk, side) {
  const rows = [[]];
  for (const piece of hunk.pieces) {
    const changed = Array.isArray(piece);
    const text = changed ? piece[side] : piece;
    text.split("\n").forEach((part, index, all) => {
      const shown = changed && index < all.length - 1 ? `${part}↵` : part;
      if (shown) rows.at(-1).push(changed ? h(side ? "ins" : "del", {}, shown) : shown);
      if (index < all.length - 1) rows.push([]);
    });
  }
  if (rows.at(-1).length === 0) rows.pop();
  const [sign, label] = side ? ["+", t("added")] : ["−", t("removed")];
  return rows.map((row, index) => h("div", { class: `row ${side ? "new" : "old"}` },
    h("span", { class: "no", "aria-hidden": "true" }, String(hunk.line + index)),
    h("span", { class: "sign" }, h("span", { "aria-hidden": "true" }, sign), h("span", { class: "hidden" }, label)),
    h("code", {}, row)));
}

function fixOf(fix) {
  const offer = t("offers")[fix.applicability];
  const parts = [h("p", { class: "fix" }, h("span", { class: "label" }, t("suggestion")),
    h("span", { lang: tail.lang }, withCode(fix.title)), offer ? h("span", { class: "offer" }, offer) : "")];
  const hunks = fix.diff.hunks.map((hunk) => [...sideOf(hunk, 0), ...sideOf(hunk, 1)]);
  if (hunks.length) parts.push(h("div", { class: "code diff" }, hunks));
  if (fix.diff.more) parts.push(h("p", { class: "quiet to" }, t("edits")(fix.diff.more)));
  return parts;
}

/** When the line was written, if that is known. */
function ageOf(finding) {
  if (finding.age === UNKNOWN) return "";
  const text = finding.written === 0 ? t("uncommitted") : t("written")[ages.of](date(finding.written));
  return h("span", { class: "quiet" }, text);
}

function card(finding) {
  const rule = rules[finding.rule];
  const place = `${files[finding.file]}:${finding.line}:${finding.column}`;
  return h("article", { class: `finding ${finding.severity}`, tabindex: "-1", "data-finding": finding.index },
    h("h4", { class: "message" }, h("span", { class: `badge ${finding.severity}` }, t(finding.severity)),
      h("span", { lang: tail.lang }, withCode(finding.message))),
    h("p", { class: "place" }, h("bdi", { class: "path" }, place),
      h("span", { class: "meta" }, link(rule.page, rule.name), rule.alias ? h("span", { class: "quiet" }, rule.alias) : "", ageOf(finding))),
    finding.code ? context(finding) : "",
    finding.places ? h("p", { class: "quiet to" }, t("places")([...new Set(finding.places)], finding.places.length)) : "",
    (finding.notes ?? []).map((note) =>
      h("p", { class: "note" }, h("span", { class: "label" }, t("note")), h("span", { lang: tail.lang }, withLinks(note)))),
    finding.fix ? fixOf(finding.fix) : "");
}
