/** Parts of a finding that the list and the card on hover have in common. */

import type { Finding, Severity } from "../contract";
import { h } from "../dom";
import { t } from "../i18n/i18n";

/** What can be done with a finding. */
export interface FindingActions {
  fix(finding: Finding): void;
  explain(rule: string): void;
}

/** A finding has a fix that can be applied; manual ones are only suggestions. */
export const isFixable = (finding: Finding): boolean => finding.fix !== null && finding.fix.applicability !== "manual";

/** A word and a colour, so that colour is not all there is. */
export const badge = (severity: Severity): HTMLElement => h("span", { class: `badge ${severity}` }, t()[severity]);

/** The button that applies the fix of a finding, or `null` if it has none. */
export function fixButton(finding: Finding, apply: () => void): HTMLElement | null {
  if (!finding.fix || !isFixable(finding)) return null;
  const unsafe = finding.fix.applicability === "unsafe";
  const label = unsafe ? t().fixUnsafe : t().fix;
  return h(
    "button",
    {
      type: "button",
      class: "fix",
      title: unsafe ? `${finding.fix.title} — ${t().unsafeHint}` : finding.fix.title,
      "aria-label": `${label}: ${finding.fix.title}`,
      on: { click: apply },
    },
    label,
  );
}
