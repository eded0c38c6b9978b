/**
 * Where the values of a binding over members or entries are in the slots of a packed state: which of its codes are there,
 * and which bits say so. A set of bits is scanned word by word, so the cost is what is in it.
 */
import type { Spread } from "../domain/spread.ts";
import { synodError } from "../errors/errors.ts";
import { innerCollection, type MembersBinding } from "../model/members.ts";
import { isByPosition } from "../model/rule.ts";
import type { AnyContainer } from "../state/field.ts";
import { addSlotBits, type Cell, entryWidth, type Layout, readSlot } from "../state/layout.ts";

/** What a binding ranges over in one collection. */
export interface Source {
  /** Calls `take` with the codes that are there in the state at the start of `work`, each once, ascending. */
  readonly each: (work: Int32Array, take: (code: number) => void) => void;
  readonly isPresent: (code: number, work: Int32Array) => boolean;
  /** Adds the bits that say whether a code is there; null: those of all codes. */
  readonly addReads: (code: number | null, bits: Int32Array) => void;
  /** The one slot of one bit that says whether a code is there; null: it takes more. */
  readonly bitOf: (code: number) => number | null;
}

type MembersCell = Extract<Cell, { kind: "set" | "bag" }>;
type SequenceCell = Extract<Cell, { kind: "sequence" }>;
type MapCell = Extract<Cell, { kind: "map" }>;

/** `cell`: of the collection, wherever it is. */
export function sourceOf(binding: MembersBinding<unknown>, cell: Cell, layout: Layout): Source {
  if (isByPosition(binding)) {
    const source = positions(binding, cell, layout);
    return binding.orNull ? orNull(source) : source;
  }
  if (binding.each === "entry")
    return cell.kind === "map" ? mapEntries(cell, layout) : sequenceEntries(cell as SequenceCell, layout);
  const members = cell as MembersCell;
  const { element } = innerCollection(binding) as Extract<ReturnType<typeof innerCollection>, { kind: "set" | "bag" }>;
  const domain = binding.within ?? element;
  const offset = domain.offset - element.offset;
  if (offset < 0 || offset + domain.size > element.size)
    throw synodError("internal", { problem: `no member can be of ${domain.label}` });
  const part = { cell: members, offset, size: domain.size };
  const source = members.form === "sorted" ? sortedMembers(part, layout) : slotMembers(part, layout);
  return binding.orNull ? orNull(source) : source;
}

/** Of values that have no numbers, where they are: of equal members of a bag the first, of a map every key. */
function positions(binding: MembersBinding<unknown>, cell: Cell, layout: Layout): Source {
  if (cell.kind === "map") return everyKey(cell);
  const { base, slots, spread } = cell as MembersCell | SequenceCell;
  const width = entryWidth(spread as Spread);
  const ofCase = caseIndex(binding);
  const isPresent: Source["isPresent"] = (position, work) => {
    const entry = base + position * width;
    const at = (slot: number) => readSlot(layout, work, 0, slot);
    if (at(entry) === 0 || (ofCase !== null && at(entry + 1) !== ofCase)) return false;
    if (cell.kind !== "bag" || position === 0) return true;
    for (let slot = entry; slot < entry + width; slot++) if (at(slot) !== at(slot - width)) return true;
    return false;
  };
  return {
    each: (work, take) => {
      for (let at = 0; at < slots / width && readSlot(layout, work, 0, base + at * width) !== 0; at++)
        if (isPresent(at, work)) take(at);
    },
    isPresent,
    addReads: (_, bits) => addPlaces(base, slots, null, layout, bits),
    bitOf: () => null,
  };
}

function everyKey({ items }: MapCell): Source {
  return {
    each: (_, take) => {
      for (let key = 0; key < items.length; key++) take(key);
    },
    isPresent: () => true,
    addReads: () => {},
    bitOf: () => null,
  };
}

/** The place of the case that is ranged over among those of the union; null: all members are. */
function caseIndex(binding: MembersBinding<unknown>): number | null {
  const { within } = binding;
  const { structure } = (innerCollection(binding) as Extract<AnyContainer, { kind: "set" | "bag" | "sequence" }>)
    .element;
  if (within === null || structure.kind !== "union" || within.structure.kind !== "record") return null;
  const { tag } = within.structure;
  return structure.cases.findIndex(([name]) => name === tag);
}

/** The codes offset .. offset + size - 1 of a collection's elements. */
interface Part {
  readonly cell: MembersCell;
  readonly offset: number;
  readonly size: number;
}

/** A slot per element. */
function slotMembers({ cell, offset, size }: Part, layout: Layout): Source {
  const first = cell.base + offset;
  const isSet = cell.kind === "set";
  return {
    each: isSet ? eachBit(first, size, layout) : eachCount(first, size, layout),
    isPresent: (code, work) => readSlot(layout, work, 0, first + code) > 0,
    addReads: (code, bits) => addPlaces(first, size, code, layout, bits),
    bitOf: (code) => (isSet ? first + code : null),
  };
}

/** One-bit slots are packed without gaps, so a part of a set is a run of bits. */
function eachBit(slot: number, size: number, layout: Layout): Source["each"] {
  const first = (layout.word[slot] as number) * 32 + (layout.shift[slot] as number);
  const last = first + size - 1;
  const firstWord = first >>> 5;
  const lastWord = last >>> 5;
  return (work, take) => {
    for (let word = firstWord; word <= lastWord; word++) {
      let bits = work[word] as number;
      if (word === firstWord) bits &= -1 << (first & 31);
      if (word === lastWord) bits &= -1 >>> (31 - (last & 31));
      for (; bits !== 0; bits &= bits - 1) take((word << 5) + 31 - Math.clz32(bits & -bits) - first);
    }
  };
}

function eachCount(slot: number, size: number, layout: Layout): Source["each"] {
  return (work, take) => {
    for (let code = 0; code < size; code++) if (readSlot(layout, work, 0, slot + code) > 0) take(code);
  };
}

/** In order, code + 1 per place: each one's place depends on the others. */
function sortedMembers({ cell, offset, size }: Part, layout: Layout): Source {
  const { base, slots } = cell;
  return {
    each: (work, take) => {
      let previous = 0;
      for (let at = base; at < base + slots; at++) {
        const found = readSlot(layout, work, 0, at);
        if (found === 0) return;
        if (found !== previous && found > offset && found <= offset + size) take(found - 1 - offset);
        previous = found;
      }
    },
    isPresent: (code, work) => {
      const wanted = code + offset + 1;
      for (let at = base; at < base + slots; at++) if (readSlot(layout, work, 0, at) === wanted) return true;
      return false;
    },
    addReads: (_, bits) => addPlaces(base, slots, null, layout, bits),
    bitOf: () => null,
  };
}

/** Per place that is taken, its index and what is there: index * size + code. */
function sequenceEntries({ base, capacity, element: { size } }: SequenceCell, layout: Layout): Source {
  return {
    each: (work, take) => {
      for (let at = 0; at < capacity; at++) {
        const found = readSlot(layout, work, 0, base + at);
        if (found === 0) return;
        take(at * size + found - 1);
      }
    },
    isPresent: (code, work) => readSlot(layout, work, 0, base + Math.floor(code / size)) === (code % size) + 1,
    addReads: (code, bits) => addPlaces(base, capacity, code === null ? null : Math.floor(code / size), layout, bits),
    bitOf: () => null,
  };
}

/** Per key, it and its item: key * size + code. */
function mapEntries({ base, items }: MapCell, layout: Layout): Source {
  const { size } = (items[0] as Extract<Cell, { kind: "value" }>).domain;
  return {
    each: (work, take) => {
      for (let key = 0; key < items.length; key++) take(key * size + readSlot(layout, work, 0, base + key));
    },
    isPresent: (code, work) => readSlot(layout, work, 0, base + Math.floor(code / size)) === code % size,
    addReads: (code, bits) =>
      addPlaces(base, items.length, code === null ? null : Math.floor(code / size), layout, bits),
    bitOf: () => null,
  };
}

function addPlaces(base: number, count: number, at: number | null, layout: Layout, bits: Int32Array): void {
  if (at !== null) addSlotBits(layout, base + at, bits);
  else for (let slot = base; slot < base + count; slot++) addSlotBits(layout, slot, bits);
}

/** Null, code 0, where the source has nothing; else what it has, a code further. */
function orNull(source: Source): Source {
  // Of one binding: a visit of it does not begin while another is under way.
  let found = false;
  let taking: (code: number) => void = () => {};
  const shifted = (code: number) => {
    found = true;
    taking(code + 1);
  };
  // Asked perhaps during a visit.
  let any = false;
  const note = () => {
    any = true;
  };
  const isEmpty = (work: Int32Array) => {
    any = false;
    source.each(work, note);
    return !any;
  };
  return {
    each: (work, take) => {
      found = false;
      taking = take;
      source.each(work, shifted);
      if (!found) take(0);
    },
    isPresent: (code, work) => (code === 0 ? isEmpty(work) : source.isPresent(code - 1, work)),
    addReads: (code, bits) => source.addReads(code === null || code === 0 ? null : code - 1, bits),
    bitOf: (code) => (code === 0 ? null : source.bitOf(code - 1)),
  };
}
