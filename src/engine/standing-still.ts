/**
 * Whether a predicate of steps is known to hold of every state's standing still, P(s, s): by its tree, in which both states
 * give the same answers. Then it also holds of a step that changes nothing that it has ever read, and need not be asked.
 *
 * Codes that a slot has bits for and its domain has no value for are in no state, so trees never learn them: what they lead
 * to is not asked for. Without that a slot of five values, say, would keep its predicate being asked of every state for ever.
 */
import type { Layout } from "../state/layout.ts";

/** Nodes looked at before it counts as not known. */
const MOST_NODES = 4096;
const TRUE = -1;
const ROOT = 1;

/** Where slots are, and how many codes they have. */
export type Slots = Pick<Layout, "words" | "sizes" | "word" | "shift" | "mask">;

/** Nodes ask the current state by words 0 .. words - 1, the source by those behind. */
export function holdsStandingStill(cells: Int32Array, slots: Slots): boolean {
  const { words } = slots;
  const codes = codesBySlot(slots);
  let left = MOST_NODES;
  /** Of the state: which bits are known, and what they are. */
  const known = new Int32Array(words);
  const value = new Int32Array(words);
  const holds = (cell: number): boolean => {
    const node = cells[cell] as number;
    if (node <= 0) return node === TRUE;
    if (left-- === 0) return false;
    const where = cells[node] as number;
    const mask = cells[node + 1] as number;
    const word = (where >>> 5) % words;
    const shift = where & 31;
    const answers = mask >= 0 ? (codes.get(slotAt(word, shift, mask)) ?? mask + 1) : 1 - mask;
    const [before, was] = [known[word] as number, value[word] as number];
    for (let answer = 0; answer < answers; answer++) {
      // A scan asks for the bits up to the first that is set.
      const bits = (mask >= 0 ? mask : 2 ** Math.min(answer + 1, -mask) - 1) << shift;
      const code = (mask >= 0 ? answer : answer < -mask ? 1 << answer : 0) << shift;
      if (((was ^ code) & before & bits) !== 0) continue;
      known[word] = before | bits;
      value[word] = was | code;
      const child = holds(node + 2 + answer);
      known[word] = before;
      value[word] = was;
      if (!child) return false;
    }
    return true;
  };
  return holds(ROOT);
}

/** A slot as a node asks for all of it; of wider ones nodes ask for parts, and each part may be anything. */
const slotAt = (word: number, shift: number, mask: number): string => `${word} ${shift} ${mask}`;

function codesBySlot({ sizes, word, shift, mask }: Slots): ReadonlyMap<string, number> {
  return new Map(
    Array.from(sizes, (size, slot) => [
      slotAt(word[slot] as number, shift[slot] as number, mask[slot] as number),
      size,
    ]),
  );
}
