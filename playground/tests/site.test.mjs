// The built documentation site: all its links lead somewhere, it asks no other host for anything, and examples open in the
// playground.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import { Module } from "./module.mjs";

const dist = join(dirname(fileURLToPath(import.meta.url)), "../dist");
const module = new Module(join(dist, "notelint.wasm"));

/** The pages of the site: path and HTML. */
const pages = new Map();
for (const folder of ["docs", "rules", "ja"]) walk(folder);

function walk(folder) {
  for (const entry of readdirSync(join(dist, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) walk(path);
    else if (path.endsWith(".html")) pages.set(path, readFileSync(join(dist, path), "utf8"));
  }
}

const decode = (text) =>
  text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** The values of an attribute in the tags of a page. */
const values = (html, name) =>
  [...html.matchAll(/<[a-z][^>]*>/g)].flatMap(([tag]) =>
    [...tag.matchAll(/\s([a-z-]+)="([^"]*)"/g)].filter(([, found]) => found === name).map(([, , value]) => decode(value)),
  );

test("every rule has its page in both languages, where its URL leads", () => {
  const { rules } = module.call({ method: "about" });
  assert.ok(rules.length > 150);
  for (const { name, group, page } of rules) {
    assert.equal(page, `https://notelint.github.io/notelint/rules/${group}/${name}`);
    for (const folder of ["", "ja/"]) assert.ok(pages.has(`${folder}rules/${group}/${name}.html`), `${folder}${name}`);
  }
});

test("links within the site lead to pages and headings that exist", () => {
  const dead = [];
  let count = 0;
  for (const [path, html] of pages) {
    for (const link of values(html, "href").filter((link) => !/^[a-z]+:/.test(link))) {
      count += 1;
      const [to, fragment] = link.split("#");
      const target = to ? posix.join(posix.dirname(path), decodeURI(to)) : path;
      if (target === "index.html") continue;
      const page = pages.get(target);
      const there = page ?? existsSync(join(dist, target));
      if (!there) dead.push(`${path}: ${link}: no such file`);
      else if (fragment && page && !values(page, "id").includes(decodeURIComponent(fragment))) {
        dead.push(`${path}: ${link}: no such heading`);
      }
    }
  }
  assert.ok(count > 1000);
  assert.deepEqual(dead, []);
});

test("no page asks another host for anything", () => {
  for (const [path, html] of pages) {
    const styles = [...html.matchAll(/<link [^>]*rel="stylesheet"[^>]*>/g)].flatMap(([tag]) => values(tag, "href"));
    for (const source of [...values(html, "src"), ...styles]) {
      assert.ok(!/^([a-z]+:|\/\/)/.test(source), `${path}: ${source}`);
      assert.ok(existsSync(join(dist, posix.join(posix.dirname(path), source))), `${path}: ${source}`);
    }
    assert.ok(html.includes("default-src 'none'"), path);
    assert.ok(!/<script>|<script [^>]*>[^<]|<style|\sstyle="|\son[a-z]+="/.test(html.replace(/<pre.*?<\/pre>/gs, "")), path);
  }
  const css = readFileSync(join(dist, "site/site.css"), "utf8");
  assert.ok(!/url\(|@import/.test(css));
});

test("examples open in the playground as projects in which the rule finds what the page says", () => {
  let count = 0;
  for (const [path, html] of pages) {
    const [, rule] = path.match(/^rules\/[a-z]+\/([a-z-]+)\.html$/) ?? [];
    if (!rule) continue;
    for (const figure of html.matchAll(/<figure class="example (bad|good)">.*?<\/figure>/gs)) {
      const link = values(figure[0], "href")[0];
      if (!link) continue;
      const [to, hash] = link.split("#p=");
      assert.equal(posix.join(posix.dirname(path), to), "index.html");
      const shared = JSON.parse(inflateRawSync(Buffer.from(hash, "base64url")).toString());
      assert.deepEqual(Object.keys(shared), ["v", "files", "open"]);
      assert.ok(shared.v === 1 && shared.open in shared.files, `${path}: ${shared.open}`);
      const shown = decode(figure[0].match(/<code>(.*)<\/code>/s)[1]);
      const isHex = /^[0-9a-f\s]+$/.test(shown);
      if (!isHex) assert.equal(shared.files[shared.open], shown, path);
      const { report } = module.call({ method: "lint", files: shared.files });
      const own = JSON.parse(report).findings.filter(({ file, rule: found }) => file === shared.open && found === rule);
      if (figure[1] === "good") assert.equal(own.length, 0, `${path}\n${shown}`);
      count += 1;
    }
  }
  assert.ok(count > 500);
});

test("findings are in the language of the page", () => {
  const findings = (path) => decode(pages.get(path).match(/<figure class="example findings">.*?<code>(.*?)<\/code>/s)[1]);
  assert.match(findings("rules/headings/empty-section.html"), /is empty/);
  assert.match(findings("ja/rules/headings/empty-section.html"), /[ぁ-ん]/);
});

test("the search finds rules by name, number and Japanese words", async () => {
  const { default: MiniSearch } = await import("minisearch");
  const [tokens, texts] = ["tokens.js", "search-ja.js"].map((name) => readFileSync(join(dist, "site", name), "utf8"));
  const tokenize = new Function(`${tokens}; return notelintTokens;`)();
  const entries = JSON.parse(texts.slice(texts.indexOf("["), texts.lastIndexOf("]") + 1));
  const search = new MiniSearch({
    fields: ["title", "more", "text"],
    storeFields: ["title"],
    tokenize,
    processTerm: (term) => term,
    searchOptions: { boost: { title: 8, more: 4 }, prefix: true, combineWith: "AND" },
  });
  search.addAll(entries);
  const first = (text) => search.search(text)[0]?.title;
  assert.equal(first("empty-section"), "empty-section");
  assert.equal(first("MD001"), "skipped-heading-level");
  assert.equal(first("半角カタカナ"), "halfwidth-katakana");
  assert.equal(search.search("そのような語句はない文").length, 0);
});
