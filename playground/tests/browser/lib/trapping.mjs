/**
 * A WebAssembly module with the ABI of `playground/abi.rs` that traps when the second byte of a request is `{`'s successor in
 * `{"method":…}`: a quotation mark. Other requests are echoed. An instance that has trapped once traps for ever, so that only a
 * fresh one answers.
 */

const name = (text) => [text.length, ...Buffer.from(text)];
const section = (id, ...content) => [id, content.length, ...content];
const [I32, I64, GET, CONST, END] = [0x7f, 0x7e, 0x20, 0x41, 0x0b];

const types = section(1, 3, 0x60, 1, I32, 1, I32, 0x60, 2, I32, I32, 0, 0x60, 2, I32, I32, 1, I64);
const functions = section(3, 3, 0, 1, 2);
const memory = section(5, 1, 0, 2);
const globals = section(6, 1, I32, 1, CONST, 0, END);
const exports_ = section(7, 4, ...name("memory"), 2, 0, ...name("alloc"), 0, 0, ...name("free"), 0, 1, ...name("call"), 0, 2);
const body = (...code) => [code.length + 2, 0, ...code, END];
const alloc = body(CONST, 0x80, 0x08);
const free = body();
const call = body(
  // if (poisoned || request[1] == '"') { poisoned = 1; unreachable }
  0x23,
  0,
  GET,
  0,
  0x2d,
  0,
  1,
  CONST,
  34,
  0x46,
  0x72,
  0x04,
  0x40,
  CONST,
  1,
  0x24,
  0,
  0x00,
  END,
  // pointer << 32 | length
  GET,
  0,
  0xad,
  0x42,
  32,
  0x86,
  GET,
  1,
  0xad,
  0x84,
);
const code = section(10, 3, ...alloc, ...free, ...call);

export const TRAPPING = new Uint8Array([
  0,
  0x61,
  0x73,
  0x6d,
  1,
  0,
  0,
  0,
  ...types,
  ...functions,
  ...memory,
  ...globals,
  ...exports_,
  ...code,
]);
