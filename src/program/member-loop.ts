/**
 * Enumerates the instances of a rule that ranges over members of collections: only those whose members are present. The
 * loop nest follows the bindings; a set of bits is scanned word by word, so the cost is what is in it.
 */
import type { AnyDomain } from "../domain/domain.ts";
import { bindingDomain, isMembers, type Rule } from "../model/rule.ts";
import { type Cell, type Layout, readSlot } from "../state/layout.ts";

/** One level of the loop nest: the codes that a binding takes in the state at the start of `work`. */
type Range = (work: Int32Array, take: (code: number) => void) => void;

export class MemberLoop {
  readonly #ranges: readonly Range[];
  readonly #sizes: readonly number[];
  readonly #take: ((code: number) => void)[] = [];
  readonly #prefix: number[];
  #work: Int32Array = new Int32Array(0);
  #visit: (index: number) => void = () => {};

  constructor(rule: Rule, layout: Layout) {
    this.#ranges = rule.bindings.map(([, binding]) => {
      if (!isMembers(binding)) return everyCode(binding.size);
      const name = Object.keys(layout.schema).find((key) => layout.schema[key] === binding.collection) as string;
      return memberCodes(layout.cells.get(name) as MembersCell, layout, binding.within ?? binding.collection.element);
    });
    this.#sizes = rule.bindings.map(([, binding]) => bindingDomain(binding).size);
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

function memberCodes(cell: MembersCell, layout: Layout, within: AnyDomain): Range {
  const { offset, size } = within;
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
