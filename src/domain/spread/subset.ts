/** Subsets: a bit for every value, or a list of the members where that is smaller. */
import { type AnyDomain, assemblyOf } from "../domain.ts";
import type { PartCodec, SpreadSlot } from "./part-codec.ts";
import { isListed, type SubsetStructure } from "./slots.ts";

/** The last value first, as in the numbers of sets, where it is worth most. No set looks like the empty one, which is zeros. */
export function subsetCodec(domain: AnyDomain, structure: SubsetStructure): PartCodec {
  const { element, max } = structure;
  const { size } = element;
  const listed = isListed(structure);
  const slots: SpreadSlot[] = listed
    ? Array.from({ length: max }, () => ({ size: size + 1, domain: element, offset: 1, key: null }))
    : Array.from({ length: size }, (_, at) => {
        const key = { domain: element, code: size - 1 - at, weight: -1 };
        return { size: 2, domain: null, offset: 0, key };
      });
  /** The codes of the members, ascending. */
  const membersIn = (from: Int32Array, at: number): number[] => {
    const members: number[] = [];
    for (let slot = slots.length - 1; slot >= 0; slot--) {
      const found = from[at + slot] as number;
      if (found > 0) members.push(listed ? found - 1 : size - 1 - slot);
    }
    return members;
  };
  const put = (members: readonly number[], into: Int32Array, at: number) => {
    for (let nth = 0; nth < members.length; nth++) {
      const member = members[nth] as number;
      if (listed) into[at + members.length - 1 - nth] = member + 1;
      else into[at + size - 1 - member] = 1;
    }
  };
  const assemble = assemblyOf(domain);
  const value: PartCodec["value"] = (from, at) => assemble(membersIn(from, at));
  return {
    slots,
    isCounted: Number.isFinite(domain.size),
    write: (set, into, at) => {
      const members: number[] = [];
      for (const member of set as Iterable<unknown>) members.push(element.encode(member));
      put(
        members.sort((one, other) => one - other),
        into,
        at,
      );
    },
    writeAbsent: () => {},
    fetch: (source, slot, into, at) => {
      for (let part = 0; part < slots.length; part++) {
        into[at + part] = source.read(slot + part);
        if (listed && into[at + part] === 0) return;
      }
    },
    code: (from, at) => domain.encode(value(from, at)),
    value,
    addDigits: (from, at, digits) => {
      // In the order of sets: the last members first, and a set after those that have fewer besides.
      for (const member of membersIn(from, at).reverse()) digits.push(member + 1);
      digits.push(0);
    },
    takeDigits: (digits, into, at) => {
      const members: number[] = [];
      for (let digit = digits.next(); digit > 0; digit = digits.next()) members.push(digit - 1);
      put(members.reverse(), into, at);
    },
  };
}
