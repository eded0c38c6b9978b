/**
 * Enumerates the instances of a rule that ranges over members of collections: only those whose members are present. The
 * loop nest follows the bindings; a set of bits is scanned word by word, so the cost is what is in it.
 */

import { synodError } from "../errors/errors.ts";
import { bindingDomain, isMembers, memberOffset, type Rule } from "../model/rule.ts";
import { addSlotBits, type Cell, type Layout, readSlot } from "../state/layout.ts";

/** One level of the loop nest: the codes that a binding takes in the state at the start of `work`. */
type Range = (work: Int32Array, take: (code: number) => void) => void;

/** What a binding over members ranges over: the codes offset .. offset + size - 1 of a collection's elements. */
interface Part {
  readonly cell: MembersCell;
  readonly offset: number;
  readonly size: number;
}

interface MemberBinding extends Part {
  readonly below: number;
}

export class MemberLoop {
  readonly #layout: Layout;
  /** The bindings over members, with where codes are found: (step / below) % size + offset. */
  readonly #members: readonly MemberBinding[];
  readonly #ranges: readonly Range[];
  readonly #sizes: readonly number[];
  readonly #take: ((code: number) => void)[] = [];
  readonly #prefix: number[];
  #work: Int32Array = new Int32Array(0);
  #visit: (index: number) => void = () => {};

  constructor(rule: Rule, layout: Layout) {
    const parts = memberParts(rule, layout);
    this.#layout = layout;
    this.#sizes = rule.bindings.map(([, binding]) => bindingDomain(binding).size);
    this.#ranges = parts.map((part, at) =>
      part === null ? everyCode(this.#sizes[at] as number) : memberCodes(part, layout),
    );
    this.#members = parts.flatMap((part, at) => {
      const below = this.#sizes.slice(at + 1).reduce((product, size) => product * size, 1);
      return part === null ? [] : [{ ...part, below }];
    });
    this.#prefix = new Array<number>(rule.bindings.length + 1).fill(0);
    for (let depth = 0; depth < this.#ranges.length; depth++) {
      this.#take.push((code) => {
        this.#prefix[depth + 1] = (this.#prefix[depth] as number) * (this.#sizes[depth] as number) + code;
        this.#descend(depth + 1);
      });
    }
  }

  /** Calls `visit` with the index of every instance whose members are present in the state at the start of `work`. */
  each(work: Int32Array, visit: (index: number) => void): void {
    this.#work = work;
    this.#visit = visit;
    this.#descend(0);
  }

  /** Whether the members of an instance are present; where one is not, what says so goes into `bits`. */
  isPresent(index: number, work: Int32Array, bits: Int32Array): boolean {
    for (let at = 0; at < this.#members.length; at++) {
      const { cell, offset, size, below } = this.#members[at] as MemberBinding;
      const code = (Math.floor(index / below) % size) + offset;
      if (isMember(cell, this.#layout, code, work)) continue;
      addMembership(cell, this.#layout, code, bits);
      return false;
    }
    return true;
  }

  #descend(depth: number): void {
    if (depth === this.#ranges.length) this.#visit(this.#prefix[depth] as number);
    else (this.#ranges[depth] as Range)(this.#work, this.#take[depth] as (code: number) => void);
  }
}

/** Whether a rule needs the loop. */
export function rangesOverMembers(rule: Rule): boolean {
  return rule.bindings.some(([, binding]) => isMembers(binding));
}

function everyCode(size: number): Range {
  return (_, take) => {
    for (let code = 0; code < size; code++) take(code);
  };
}

type MembersCell = Extract<Cell, { kind: "set" | "bag" }>;

/** Per binding of a rule, the part of the collection whose members it ranges over; null: a domain's values. */
export function memberParts(rule: Rule, layout: Layout): (Part | null)[] {
  return rule.bindings.map(([, binding]) => {
    if (!isMembers(binding)) return null;
    const field = Object.keys(layout.schema).find((name) => layout.schema[name] === binding.collection) as string;
    const cell = layout.cells.get(field) as MembersCell;
    const [offset, { size }] = [memberOffset(binding), bindingDomain(binding)];
    if (offset < 0 || offset + size > cell.element.size)
      throw synodError("internal", { problem: `the members that ${rule.name} ranges over cannot be in ${field}` });
    return { cell, offset, size };
  });
}

/** Adds the bits that say whether a value is a member, those of all members where each one's place depends on the others. */
export function addMembership(
  { form, base, slots }: MembersCell,
  layout: Layout,
  code: number,
  bits: Int32Array,
): void {
  const first = form === "sorted" ? base : base + code;
  const last = form === "sorted" ? base + slots - 1 : first;
  for (let slot = first; slot <= last; slot++) addSlotBits(layout, slot, bits);
}

function isMember({ form, base, slots }: MembersCell, layout: Layout, code: number, work: Int32Array): boolean {
  if (form === "bits") return readSlot(layout, work, 0, base + code) > 0;
  for (let slot = base; slot < base + slots; slot++) if (readSlot(layout, work, 0, slot) === code + 1) return true;
  return false;
}

function memberCodes({ cell, offset, size }: Part, layout: Layout): Range {
  if (cell.form === "sorted") return sortedCodes(cell, layout, offset, size);
  return cell.kind === "set" ? bitCodes(cell, layout, offset, size) : countedCodes(cell, layout, offset, size);
}

/** One-bit slots are packed without gaps, so a part of a set is a run of bits. */
function bitCodes(cell: MembersCell, layout: Layout, offset: number, size: number): Range {
  const first = (layout.word[cell.base + offset] as number) * 32 + (layout.shift[cell.base + offset] as number);
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

function countedCodes(cell: MembersCell, layout: Layout, offset: number, size: number): Range {
  return (work, take) => {
    for (let code = 0; code < size; code++) {
      if (readSlot(layout, work, 0, cell.base + offset + code) > 0) take(code);
    }
  };
}

function sortedCodes(cell: MembersCell, layout: Layout, offset: number, size: number): Range {
  return (work, take) => {
    let previous = 0;
    for (let at = 0; at < cell.capacity; at++) {
      const found = readSlot(layout, work, 0, cell.base + at);
      if (found === 0) return;
      if (found !== previous && found > offset && found <= offset + size) take(found - 1 - offset);
      previous = found;
    }
  };
}
