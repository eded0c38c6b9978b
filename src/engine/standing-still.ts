/**
 * Whether a predicate of steps is known to hold of every state's standing still, P(s, s): by its tree, in which both states
 * give the same answers. Then it also holds of a step that changes nothing that it has ever read, and need not be asked.
 */

/** Nodes looked at before it counts as not known. */
const MOST_NODES = 4096;
const TRUE = -1;
const ROOT = 1;

/** `words`: of a state; nodes ask the current one by words 0 .. words - 1, the source by those behind. */
export function holdsStandingStill(cells: Int32Array, words: number): boolean {
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
    const answers = mask >= 0 ? mask + 1 : 1 - mask;
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
