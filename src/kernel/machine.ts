/**
 * The machine that the kernel runs on, over typed arrays: memory by address, and what two threads may do to it at once. The
 * build puts machine.wasm.ts in its place, the same in WebAssembly; this one is for tests, debuggers, coverage, and for where
 * there is no WebAssembly. Whatever JavaScript does otherwise than 32-bit machines do lives here: unsigned comparison,
 * multiplication modulo 2^32, addresses above 2 GiB, 64-bit values. A *pair* is such a value: two words, at a multiple of 8.
 */

// Whoever imports the kernel knows its integers.
/// <reference path="./integers.d.ts" />

/** Of one round of waiting. */
const LOOKS: i32 = 2 ** 30;

let words: Int32Array = new Int32Array(0);
let longs: BigInt64Array = new BigInt64Array(0);
let reals: Float64Array = new Float64Array(0);

/** From now on this is the memory; of this thread only. */
export function use(memory: ArrayBufferLike): void {
  words = new Int32Array(memory);
  longs = new BigInt64Array(memory);
  reals = new Float64Array(memory);
}

export const word = (at: usize): i32 => words[at >>> 2] as number;

export function setWord(at: usize, value: i32): void {
  words[at >>> 2] = value;
}

/** A word that is an address. */
export const address = (at: usize): usize => (words[at >>> 2] as number) >>> 0;

/** Element `index` of the array of words that starts at `array`. */
export const element = (array: usize, index: i32): i32 => words[(array >>> 2) + index] as number;

/** The address of that element. */
export const elementAt = (array: usize, index: i32): usize => array + 4 * index;

export function add(at: usize, amount: i32): void {
  words[at >>> 2] = (words[at >>> 2] as number) + amount;
}

/** A double, at a multiple of 8: for sums that outgrow words. */
export const real = (at: usize): f64 => reals[at >>> 3] as number;

export function addReal(at: usize, amount: f64): void {
  reals[at >>> 3] = (reals[at >>> 3] as number) + amount;
}

/** Copies `bytes`, a multiple of 16. */
export function copy(to: usize, from: usize, bytes: u32): void {
  words.copyWithin(to >>> 2, from >>> 2, (from + bytes) >>> 2);
}

/** Zeros from `from` to `end`, a multiple of 16 bytes. */
export function clear(from: usize, end: usize): void {
  words.fill(0, from >>> 2, end >>> 2);
}

/** The exclusive or of two pairs; `to` may be one of them. */
export function xorPair(to: usize, one: usize, other: usize): void {
  const [at, a, b] = [to >>> 2, one >>> 2, other >>> 2];
  words[at] = (words[a] as number) ^ (words[b] as number);
  words[at + 1] = (words[a + 1] as number) ^ (words[b + 1] as number);
}

export function copyPair(to: usize, from: usize): void {
  words[to >>> 2] = words[from >>> 2] as number;
  words[(to >>> 2) + 1] = words[(from >>> 2) + 1] as number;
}

export const isEmpty = (pair: usize): bool => words[pair >>> 2] === 0 && words[(pair >>> 2) + 1] === 0;

/** Position of the lowest bit that is set; there must be one. */
export const lowest = (bits: i32): i32 => 31 - Math.clz32(bits & -bits);

/** Unsigned less. */
export const below = (a: i32, b: i32): bool => a >>> 0 < b >>> 0;

/** The product modulo 2^32. */
export const times = (a: i32, b: i32): i32 => Math.imul(a, b);

/** One of 0 .. count - 1, in the order of `mixed`, unsigned: floor(mixed * count / 2^32), exact for counts below 2^31. */
export function homeIn(mixed: i32, count: u32): u32 {
  const low = Math.floor(((mixed & 0xffff) * count) / 2 ** 16);
  return Math.floor(((mixed >>> 16) * count + low) / 2 ** 16);
}

/**
 * Which of the first four pairs of a line, or five, are that pair, as bits. What other threads write meanwhile may be missed:
 * use it to find, never to conclude that something is not there.
 */
export function pairsEqual(line: usize, pair: usize, fifth: bool): i32 {
  const [low, high] = [words[pair >>> 2], words[(pair >>> 2) + 1]];
  const end = fifth ? 5 : 4;
  let bits = 0;
  for (let slot = 0; slot < end; slot++) {
    const at = (line >>> 2) + 2 * slot;
    if (words[at] === low && words[at + 1] === high) bits |= 1 << slot;
  }
  return bits;
}

/** Which of the first four pairs of a line, or five, are empty, as bits; other threads may have filled them meanwhile. */
export function emptyIn(line: usize, fifth: bool): i32 {
  const end = fifth ? 5 : 4;
  let bits = 0;
  for (let slot = 0; slot < end; slot++) if (isEmpty(line + 8 * slot)) bits |= 1 << slot;
  return bits;
}

/** The operations that synchronise threads. */
export const sharedWord = (at: usize): i32 => Atomics.load(words, at >>> 2);

/**
 * What is there once that is not 0, as soon as whoever is at it has written it; it may wait for a processor first, for seconds
 * on a machine with much to do. Traps after so many rounds of a thousand million looks, a second or more each: it has died.
 */
export function awaitWord(at: usize, rounds: i32): i32 {
  let found = sharedWord(at);
  for (let round = 0; found === 0 && round < rounds; round++) {
    for (let look = 0; found === 0 && look < LOOKS; look++) found = sharedWord(at);
  }
  if (found === 0) throw new Error("a thread died before it had written what others wait for");
  return found;
}

export function setSharedWord(at: usize, value: i32): void {
  Atomics.store(words, at >>> 2, value);
}

/** Adds, and answers what was there before. */
export const take = (at: usize, amount: i32): i32 => Atomics.add(words, at >>> 2, amount);

/** Writes `value` if `expected` is there; answers what was. */
export const exchangeWord = (at: usize, expected: i32, value: i32): i32 =>
  Atomics.compareExchange(words, at >>> 2, expected, value);

/** Writes a pair where none is: 0; 1: it was there already; 2: another one was. */
export function claim(at: usize, pair: usize): i32 {
  const wanted = longs[pair / 8] as bigint;
  const there = Atomics.compareExchange(longs, at / 8, 0n, wanted);
  return there === 0n ? 0 : there === wanted ? 1 : 2;
}

/** The same for one who only looks: 0: there is none, 1: it is there, 2: another one is. */
export function seek(at: usize, pair: usize): i32 {
  const there = Atomics.load(longs, at / 8);
  return there === 0n ? 0 : there === longs[pair / 8] ? 1 : 2;
}
