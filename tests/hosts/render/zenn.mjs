// Renders texts as zenn.dev and the preview of zenn-cli do.
import module from "zenn-markdown-html";

const markdown = module.default ?? module;

export const render = async (text) => markdown(text, {});
