// Renders texts as plain CommonMark: the reference implementation, without options.
import { HtmlRenderer, Parser } from "commonmark";

const parser = new Parser();
const renderer = new HtmlRenderer();

export const render = async (text) => renderer.render(parser.parse(text));
