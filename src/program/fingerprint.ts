/**
 * Fingerprints that follow a state's changes. Each bit of a packed state has a random 64-bit number; a state's fingerprint
 * is the exclusive or of the numbers of its set bits (the class H3 of Carter and Wegman, *Universal Classes of Hash
 * Functions*, 1979). Two different states collide with probability exactly 2^-64 over the choice of the numbers, and since
 * fingerprint(s xor d) = fingerprint(s) xor fingerprint(d), a step's effect on it is a constant known when the step is learned.
 */

/** Per bit of the state: low and high half of its number, at 2 * bit and 2 * bit + 1. */
export function fingerprintTable(words: number): Int32Array {
  const table = new Int32Array(words * 64);
  let seed = 0x9e3779b9;
  for (let at = 0; at < table.length; at++) {
    // splitmix32 (Steele, Lea and Flood, 2014): fixed seed, so that runs and threads agree.
    seed = (seed + 0x9e3779b9) | 0;
    let mixed = seed ^ (seed >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    table[at] = mixed ^ (mixed >>> 15);
  }
  return table;
}

/** One half (0 low, 1 high) of the fingerprint of `count` words from `offset`. */
export function fingerprintHalf(
  table: Int32Array,
  words: Int32Array,
  offset: number,
  count: number,
  half: 0 | 1,
): number {
  let sum = 0;
  for (let word = 0; word < count; word++) sum ^= wordHalf(table, word, words[offset + word] as number, half);
  return sum;
}

/** One half of what the bits set in `bits`, at word `word` of a state, contribute. */
export function wordHalf(table: Int32Array, word: number, bits: number, half: 0 | 1): number {
  let sum = 0;
  for (let left = bits; left !== 0; left &= left - 1) {
    const bit = 31 - Math.clz32(left & -left);
    sum ^= table[((word << 5) | bit) * 2 + half] as number;
  }
  return sum;
}
