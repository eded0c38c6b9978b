/**
 * Gates as the kernel has them. A rule over the members of a set has a gate for each of hundreds of bits, and most bits are
 * not set: those that let something pass only when their bit is set are put together by words, and of a word the kernel looks
 * at the bits that are set (kernel/expand.ts).
 *
 *     sieves:  | sieves | word | bits | list for bit 0 | ... | list for bit 31 | word | bits | ...
 */
const HEADER = 2;
const GATE = 3;
const WORD_BITS = 32;
const SIEVE = 2 + WORD_BITS;

export interface Sieved {
  /** Without those gates; lists are where they were (compile/gates.ts). */
  readonly gates: Int32Array;
  readonly sieves: Int32Array;
}

export function sieved(all: Int32Array): Sieved {
  const gates = all.slice();
  /** Per word of the state. */
  const sieves = new Map<number, Int32Array>();
  let left = HEADER;
  const end = HEADER + GATE * (all[0] as number);
  for (let gate = HEADER; gate < end; gate += GATE) {
    const [where, mask, answers] = [all[gate] as number, all[gate + 1] as number, all[gate + 2] as number];
    if (mask !== 1 || all[answers] !== 0) {
      gates.copyWithin(left, gate, gate + GATE);
      left += GATE;
      continue;
    }
    const word = where >>> 5;
    const sieve = sieves.get(word) ?? new Int32Array(SIEVE);
    const list = all[answers + 1] as number;
    sieve[0] = word;
    if (list !== 0) sieve[1] = (sieve[1] as number) | (1 << (where & 31));
    sieve[2 + (where & 31)] = list;
    sieves.set(word, sieve);
  }
  gates[0] = (left - HEADER) / GATE;
  return { gates, sieves: Int32Array.from([sieves.size, ...[...sieves.values()].flatMap((sieve) => [...sieve])]) };
}
