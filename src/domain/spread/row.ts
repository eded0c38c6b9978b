/** Records and tuples: their parts one behind the other, and codes that are mixed-radix numbers of the parts' codes. */
import { type AnyDomain, assemblyOf, type DomainStructure } from "../domain.ts";
import { internedBy } from "./interned-by.ts";
import { oneSlotCodec } from "./one-slot.ts";
import type { PartCodec, PartPlan } from "./part-codec.ts";

export function recordCodec(
  { domain, presence, layOut }: PartPlan,
  fields: readonly (readonly [string, AnyDomain])[],
): PartCodec {
  const parts = fields.map(([, part]) => layOut(part, presence));
  return rowCodec(domain, parts, (value, which) => {
    const [name] = fields[which] as readonly [string, AnyDomain];
    return (value as Readonly<Record<string, unknown>>)[name];
  });
}

/** Of one with a place per key, the place of a part is the key's. */
export function tupleCodec(
  { domain, presence, layOut }: PartPlan,
  { members, keys }: Extract<DomainStructure, { kind: "tuple" }>,
): PartCodec {
  const parts = members.map((member, code) =>
    keys === null ? layOut(member, presence) : oneSlotCodec(member, presence, { domain: keys, code, weight: 1 }),
  );
  return rowCodec(domain, parts, (value, which) => (value as readonly unknown[])[which]);
}

/** Parts one behind the other. */
function rowCodec(
  domain: AnyDomain,
  parts: readonly PartCodec[],
  partIn: (value: unknown, which: number) => unknown,
): PartCodec {
  const starts: number[] = [];
  let count = 0;
  for (const { slots } of parts) {
    starts.push(count);
    count += slots.length;
  }
  const sizes = sizesOf(domain);
  const each = (visit: (part: PartCodec, start: number, which: number) => void) => {
    for (let which = 0; which < parts.length; which++) visit(parts[which] as PartCodec, starts[which] as number, which);
  };
  const codec: Omit<PartCodec, "value"> = {
    slots: parts.flatMap(({ slots }) => slots),
    isCounted: Number.isFinite(domain.size),
    write: (value, into, at) => {
      each((part, start, which) => {
        part.write(partIn(value, which), into, at + start);
      });
    },
    writeAbsent: (into, at) => {
      each((part, start) => {
        part.writeAbsent(into, at + start);
      });
    },
    fetch: (source, slot, into, at) => {
      each((part, start) => {
        part.fetch(source, slot + start, into, at + start);
      });
    },
    code: (from, at) => {
      let code = 0;
      each((part, start, which) => {
        code = code * (sizes[which] as number) + part.code(from, at + start);
      });
      return code;
    },
    addDigits: (from, at, digits) => {
      each((part, start) => {
        part.addDigits(from, at + start, digits);
      });
    },
    takeDigits: (digits, into, at) => {
      each((part, start) => {
        part.takeDigits(digits, into, at + start);
      });
    },
  };
  const assemble = assemblyOf(domain);
  const build: PartCodec["value"] = (from, at) =>
    assemble(parts.map((part, which) => part.value(from, at + (starts[which] as number))));
  return { ...codec, value: internedBy(domain, codec, build) };
}

/** The sizes of a record's or tuple's parts. */
function sizesOf({ structure }: AnyDomain): readonly number[] {
  if (structure.kind === "record") return structure.fields.map(([, { size }]) => size);
  return structure.kind === "tuple" ? structure.members.map(({ size }) => size) : [];
}
