/** What is of one form or another: a selector says which, and the parts of all forms stand behind it. */
import type { AnyDomain } from "../domain.ts";
import { internedBy } from "./interned-by.ts";
import { type PartCodec, type PartPlan, selectorSlot } from "./part-codec.ts";

/** Whether there is a value, and its parts. */
export function optionalCodec({ domain, layOut }: PartPlan, inner: AnyDomain): PartCodec {
  const part = layOut(inner, "zero if absent");
  const codec: Omit<PartCodec, "value"> = {
    slots: [selectorSlot(2), ...part.slots],
    isCounted: Number.isFinite(domain.size),
    write: (value, into, at) => {
      if (value === null) return;
      into[at] = 1;
      part.write(value, into, at + 1);
    },
    writeAbsent: () => {},
    fetch: (source, slot, into, at) => {
      into[at] = source.read(slot);
      if (into[at] === 1) part.fetch(source, slot + 1, into, at + 1);
    },
    code: (from, at) => (from[at] === 1 ? part.code(from, at + 1) + 1 : 0),
    addDigits: (from, at, digits) => {
      digits.push(from[at] as number);
      if (from[at] === 1) part.addDigits(from, at + 1, digits);
    },
    takeDigits: (digits, into, at) => {
      into[at] = digits.next();
      if (into[at] === 1) part.takeDigits(digits, into, at + 1);
    },
  };
  const build: PartCodec["value"] = (from, at) => (from[at] === 1 ? part.value(from, at + 1) : null);
  return { ...codec, value: Number.isFinite(domain.size) ? internedBy(domain, codec, build) : build };
}

/** Of a union, and of one domain behind the other: which case, and the parts of each. */
export function casesCodec({ domain, presence, layOut }: PartPlan, cases: readonly AnyDomain[]): PartCodec {
  const firstPresence = presence === "zero if absent" ? presence : "last if absent";
  const parts = cases.map((each, at) => layOut(each, at === 0 ? firstPresence : "zero if absent"));
  const first = parts[0] as PartCodec;
  const starts: number[] = [];
  let count = 1;
  for (const { slots } of parts) {
    starts.push(count);
    count += slots.length;
  }
  const codes: number[] = [];
  let size = 0;
  for (const each of cases) {
    codes.push(size);
    size += each.size;
  }
  const startOf = (which: number) => starts[which] as number;
  const codec: Omit<PartCodec, "value"> = {
    slots: [selectorSlot(cases.length), ...parts.flatMap(({ slots }) => slots)],
    isCounted: Number.isFinite(domain.size),
    write: (value, into, at) => {
      const which = cases.findIndex((each) => each.encode(value) >= 0);
      into[at] = which;
      (parts[which] as PartCodec).write(value, into, at + startOf(which));
      if (which > 0) first.writeAbsent(into, at + 1);
    },
    writeAbsent: (into, at) => {
      first.writeAbsent(into, at + 1);
    },
    fetch: (source, slot, into, at) => {
      const which = source.read(slot);
      into[at] = which;
      (parts[which] as PartCodec).fetch(source, slot + startOf(which), into, at + startOf(which));
    },
    code: (from, at) => {
      const which = from[at] as number;
      return (codes[which] as number) + (parts[which] as PartCodec).code(from, at + startOf(which));
    },
    addDigits: (from, at, digits) => {
      const which = from[at] as number;
      digits.push(which);
      (parts[which] as PartCodec).addDigits(from, at + startOf(which), digits);
    },
    takeDigits: (digits, into, at) => {
      const which = digits.next();
      into[at] = which;
      (parts[which] as PartCodec).takeDigits(digits, into, at + startOf(which));
      if (which > 0) first.writeAbsent(into, at + 1);
    },
  };
  const build: PartCodec["value"] = (from, at) => {
    const which = from[at] as number;
    return (parts[which] as PartCodec).value(from, at + startOf(which));
  };
  return { ...codec, value: Number.isFinite(domain.size) ? internedBy(domain, codec, build) : build };
}
