// The documentation site. `build.mjs` runs it.
import { Links, relative } from "./paths.mjs";
import { layout } from "./layout.mjs";
import { markdown } from "./markdown.mjs";
import { pages } from "./pages.mjs";
import { searchScript } from "./search-index.mjs";

/** Configures Eleventy for the site of the repository at `root`, with the playground's `module`. */
export function configure(eleventy, { root, module }) {
  const links = new Links();
  const site = { pages: pages(root, module, links), groups: {} };
  for (const lang of ["en", "ja"]) {
    const { groups, about } = module.call({ method: "about", lang });
    site.groups[lang] = groups.map((group) => [group, about.groups[group]]);
  }

  // Images of the documentation are copied beside the pages.
  const images = new Map();
  const image = (source, { source: file, permalink }) => {
    if (/^[a-z]+:/i.test(source)) return null;
    const from = new URL(source, `file:///${file}`).pathname.slice(1);
    images.set(from, `site/${from.replaceAll("/", "-")}`);
    return relative(permalink, images.get(from));
  };

  // Pages are Markdown, not templates.
  eleventy.setLibrary("md", markdown(links, "index.html"));
  for (const page of site.pages) {
    eleventy.addTemplate(`${page.page}.md`, page.content, {
      permalink: page.page,
      file: page.file,
      source: page.source,
      lang: page.lang,
      examples: page.examples?.(),
      images: image,
      templateEngineOverride: "md",
    });
  }
  eleventy.addTransform("layout", function (content) {
    // The URL of an index.html is that of its folder.
    const page = site.pages.find(({ page }) => `/${page.replace(/(?<=\/)index\.html$/, "")}` === this.page.url);
    return layout(content, page, site);
  });
  eleventy.setQuietMode(true);
  return { images, scripts: () => ["en", "ja"].map((lang) => searchScript(site, lang)) };
}
