/** The lists that are edited, as the kernel has them in its memory: see kernel/written.ts. */
import { LIST_BYTES, LIST_SEQUENCE, LIST_SET } from "../kernel/map.ts";
import { byteFingerprints } from "../program/byte-fingerprints.ts";
import type { PublishedList } from "../program/publication.ts";
import { MemoryImage } from "./memory-image.ts";

const KINDS = { set: LIST_SET, bag: 1, sequence: LIST_SEQUENCE } as const;
const ROW_WORDS = LIST_BYTES / 4;

/** What lies from address `start`, a multiple of 16, on: the rows of lists are there; and where fingerprints are. */
export function writtenImage(lists: readonly PublishedList[], words: number, start: number) {
  const image = new MemoryImage(start, lists.length * ROW_WORDS);
  const fingerprints = image.put(byteFingerprints(words));
  for (const [at, { kind, width, slots }] of lists.entries()) {
    const from = image.put(slots);
    image.setRow(at * ROW_WORDS, [KINDS[kind], width, from, from + 4 * slots.length]);
  }
  return { image: image.words, lists: start, fingerprints };
}
