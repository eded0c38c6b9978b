/**
 * Parts of a state that predicates must not look at while a reduction is in force, because it changes them or lets them
 * change unseen. A predicate that does look there is a coded error: what the reduction preserves is then not what it asks.
 */
import { type SynodError, synodError } from "../errors/errors.ts";
import type { Property } from "../model/property.ts";
import { addSlotBits, type Cell, type Layout } from "../state/layout.ts";
import type { Path } from "./path.ts";

/** What one property must not read, for one reduction. */
export interface Hidden {
  readonly reduction: string;
  /** Per word of the state, the bits. */
  readonly bits: Int32Array;
  /** The parts that the bits are of, to name one. */
  readonly parts: readonly Part[];
}

/** A field of the state, or of a set or bag over a union the members of one case. */
export interface Part {
  readonly field: string;
  /** The union's case; null: the whole field. */
  readonly kind: string | null;
  readonly bits: Int32Array;
}

/** The parts of a state: together they are all of it. */
export function partsOfState(layout: Layout): Part[] {
  return [...layout.cells].flatMap(([field, cell]): Part[] => {
    const cases = casesOf(cell);
    if (cases === null) return [{ field, kind: null, bits: bitsOf(layout, cell.base, cell.slots) }];
    let first = cell.base;
    return cases.map(([kind, { size }]) => {
      const part = { field, kind, bits: bitsOf(layout, first, size) };
      first += size;
      return part;
    });
  });
}

function casesOf(cell: Cell) {
  if (cell.kind !== "set" && cell.kind !== "bag") return null;
  if (cell.form !== "bits" || cell.element.structure.kind !== "union") return null;
  const { cases } = cell.element.structure;
  // Only a whole union is as large as its cases together; one of its cases is a field like others.
  return cases.reduce((size, [, each]) => size + each.size, 0) === cell.slots ? cases : null;
}

function bitsOf(layout: Layout, base: number, slots: number): Int32Array {
  const bits = new Int32Array(layout.words);
  for (let slot = base; slot < base + slots; slot++) addSlotBits(layout, slot, bits);
  return bits;
}

/** Whether two choices of bits have one in common. */
export function overlap(one: Int32Array, other: Int32Array): boolean {
  return one.some((bits, word) => (bits & (other[word] as number)) !== 0);
}

/** These parts as what must not be read; null: there are none. */
export function hide(reduction: string, parts: readonly Part[], words: number): Hidden | null {
  if (parts.length === 0) return null;
  const bits = new Int32Array(words);
  for (const part of parts)
    for (let word = 0; word < words; word++) bits[word] = (bits[word] as number) | (part.bits[word] as number);
  return { reduction, bits, parts };
}

/** The refusal when a predicate's run, which read this, read something hidden; null: it did not. */
export function refusal(hidden: readonly Hidden[], property: Property, path: Path): SynodError | null {
  for (const each of hidden) {
    const words = each.bits.length;
    for (let read = 0; read < path.length; read++) {
      const where = path.where[read] as number;
      const bits = (path.mask[read] as number) << (where & 31);
      const found = refusalOf(each, property, (where >>> 5) % words, bits);
      if (found !== null) return found;
    }
  }
  return null;
}

/** The same for reading these bits of a word. */
export function refusalOf(
  { reduction, bits, parts }: Hidden,
  property: Property,
  word: number,
  read: number,
): SynodError | null {
  if (((bits[word] as number) & read) === 0) return null;
  const part = parts.find((one) => ((one.bits[word] as number) & read) !== 0) as Part;
  const what = part.kind === null ? part.field : `${part.kind} messages in ${part.field}`;
  return synodError("reduction-refused", { reduction, problem: `property ${property.name} reads ${what}` });
}
