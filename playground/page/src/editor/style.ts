/** How the editor looks. All colours are variables of the page, so light and dark need no other theme. */

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const editorStyle = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--surface)", fontSize: "var(--code-size)" },
  // The panel around the editor shows the focus: here, the line numbers would cover a part of it.
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.65", overflow: "auto" },
  ".cm-content": { caretColor: "var(--text)", padding: "0.5rem 0" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--text)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  ".cm-activeLine": { backgroundColor: "var(--line)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--muted)", border: "none" },
  ".cm-activeLineGutter": { backgroundColor: "var(--line)", color: "var(--text)" },
  ".cm-lintRange": { backgroundImage: "none", paddingBottom: "0", textDecorationSkipInk: "none" },
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--error) 1.5px", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { textDecoration: "underline wavy var(--warning) 1.5px", textUnderlineOffset: "3px" },
  ".cm-lintRange-info": { textDecoration: "underline wavy var(--advice) 1.5px", textUnderlineOffset: "3px" },
  ".cm-lintRange-active": { backgroundColor: "var(--active)" },
  ".cm-lintPoint:after": { borderBottomColor: "var(--warning)" },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--error)" },
  ".cm-lintPoint-info:after": { borderBottomColor: "var(--advice)" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--text)",
    border: "1px solid var(--border)",
    borderRadius: "8px",
    boxShadow: "0 6px 24px var(--shadow)",
    overflow: "hidden",
  },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--text)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--border)" },
  ".cm-panel.cm-search": { padding: "0.4rem", fontSize: "0.9rem" },
  ".cm-textfield": { backgroundColor: "var(--surface)", color: "var(--text)", border: "1px solid var(--control)" },
  ".cm-button": {
    backgroundColor: "var(--raised)",
    backgroundImage: "none",
    color: "var(--text)",
    border: "1px solid var(--control)",
    borderRadius: "5px",
  },
  ".cm-searchMatch": { backgroundColor: "var(--match)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--active)", outline: "1px solid var(--focus)" },
  // The diff of fixes.
  ".cm-changedLine": { backgroundColor: "var(--added) !important" },
  ".cm-changedText": { background: "var(--added-text) !important" },
  ".cm-deletedChunk": { backgroundColor: "var(--deleted) !important", paddingLeft: "6px" },
  ".cm-deletedChunk .cm-deletedText": { background: "var(--deleted-text) !important" },
  ".cm-changeGutter": { width: "4px", paddingLeft: "1px" },
  ".cm-collapsedLines": {
    background: "var(--raised) !important",
    color: "var(--muted) !important",
    padding: "4px 8px",
    fontFamily: "system-ui, sans-serif",
  },
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: '"⋯" !important' },
});

export const highlighting = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.heading, color: "var(--syntax-heading)", fontWeight: "bold" },
    { tag: tags.strong, fontWeight: "bold" },
    { tag: tags.emphasis, fontStyle: "italic" },
    { tag: tags.strikethrough, textDecoration: "line-through" },
    { tag: [tags.link, tags.url], color: "var(--syntax-link)" },
    { tag: [tags.monospace, tags.string], color: "var(--syntax-code)" },
    {
      tag: [tags.quote, tags.comment, tags.meta, tags.processingInstruction, tags.contentSeparator],
      color: "var(--muted)",
    },
    { tag: [tags.propertyName, tags.atom, tags.bool, tags.number, tags.labelName], color: "var(--syntax-link)" },
  ]),
);
