/**
 * Enumerates the instances of a rule that ranges over what is in collections: only those whose members are present. The
 * loop nest follows the bindings, so that a collection inside a map is known, by its keys, when its turn comes.
 */

import { bindingSize, isMembers, type Rule } from "../model/rule.ts";
import type { Layout } from "../state/layout.ts";
import { type Drawn, drawnFrom } from "./drawn.ts";
import type { Source } from "./sources.ts";

/** One level of the loop nest: the codes that a binding takes in the state at the start of `work`. */
type Range = Source["each"];

export class MemberLoop {
  readonly #drawn: readonly (Drawn | null)[];
  readonly #ranges: readonly Range[];
  readonly #sizes: readonly number[];
  readonly #take: ((code: number) => void)[] = [];
  readonly #prefix: number[];
  /** Per binding, of the instance that is being made, and of one that is asked for, perhaps meanwhile. */
  readonly #codes: number[];
  readonly #asked: number[];
  #work: Int32Array = new Int32Array(0);
  #visit: (index: number) => void = () => {};

  constructor(rule: Rule, layout: Layout) {
    this.#sizes = rule.bindings.map(([, binding]) => bindingSize(binding));
    this.#drawn = drawnFrom(rule, layout);
    this.#codes = new Array<number>(rule.bindings.length).fill(0);
    this.#asked = [...this.#codes];
    this.#ranges = this.#drawn.map((drawn, at) => {
      if (drawn === null) return everyCode(this.#sizes[at] as number);
      return drawn.only?.each ?? ((work, take) => drawn.at(this.#codes).each(work, take));
    });
    this.#prefix = new Array<number>(rule.bindings.length + 1).fill(0);
    for (let depth = 0; depth < this.#ranges.length; depth++) {
      this.#take.push((code) => {
        this.#codes[depth] = code;
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
    const codes = this.#asked;
    for (let at = codes.length - 1, rest = index; at >= 0; at--) {
      const size = this.#sizes[at] as number;
      codes[at] = rest % size;
      rest = Math.floor(rest / size);
    }
    for (let at = 0; at < codes.length; at++) {
      const source = this.#drawn[at]?.at(codes);
      if (source === undefined || source.isPresent(codes[at] as number, work)) continue;
      source.addReads(codes[at] as number, bits);
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
