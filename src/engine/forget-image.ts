/** Who messages expire for, as the kernel has it in its memory: see kernel/forget.ts. */
import { RECIPIENT_BYTES } from "../kernel/map.ts";
import { fingerprintTable } from "../program/fingerprint.ts";
import { CHANGE_PREFIX, type PublishedRecipient } from "../program/publication.ts";
import { MemoryImage } from "./memory-image.ts";

/** Recipients that have a bit of a mask each; more share them. */
const MASK_HALF = 16;
const ROW_WORDS = RECIPIENT_BYTES / 4;

/** Where in memory it begins; the rows of recipients are there, and their end; what bits add to fingerprints. */
export interface ForgetImage {
  readonly image: Int32Array;
  readonly recipients: number;
  readonly recipientsEnd: number;
  readonly fingerprints: number;
}

/** What lies from address `start`, a multiple of 16, on. */
export function forgetImage(forgets: readonly PublishedRecipient[], words: number, start: number): ForgetImage {
  const image = new MemoryImage(start, forgets.length * ROW_WORDS);
  for (const [at, { cells, choices, messages, toAll }] of forgets.entries()) {
    const places = [...messages.keys()].filter((word) => messages[word] !== 0);
    const row = [image.put(cells), image.put(choices), image.put(places), places.length, image.put(toAll)];
    image.setRow(at * ROW_WORDS, row);
  }
  const fingerprints = image.put(fingerprintTable(words));
  const recipientsEnd = start + forgets.length * RECIPIENT_BYTES;
  return { image: image.words, recipients: start, recipientsEnd, fingerprints };
}

/** The mask of the change at from .. end - 1: whose rows and messages it touches. */
export function recipientMask(
  forgets: readonly PublishedRecipient[],
  changes: Int32Array,
  from: number,
  end: number,
): number {
  let mask = 0;
  for (const [recipient, { row, messages }] of forgets.entries()) {
    const bit = recipient % MASK_HALF;
    for (let change = from + CHANGE_PREFIX; change < end; change += 2) {
      const word = changes[change] as number;
      const bits = changes[change + 1] as number;
      if (((row[word] as number) & bits) !== 0) mask |= 1 << bit;
      if (((messages[word] as number) & bits) !== 0) mask |= 1 << (MASK_HALF + bit);
    }
  }
  return mask;
}
