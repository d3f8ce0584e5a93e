// Searches the site. The texts are loaded when the field is used for the first time.
(() => {
  const form = document.querySelector("form[data-root]");
  const [input, output] = [form.querySelector("input"), form.querySelector("output")];
  const { root } = form.dataset;
  let index;

  const script = (name) =>
    new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = `${root}site/${name}`;
      element.addEventListener("load", done);
      element.addEventListener("error", failed);
      document.head.append(element);
    });

  const load = async () => {
    await Promise.all([script("tokens.js"), script(`search-${document.documentElement.lang}.js`)]);
    const search = new MiniSearch({
      fields: ["title", "more", "text"],
      storeFields: ["url", "title", "summary"],
      tokenize: notelintTokens,
      processTerm: (term) => term,
      searchOptions: { boost: { title: 8, more: 4 }, prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : false), combineWith: "AND" },
    });
    search.addAll(globalThis.notelintPages);
    return search;
  };

  const show = async () => {
    const text = input.value.trim();
    if (!text) return output.replaceChildren();
    const search = await (index ??= load());
    if (input.value.trim() !== text) return;
    const found = search.search(text).slice(0, 12);
    const list = document.createElement("ul");
    for (const { url, title, summary } of found) {
      const link = document.createElement("a");
      link.href = root + url;
      link.textContent = title;
      const item = document.createElement("li");
      item.append(link, summary ? ` ${summary}` : "");
      list.append(item);
    }
    output.replaceChildren(found.length > 0 ? list : output.dataset.nothing);
  };

  input.addEventListener("focus", () => (index ??= load()));
  input.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    output.querySelector("a")?.click();
  });
  form.addEventListener("keydown", (event) => {
    const links = [...output.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      input.value = "";
      output.replaceChildren();
      input.focus();
    } else if (step && links.length > 0) {
      event.preventDefault();
      (links[at + step] ?? (step < 0 ? input : links[0])).focus();
    }
  });
  // On a phone, the contents begin closed.
  if (matchMedia("(max-width: 50rem)").matches) document.querySelector(".menu").open = false;
})();
