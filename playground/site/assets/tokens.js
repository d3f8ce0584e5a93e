// Splits texts into words to search for. Japanese has no spaces, so runs of its characters become pairs of neighbours.
// The build and the page both use this file.
// eslint-disable-next-line no-unused-vars
function notelintTokens(text) {
  const tokens = [];
  for (const [run] of text.normalize("NFKC").toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    for (const [part] of run.matchAll(/[ぁ-ヿ一-鿿々〆ー]+|[^ぁ-ヿ一-鿿々〆ー]+/gu)) {
      if (!/[ぁ-ヿ一-鿿]/u.test(part) || part.length < 2) {
        tokens.push(part);
      } else {
        for (let at = 0; at + 1 < part.length; at += 1) tokens.push(part.slice(at, at + 2));
      }
    }
  }
  return tokens;
}
