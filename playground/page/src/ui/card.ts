/** The content of the card on hover: message, notes, fix, and the page of the rule. */

import { h } from "../dom";
import type { Mark } from "../editor/diagnostics";
import { badge, fixButton, type FindingActions } from "./finding";
import { message } from "./prose";
import type { Rules } from "./rule";

/** A function that makes cards for the editor. */
export function cardRenderer(rules: Rules, actions: () => FindingActions) {
  return (marks: readonly Mark[], close: () => void): HTMLElement => {
    const card = h("div", { class: "card", role: "group" });
    const seen = new Set<string>();
    for (const { finding, message: text } of marks) {
      if (!finding) {
        card.append(h("section", {}, h("p", { class: "what" }, badge("error"), message(text))));
        continue;
      }
      const apply = (): void => {
        close();
        actions().fix(finding);
      };
      const explain = (): void => {
        close();
        actions().explain(finding.rule);
      };
      const section = h(
        "section",
        {},
        h("p", { class: "what" }, badge(finding.severity), message(finding.message)),
        ...finding.notes.map((note) => h("p", { class: "note" }, message(note))),
        finding.fix && h("p", { class: "note" }, message(finding.fix.title)),
        h(
          "p",
          { class: "actions" },
          fixButton(finding, apply),
          h("button", { type: "button", class: "rule", on: { click: explain } }, finding.rule),
        ),
      );
      // The page once, even if several findings at this place are of one rule.
      if (!seen.has(finding.rule)) {
        const page = h("div", { class: "prose", tabindex: "0" });
        void rules.fill(page, finding.rule, "short");
        section.append(page);
      }
      seen.add(finding.rule);
      card.append(section);
    }
    return card;
  };
}
