/** UTF-16 code units between two places that are remembered. */
const STEP = 256;

/**
 * A function from byte offsets in the UTF-8 form of `text` to offsets in UTF-16 code units.
 * It remembers places on the way, so offsets are cheap in any order.
 */
export function utf16Offsets(text: string): (bytes: number) => number {
  const known = [{ units: 0, bytes: 0 }];
  return (bytes) => {
    let { units, bytes: at } = before(known, bytes);
    while (at < bytes && units < text.length) {
      const code = text.codePointAt(units) ?? 0;
      at += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      units += code < 0x10000 ? 1 : 2;
      if (units >= (known.at(-1)?.units ?? 0) + STEP) known.push({ units, bytes: at });
    }
    return units;
  };
}

interface Place {
  readonly units: number;
  readonly bytes: number;
}

/** The last of `known`, which ascend, that is not after `bytes`. */
function before(known: readonly Place[], bytes: number): Place {
  let [low, high] = [0, known.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((known[middle]?.bytes ?? 0) <= bytes) low = middle;
    else high = middle - 1;
  }
  return known[low] ?? { units: 0, bytes: 0 };
}
