// Which file of the repository becomes which page, and where links lead.
import { posix } from "node:path";

const REPOSITORY = "https://github.com/notelint/notelint/blob/main/";

/** The languages, each with the folder of its pages. */
export const FOLDERS = { en: "", ja: "ja/" };

/** The page of a rule. */
export const rulePage = (lang, rule) => `${FOLDERS[lang]}rules/${rule.group}/${rule.name}.html`;

/** The page of a file of the repository: `README.md` and those of `docs/`, in both languages. */
export function docPage(file) {
  const lang = file.endsWith(".ja.md") ? "ja" : "en";
  const name = posix.basename(file).replace(/(\.ja)?\.md$/, "");
  const page = { README: "docs/index", rules: "rules/index" }[name] ?? `docs/${name}`;
  return { lang, name, page: `${FOLDERS[lang]}${page}.html` };
}

/** Resolves links of the files of the repository, for pages in one language. */
export class Links {
  #pages = new Map();

  /** Adds the page of `file` in `lang`. */
  add(file, lang, page) {
    this.#pages.set(`${lang} ${file}`, page);
  }

  /** The page of `file`: in `lang` if there is one, else in English. */
  page(file, lang) {
    return this.#pages.get(`${lang} ${file}`) ?? this.#pages.get(`en ${file}`);
  }

  /** Where `link`, written in `file`, leads on `page` in `lang`. */
  resolve(link, { file, page, lang }) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(link) || link.startsWith("#")) return link;
    const [path, fragment] = link.split(/(?=#)/);
    const target = posix.normalize(posix.join(posix.dirname(file), decodeURI(path)));
    const to = target.endsWith(".ja.md") ? this.page(target.replace(".ja.md", ".md"), "ja") : this.page(target, lang);
    if (to) return relative(page, to) + (fragment ?? "");
    return encodeURI(REPOSITORY + target) + (fragment ?? "");
  }
}

/** The relative URL from one page to another. */
export function relative(from, to) {
  return posix.relative(posix.dirname(from), to);
}
