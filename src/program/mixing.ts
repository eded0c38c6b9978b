/**
 * Hashing that is not the search's fingerprint: what takes structure away from numbers that have some, and hashes of words
 * that are wanted only where nothing follows their changes. Outside the kernel, which has its own (kernel/insert.ts) and
 * must agree on `mixedTag` and `rankOf`, it stands here alone. The constants are those of MurmurHash3 (Appleby, 2011) but for ranks.
 */
const MIX = 0x85ebca6b;
const MIX_AGAIN = 0xc2b2ae35;

/** A bijection that takes the structure of linear fingerprints away, so that runs of slots stay short. */
export function mixedTag(tag: number): number {
  const mixed = Math.imul(tag ^ (tag >>> 16), MIX);
  return Math.imul(mixed ^ (mixed >>> 13), MIX_AGAIN);
}

/** Where a state stands in the order of a sample. Other constants than for tags, whose places in a table it must not follow. */
export function rankOf(low: number): number {
  let mixed = Math.imul(low ^ (low >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Half a hash of `count` words from `offset`. Of a whole state, it is faster to make from nothing than a fingerprint. */
export function hashOf(words: Int32Array, offset: number, count: number, seed: number): number {
  let hash = seed;
  for (let word = 0; word < count; word++) {
    hash = Math.imul(hash ^ (words[offset + word] as number), MIX);
    hash ^= hash >>> 13;
  }
  return Math.imul(hash, MIX_AGAIN) ^ (hash >>> 16);
}

/** One half of a hash, mixed with the other: sums of these are as good as hashes themselves. */
export function mixedHalves(one: number, other: number): number {
  let mix = Math.imul(one ^ (one >>> 16), MIX) ^ other;
  mix = Math.imul(mix ^ (mix >>> 13), MIX_AGAIN);
  return mix ^ (mix >>> 16);
}
