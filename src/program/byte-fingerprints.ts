/** Fingerprints a byte at a time: for changes that are not known before they are made. */
import { fingerprintTable } from "./fingerprint.ts";

/** What each value of each byte of a state contributes to its fingerprint: both halves at 2 * (256 * byte + value). */
export function byteFingerprints(words: number): Int32Array {
  const bits = fingerprintTable(words);
  const bytes = new Int32Array(words * 4 * 256 * 2);
  for (let byte = 0; byte < words * 4; byte++) {
    for (let value = 1; value < 256; value++) {
      const at = ((byte << 8) | value) * 2;
      const rest = ((byte << 8) | (value & (value - 1))) * 2;
      const bit = ((byte << 3) + 31 - Math.clz32(value & -value)) * 2;
      bytes[at] = (bytes[rest] as number) ^ (bits[bit] as number);
      bytes[at + 1] = (bytes[rest + 1] as number) ^ (bits[bit + 1] as number);
    }
  }
  return bytes;
}
