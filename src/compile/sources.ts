/**
 * Where the values of a binding over members or entries are in the slots of a packed state: which of its codes are there,
 * in which row, and which bits say so. A set of bits is scanned word by word, so the cost is what is in it.
 *
 * A *row* is a place where at most one code is at a time: of a set of bits each member has its own, of sorted and ordered
 * collections it is a place, of maps a key. So the rows are few, even where the codes are millions, and one or two slots
 * say what is in a row: that is what trees of rules are told apart by (rule-tree.ts).
 */
import type { SlotSource } from "../domain/spread/part-codec.ts";
import type { Spread } from "../domain/spread.ts";
import { synodError } from "../errors/errors.ts";
import { innerCollection, type MembersBinding } from "../model/members.ts";
import { isByPosition } from "../model/rule.ts";
import type { AnyContainer } from "../state/field.ts";
import { addSlotBits, type Cell, entryWidth, type Layout, readSlot } from "../state/layout.ts";

/** What a binding ranges over in one collection. */
export interface Source {
  readonly rows: number;
  /** Whether what is in a row has its number for a code. */
  readonly isNumbered: boolean;
  /** Calls `take` with the codes that are there in the state at the start of `work`, each once, ascending, and their rows. */
  readonly each: (work: Int32Array, take: Take) => void;
  /** The code that is in a row, ABSENT where there is none, or one that another row has already. Reads what says so. */
  readonly codeIn: (row: number, slots: SlotSource) => number;
  /** The row in which a code is, or ABSENT. */
  readonly rowOf: (code: number, slots: SlotSource) => number;
  /** Adds the bits that say whether a code is there; null: those of all codes. */
  readonly addReads: (code: number | null, bits: Int32Array) => void;
  /** The one slot of one bit that says whether a code is there; null: it takes more. */
  readonly bitOf: (code: number) => number | null;
}

export type Take = (code: number, row: number) => void;

/** No code in a row, no row of a code. */
export const ABSENT = -1;

/** A source of which it can be asked, in as few reads as it takes, whether it has nothing. */
interface MemberSource extends Source {
  readonly isEmpty: (slots: SlotSource) => boolean;
}

/** The slots of the state at the start of `words`: one for each source, whose visits do not overlap. */
class PackedSlots implements SlotSource {
  words: Int32Array = new Int32Array(0);
  readonly #layout: Layout;
  constructor(layout: Layout) {
    this.#layout = layout;
  }
  read(slot: number): number {
    return readSlot(this.#layout, this.words, 0, slot);
  }
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
function positions(binding: MembersBinding<unknown>, cell: Cell, layout: Layout): MemberSource {
  if (cell.kind === "map") return everyKey(cell);
  const { base, slots, spread } = cell as MembersCell | SequenceCell;
  const width = entryWidth(spread as Spread);
  const rows = slots / width;
  const ofCase = caseIndex(binding);
  const codeIn: Source["codeIn"] = (row, memory) => {
    const entry = base + row * width;
    if (memory.read(entry) === 0 || (ofCase !== null && memory.read(entry + 1) !== ofCase)) return ABSENT;
    if (cell.kind !== "bag" || row === 0) return row;
    for (let slot = entry; slot < entry + width; slot++)
      if (memory.read(slot) !== memory.read(slot - width)) return row;
    return ABSENT;
  };
  const packed = new PackedSlots(layout);
  return {
    rows,
    isNumbered: true,
    each: (work, take) => {
      packed.words = work;
      for (let row = 0; row < rows && packed.read(base + row * width) !== 0; row++)
        if (codeIn(row, packed) !== ABSENT) take(row, row);
    },
    codeIn,
    rowOf: codeIn,
    addReads: (_, bits) => addPlaces(base, slots, null, layout, bits),
    bitOf: () => null,
    isEmpty: (memory) => {
      for (let row = 0; row < rows && memory.read(base + row * width) !== 0; row++)
        if (codeIn(row, memory) !== ABSENT) return false;
      return true;
    },
  };
}

function everyKey({ items }: MapCell): MemberSource {
  return {
    rows: items.length,
    isNumbered: true,
    each: (_, take) => {
      for (let key = 0; key < items.length; key++) take(key, key);
    },
    codeIn: (row) => row,
    rowOf: (code) => code,
    addReads: () => {},
    bitOf: () => null,
    isEmpty: () => false,
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
function slotMembers({ cell, offset, size }: Part, layout: Layout): MemberSource {
  const first = cell.base + offset;
  const isSet = cell.kind === "set";
  const codeIn: Source["codeIn"] = (code, slots) => (slots.read(first + code) > 0 ? code : ABSENT);
  return {
    rows: size,
    isNumbered: true,
    each: isSet ? eachBit(first, size, layout) : eachCount(first, size, layout),
    codeIn,
    rowOf: codeIn,
    addReads: (code, bits) => addPlaces(first, size, code, layout, bits),
    bitOf: (code) => (isSet ? first + code : null),
    isEmpty: (slots) => {
      for (let code = 0; code < size; code++) if (slots.read(first + code) > 0) return false;
      return true;
    },
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
      for (; bits !== 0; bits &= bits - 1) {
        const code = (word << 5) + 31 - Math.clz32(bits & -bits) - first;
        take(code, code);
      }
    }
  };
}

function eachCount(slot: number, size: number, layout: Layout): Source["each"] {
  return (work, take) => {
    for (let code = 0; code < size; code++) if (readSlot(layout, work, 0, slot + code) > 0) take(code, code);
  };
}

/** In order, code + 1 per place: of equal members, which stand together, the first counts. */
function sortedMembers({ cell, offset, size }: Part, layout: Layout): MemberSource {
  const { kind, base, slots } = cell;
  const codeOf = (found: number) => (found > offset && found <= offset + size ? found - 1 - offset : ABSENT);
  return {
    rows: slots,
    isNumbered: false,
    each: (work, take) => {
      let previous = 0;
      for (let row = 0; row < slots; row++) {
        const found = readSlot(layout, work, 0, base + row);
        if (found === 0) return;
        if (found !== previous && codeOf(found) !== ABSENT) take(codeOf(found), row);
        previous = found;
      }
    },
    codeIn: (row, memory) => {
      const found = memory.read(base + row);
      const code = codeOf(found);
      if (code === ABSENT || kind === "set" || row === 0) return code;
      return memory.read(base + row - 1) === found ? ABSENT : code;
    },
    rowOf: (code, memory) => {
      for (let row = 0; row < slots; row++) if (memory.read(base + row) === code + offset + 1) return row;
      return ABSENT;
    },
    addReads: (_, bits) => addPlaces(base, slots, null, layout, bits),
    bitOf: () => null,
    isEmpty: (memory) => {
      for (let row = 0; row < slots; row++) {
        const found = memory.read(base + row);
        if (found === 0) return true;
        if (codeOf(found) !== ABSENT) return false;
      }
      return true;
    },
  };
}

/** Per place that is taken, its index and what is there: index * size + code. */
function sequenceEntries({ base, capacity, element: { size } }: SequenceCell, layout: Layout): Source {
  return {
    rows: capacity,
    isNumbered: false,
    each: (work, take) => {
      for (let at = 0; at < capacity; at++) {
        const found = readSlot(layout, work, 0, base + at);
        if (found === 0) return;
        take(at * size + found - 1, at);
      }
    },
    codeIn: (row, slots) => {
      const found = slots.read(base + row);
      return found === 0 ? ABSENT : row * size + found - 1;
    },
    rowOf: (code, slots) => {
      const row = Math.floor(code / size);
      return slots.read(base + row) === (code % size) + 1 ? row : ABSENT;
    },
    addReads: (code, bits) => addPlaces(base, capacity, code === null ? null : Math.floor(code / size), layout, bits),
    bitOf: () => null,
  };
}

/** Per key, it and its item: key * size + code. */
function mapEntries({ base, items }: MapCell, layout: Layout): Source {
  const { size } = (items[0] as Extract<Cell, { kind: "value" }>).domain;
  return {
    rows: items.length,
    isNumbered: false,
    each: (work, take) => {
      for (let key = 0; key < items.length; key++) take(key * size + readSlot(layout, work, 0, base + key), key);
    },
    codeIn: (row, slots) => row * size + slots.read(base + row),
    rowOf: (code, slots) => {
      const row = Math.floor(code / size);
      return slots.read(base + row) === code % size ? row : ABSENT;
    },
    addReads: (code, bits) =>
      addPlaces(base, items.length, code === null ? null : Math.floor(code / size), layout, bits),
    bitOf: () => null,
  };
}

/** Null, code 0 in row 0, where the source has nothing; else what it has, a code and a row further. */
function orNull(source: MemberSource): Source {
  // Of one binding: a visit of it does not begin while another is under way.
  let found = false;
  let taking: Take = () => {};
  const shifted: Take = (code, row) => {
    found = true;
    taking(code + 1, row + 1);
  };
  const further = (one: number) => (one === ABSENT ? ABSENT : one + 1);
  const isNone = (slots: SlotSource) => (source.isEmpty(slots) ? 0 : ABSENT);
  return {
    rows: source.rows + 1,
    isNumbered: source.isNumbered,
    each: (work, take) => {
      found = false;
      taking = take;
      source.each(work, shifted);
      if (!found) take(0, 0);
    },
    codeIn: (row, slots) => (row === 0 ? isNone(slots) : further(source.codeIn(row - 1, slots))),
    rowOf: (code, slots) => (code === 0 ? isNone(slots) : further(source.rowOf(code - 1, slots))),
    addReads: (code, bits) => source.addReads(code === null || code === 0 ? null : code - 1, bits),
    bitOf: (code) => (code === 0 ? null : source.bitOf(code - 1)),
  };
}

function addPlaces(base: number, count: number, at: number | null, layout: Layout, bits: Int32Array): void {
  if (at !== null) addSlotBits(layout, base + at, bits);
  else for (let slot = base; slot < base + count; slot++) addSlotBits(layout, slot, bits);
}
