// The examples of the rules' pages: what is found there in Japanese, and links that open them in the playground.
import { share } from "./share.mjs";

/** The examples of a rule, in the order of its page. */
export class Examples {
  #module;
  #rule;
  #lang;
  #left;
  #last;

  constructor(module, rule, examples, lang) {
    [this.#module, this.#rule, this.#lang, this.#left] = [module, rule, lang, [...examples]];
  }

  /** Begins the next example. */
  next() {
    this.#last = this.#left.shift();
  }

  /** The link that opens the example in the playground; null if its note is not UTF-8. */
  get link() {
    const { files, note } = this.#last;
    return files && share(files, note, this.#lang);
  }

  /** The lines of a fence `findings` in the language of the page. A page has them in English. They stay so where running the
   * rule here does not yield them: a rule that asks servers finds nothing here. */
  findings(text) {
    if (this.#lang === "en" || !this.#last?.files) return text;
    return this.#found("en") === text ? this.#found(this.#lang) : text;
  }

  #found(lang) {
    const { files, note } = this.#last;
    const { report } = this.#module.call({ method: "lint", files, lang });
    if (!report) return null;
    const own = JSON.parse(report).findings.filter(({ file, rule }) => file === note && rule === this.#rule);
    const line = (finding) => {
      const others = (finding.places ?? []).map(({ line, column }) => `${line}:${column}`).join(", ");
      const also = others && (lang === "en" ? ` (also ${others})` : `（ほか ${others}）`);
      return `${finding.line}:${finding.column} ${finding.message}${also}\n`;
    };
    return own.map(line).join("");
  }
}
