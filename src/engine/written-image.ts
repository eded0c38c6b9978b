/** The lists that are edited, as the kernel has them in its memory: see kernel/written.ts. */
import { LIST_BYTES, LIST_SEQUENCE, LIST_SET } from "../kernel/map.ts";
import { byteFingerprints } from "../program/byte-fingerprints.ts";
import type { PublishedList } from "../program/publication.ts";

const KINDS = { set: LIST_SET, bag: 1, sequence: LIST_SEQUENCE } as const;
const ROW_WORDS = LIST_BYTES / 4;

/** What lies from address `start`, a multiple of 16, on: the rows of lists are there; and where fingerprints are. */
export function writtenImage(lists: readonly PublishedList[], words: number, start: number) {
  const fingerprints = byteFingerprints(words);
  const slots = lists.reduce((sum, list) => sum + list.slots.length, 0);
  const image = new Int32Array(lists.length * ROW_WORDS + fingerprints.length + slots);
  image.set(fingerprints, lists.length * ROW_WORDS);
  let end = lists.length * ROW_WORDS + fingerprints.length;
  for (const [at, list] of lists.entries()) {
    image.set(list.slots, end);
    const from = start + 4 * end;
    end += list.slots.length;
    image.set([KINDS[list.kind], list.width, from, start + 4 * end], at * ROW_WORDS);
  }
  return { image, lists: start, fingerprints: start + 4 * lists.length * ROW_WORDS };
}
