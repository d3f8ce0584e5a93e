// Which HTML elements GitHub and GitLab leave on a page: the list of html-pipeline, which both use. The tags of others are
// removed, and their content stays.
import sanitizeHtml from "sanitize-html";

const allowedTags = `h1 h2 h3 h4 h5 h6 br b i strong em a pre code img input tt div ins del sup sub p picture ol ul table
  thead tbody tfoot blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary details caption figure
  figcaption abbr bdo cite dfn mark small source span time wbr section video audio`.split(/\s+/);

export const sanitize = (html) => sanitizeHtml(html, {
  allowedTags,
  allowedAttributes: false,
  allowedSchemes: ["http", "https", "mailto", "ftp", "ssh", "s3", "irc", "xmpp"],
  allowVulnerableTags: true,
  // An empty `href` is a link.
  nonBooleanAttributes: [],
});
