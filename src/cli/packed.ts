/**
 * Bytes as text that may stand in a script element of a page: 85 bits as 13 of the 93 printable characters of ASCII that are
 * not `<`, without which nothing ends a script or begins a comment. Text is 104/85 of the bytes, where base64 takes 4/3 and
 * pairs of characters 16/13; a page is to stay small.
 */

/** In the page: `unpacked(text, length)` is the bytes again. */
export const UNPACKING = `const unpacked = (text, length) => {
    const bytes = new Uint8Array(length);
    const value = (at) => {
      const code = text.charCodeAt(at);
      return code - 33 - (code > 60);
    };
    let [held, bits, at] = [0n, 0, 0];
    for (let group = 0; at < length; group += 13) {
      let read = 0n;
      for (let digit = 12; digit >= 0; digit--) read = read * 93n + BigInt(value(group + digit));
      held |= read << BigInt(bits);
      for (bits += 85; bits >= 8 && at < length; bits -= 8) {
        bytes[at++] = Number(held & 255n);
        held >>= 8n;
      }
    }
    return bytes;
  };`;

const ALPHABET = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((each) => each !== "<");
const GROUP = 13;
const BITS = 85n;

export function packed(bytes: Uint8Array): string {
  const text: string[] = [];
  let [held, bits] = [0n, 0n];
  const put = (group: bigint) => {
    let rest = group;
    for (let digit = 0; digit < GROUP; digit++) {
      text.push(ALPHABET[Number(rest % 93n)] as string);
      rest /= 93n;
    }
  };
  for (const byte of bytes) {
    held |= BigInt(byte) << bits;
    bits += 8n;
    if (bits < BITS) continue;
    put(held & ((1n << BITS) - 1n));
    held >>= BITS;
    bits -= BITS;
  }
  if (bits > 0n) put(held);
  return text.join("");
}
