/** Lists: how much longer one is than the shortest, and places for as many items as the longest has. */
import { assemblyOf, type DomainStructure } from "../domain.ts";
import { listStarts } from "../numbering.ts";
import { internedBy } from "./interned-by.ts";
import { type PartCodec, type PartPlan, selectorSlot } from "./part-codec.ts";

type ListStructure = Extract<DomainStructure, { kind: "list" }>;

/** The items that every list has are there when the list is. */
export function listCodec({ domain, presence, layOut }: PartPlan, { element, min, max }: ListStructure): PartCodec {
  const always = layOut(element, presence);
  const later = layOut(element, "zero if absent");
  const width = always.slots.length;
  const itemAt = (at: number) => (at < min ? always : later);
  const lengthIn = (from: Int32Array, at: number) => min + (from[at] as number);
  const each = (count: number, at: number, visit: (part: PartCodec, at: number, item: number) => void) => {
    for (let item = 0; item < count; item++) visit(itemAt(item), at + 1 + item * width, item);
  };
  const starts = listStarts(element.size, min, max);
  const codec: Omit<PartCodec, "value"> = {
    slots: [selectorSlot(max - min + 1), ...Array.from({ length: max }, (_, item) => itemAt(item).slots).flat()],
    isCounted: Number.isFinite(domain.size),
    write: (value, into, at) => {
      const items = value as readonly unknown[];
      into[at] = items.length - min;
      each(items.length, at, (part, to, item) => {
        part.write(items[item], into, to);
      });
    },
    writeAbsent: (into, at) => {
      each(min, at, (part, to) => {
        part.writeAbsent(into, to);
      });
    },
    fetch: (source, slot, into, at) => {
      into[at] = source.read(slot);
      each(lengthIn(into, at), at, (part, to) => {
        part.fetch(source, slot + to - at, into, to);
      });
    },
    code: (from, at) => {
      let code = 0;
      each(lengthIn(from, at), at, (part, to) => {
        code = code * element.size + part.code(from, to);
      });
      return (starts[from[at] as number] as number) + code;
    },
    addDigits: (from, at, digits) => {
      digits.push(from[at] as number);
      each(lengthIn(from, at), at, (part, to) => {
        part.addDigits(from, to, digits);
      });
    },
    takeDigits: (digits, into, at) => {
      into[at] = digits.next();
      each(lengthIn(into, at), at, (part, to) => {
        part.takeDigits(digits, into, to);
      });
    },
  };
  const assemble = assemblyOf(domain);
  const build: PartCodec["value"] = (from, at) => {
    const items: unknown[] = [];
    each(lengthIn(from, at), at, (part, to) => {
      items.push(part.value(from, to));
    });
    return assemble(items);
  };
  return { ...codec, value: internedBy(domain, codec, build) };
}
