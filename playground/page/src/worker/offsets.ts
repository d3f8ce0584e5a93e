/**
 * A function from byte offsets in the UTF-8 form of `text` to offsets in UTF-16 code units.
 * It remembers where it was, so offsets that mostly ascend are cheap.
 */
export function utf16Offsets(text: string): (bytes: number) => number {
  let units = 0;
  let at = 0;
  return (bytes) => {
    if (bytes < at) units = at = 0;
    while (at < bytes && units < text.length) {
      const code = text.codePointAt(units) ?? 0;
      at += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      units += code < 0x10000 ? 1 : 2;
    }
    return units;
  };
}
