/** Markdown and TOML for the editor: colours, and what continues on a new line. */

import {
  defineLanguageFacet,
  foldNodeProp,
  indentNodeProp,
  Language,
  languageDataProp,
  StreamLanguage,
} from "@codemirror/language";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import type { Extension } from "@codemirror/state";
import { GFM, parser } from "@lezer/markdown";

const data = defineLanguageFacet({ commentTokens: { block: { open: "<!--", close: "-->" } } });

// Not `@codemirror/lang-markdown`, which brings HTML, CSS and JavaScript along and so is twice as large as all of the editor.
const markdown = new Language(
  data,
  parser.configure([
    GFM,
    {
      props: [
        foldNodeProp.add((type) =>
          type.is("Block") && !type.is("Document")
            ? (tree, state) => ({ from: state.doc.lineAt(tree.from).to, to: tree.to })
            : undefined,
        ),
        indentNodeProp.add({ Document: () => null }),
        languageDataProp.add({ Document: data }),
      ],
    },
  ]),
  [],
  "markdown",
);

const configuration = StreamLanguage.define(toml);

export const languageFor = (path: string): Extension =>
  /\.(md|markdown|mdx)$/i.test(path) ? markdown.extension : path.endsWith(".toml") ? configuration.extension : [];
