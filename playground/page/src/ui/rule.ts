/** The page of a rule, short on hover and whole in a dialog. */

import { RequestError, type Client } from "../client";
import type { ExplainAnswer } from "../contract";
import { h } from "../dom";
import { language, t } from "../i18n/i18n";
import { beside } from "../site";
import { openDialog } from "./dialog";
import { page } from "./prose";

export class Rules {
  readonly #client: Client;
  readonly #tryExample: (rule: string, files: Readonly<Record<string, string>>, open: string) => void;
  readonly #known = new Map<string, Promise<ExplainAnswer>>();

  /** `tryExample` opens the files of an example in place of the project. */
  constructor(client: Client, tryExample: (rule: string, files: Readonly<Record<string, string>>, open: string) => void) {
    this.#client = client;
    this.#tryExample = tryExample;
  }

  explain(rule: string): Promise<ExplainAnswer> {
    const lang = language();
    const key = `${lang} ${rule}`;
    let answer = this.#known.get(key);
    if (!answer) {
      answer = this.#client.ask({ method: "explain", rule, lang });
      answer.catch(() => this.#known.delete(key));
      this.#known.set(key, answer);
    }
    return answer;
  }

  /** Fills `into` with the page of a rule, whole or short, or with what went wrong. */
  async fill(into: HTMLElement, rule: string, form: "markdown" | "short"): Promise<void> {
    try {
      const answer = await this.explain(rule);
      into.replaceChildren(page(answer[form]));
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      into.replaceChildren(h("p", {}, t().ruleFailed(error.message)));
    }
  }

  /** Opens the page of a rule in a dialog. */
  open(rule: string): void {
    const dialog = openDialog(rule, "rule-dialog");
    dialog.body.classList.add("prose");
    void this.fill(dialog.body, rule, "markdown");
    const link = h("a", { class: "button", target: "_blank", rel: "noopener", hidden: true }, t().rulePage);
    const example = h("button", { type: "button", hidden: true }, t().ruleExample);
    dialog.footer.append(link, example, h("button", { type: "button", on: { click: dialog.close } }, t().close));
    this.explain(rule).then(
      ({ page: url, examples }) => {
        link.href = beside(url);
        link.hidden = false;
        const first = examples.find(({ files }) => files !== null);
        example.hidden = !first;
        example.addEventListener("click", () => {
          dialog.close();
          if (first?.files) this.#tryExample(rule, first.files, first.note);
        });
      },
      () => undefined,
    );
  }
}
