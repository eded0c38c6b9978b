/**
 * Bytes as text that may stand in a script element of a page: 13 bits as two of the 91 printable characters of ASCII that are none
 * of `"`, `&`, `<`. Text is 16/13 of the bytes, where base64 takes 4/3; a page is to stay small.
 */

/** In the page: `unpacked(text, length)` is the bytes again. */
export const UNPACKING = `const unpacked = (text, length) => {
    const bytes = new Uint8Array(length);
    const value = (at) => {
      const code = text.charCodeAt(at);
      return code - 33 - (code > 34) - (code > 38) - (code > 60);
    };
    let [held, bits, at] = [0, 0, 0];
    for (let pair = 0; at < length; pair += 2) {
      held |= (value(pair) + 91 * value(pair + 1)) << bits;
      for (bits += 13; bits >= 8 && at < length; bits -= 8) {
        bytes[at++] = held;
        held >>>= 8;
      }
    }
    return bytes;
  };`;

const ALPHABET = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter(
  (each) => !'"&<'.includes(each),
);

export function packed(bytes: Uint8Array): string {
  const text: string[] = [];
  let [held, bits] = [0, 0];
  const put = (value: number) => text.push(ALPHABET[value % 91] as string, ALPHABET[Math.floor(value / 91)] as string);
  for (const byte of bytes) {
    held |= byte << bits;
    bits += 8;
    if (bits < 13) continue;
    put(held & 0x1fff);
    held >>>= 13;
    bits -= 13;
  }
  if (bits > 0) put(held);
  return text.join("");
}
