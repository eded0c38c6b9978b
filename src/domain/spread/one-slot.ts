/** A part that is one slot: the value by its code in its domain. */
import type { AnyDomain } from "../domain.ts";
import type { PartCodec, Presence, SpreadSlot } from "./part-codec.ts";

/** `key`: of which key it is the place, if it is one's. */
export function oneSlotCodec(domain: AnyDomain, presence: Presence, key: SpreadSlot["key"]): PartCodec {
  const offset = presence === "zero if absent" ? 1 : 0;
  const size = domain.size + (presence === "always" ? 0 : 1);
  return {
    slots: [{ size, domain, offset, key }],
    isCounted: true,
    write: (value, into, at) => {
      into[at] = domain.encode(value) + offset;
    },
    writeAbsent: (into, at) => {
      if (presence === "last if absent") into[at] = domain.size;
    },
    fetch: (source, slot, into, at) => {
      into[at] = source.read(slot);
    },
    code: (from, at) => (from[at] as number) - offset,
    value: (from, at) => domain.decode((from[at] as number) - offset),
    addDigits: (from, at, digits) => {
      digits.push((from[at] as number) - offset);
    },
    takeDigits: (digits, into, at) => {
      into[at] = digits.next() + offset;
    },
  };
}
