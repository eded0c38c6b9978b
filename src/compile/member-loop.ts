/**
 * Which instances of a rule that ranges over what is in collections have their members present. The loop nest follows the
 * bindings, so that a collection inside a map is known, by its keys, when its turn comes.
 *
 * Trees of such a rule are for rows (sources.ts) instead of codes: a *seat* is a mixed-radix number of the rows, or codes
 * of a domain, that the bindings have. In each state there is at most one instance in a seat, and an instance that is
 * present has one seat. Seats are few where instances are millions, as those of messages in a sorted set.
 */

import type { SlotSource } from "../domain/spread/part-codec.ts";
import { bindingSize, isMembers, type Rule } from "../model/rule.ts";
import type { Layout } from "../state/layout.ts";
import { type Drawn, drawnFrom } from "./drawn.ts";
import { ABSENT, type Source, type Take } from "./sources.ts";

/** One level of the loop nest: the codes that a binding takes in the state at the start of `work`, and their rows. */
type Range = Source["each"];

export class MemberLoop {
  /** The number of seats. */
  readonly seats: number;
  /** Whether who is in a seat is the instance of its number. */
  readonly isNumbered: boolean;
  readonly #drawn: readonly (Drawn | null)[];
  readonly #ranges: readonly Range[];
  /** Per binding, how many codes, and how many rows. */
  readonly #sizes: readonly number[];
  readonly #rows: readonly number[];
  readonly #take: Take[] = [];
  /** Per binding, of the instance that is being made, and of one that is asked for, perhaps meanwhile. */
  readonly #codes: number[];
  readonly #asked: number[];
  /** Per depth of the nest, the index and the seat as far as they are known. */
  readonly #index: number[];
  readonly #seat: number[];
  #work: Int32Array = new Int32Array(0);
  #visit: (index: number, seat: number) => void = () => {};

  constructor(rule: Rule, layout: Layout) {
    this.#sizes = rule.bindings.map(([, binding]) => bindingSize(binding));
    this.#drawn = drawnFrom(rule, layout);
    this.#rows = this.#drawn.map((drawn, at) => drawn?.rows ?? (this.#sizes[at] as number));
    this.isNumbered = this.#drawn.every((drawn) => drawn?.isNumbered ?? true);
    this.seats = this.#rows.reduce((product, rows) => product * rows, 1);
    this.#codes = new Array<number>(rule.bindings.length).fill(0);
    this.#asked = [...this.#codes];
    this.#ranges = this.#drawn.map((drawn, at) => {
      if (drawn === null) return everyCode(this.#sizes[at] as number);
      return drawn.only?.each ?? ((work, take) => drawn.at(this.#codes).each(work, take));
    });
    this.#index = new Array<number>(rule.bindings.length + 1).fill(0);
    this.#seat = [...this.#index];
    for (let depth = 0; depth < this.#ranges.length; depth++) {
      this.#take.push((code, row) => {
        this.#codes[depth] = code;
        this.#index[depth + 1] = (this.#index[depth] as number) * (this.#sizes[depth] as number) + code;
        this.#seat[depth + 1] = (this.#seat[depth] as number) * (this.#rows[depth] as number) + row;
        this.#descend(depth + 1);
      });
    }
  }

  /** Calls `visit` with every instance whose members are present in the state at the start of `work`, and its seat. */
  each(work: Int32Array, visit: (index: number, seat: number) => void): void {
    this.#work = work;
    this.#visit = visit;
    this.#descend(0);
  }

  /**
   * The instance that is in a seat, or ABSENT. Reads what says so, in the order of the bindings, as far as it takes: which slot
   * is next depends on the seat and on what was read before alone.
   */
  inSeat(seat: number, slots: SlotSource): number {
    const rows = this.#asked;
    digits(seat, this.#rows, rows);
    let index = 0;
    // Codes take the places of rows from the first on: those before a binding are its keys.
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as number;
      const code = this.#drawn[at]?.at(rows).codeIn(row, slots) ?? row;
      if (code === ABSENT) return ABSENT;
      rows[at] = code;
      index = index * (this.#sizes[at] as number) + code;
    }
    return index;
  }

  /** The seat of an instance; ABSENT where a member is not present, and what says so goes into `bits`. */
  seatOf(index: number, slots: SlotSource, bits: Int32Array): number {
    const codes = this.#asked;
    digits(index, this.#sizes, codes);
    let seat = 0;
    for (let at = 0; at < codes.length; at++) {
      const code = codes[at] as number;
      const source = this.#drawn[at]?.at(codes);
      const row = source?.rowOf(code, slots) ?? code;
      if (row === ABSENT) {
        source?.addReads(code, bits);
        return ABSENT;
      }
      seat = seat * (this.#rows[at] as number) + row;
    }
    return seat;
  }

  #descend(depth: number): void {
    if (depth === this.#ranges.length) this.#visit(this.#index[depth] as number, this.#seat[depth] as number);
    else (this.#ranges[depth] as Range)(this.#work, this.#take[depth] as Take);
  }
}

/** Whether a rule needs the loop. */
export function rangesOverMembers(rule: Rule): boolean {
  return rule.bindings.some(([, binding]) => isMembers(binding));
}

function everyCode(size: number): Range {
  return (_, take) => {
    for (let code = 0; code < size; code++) take(code, code);
  };
}

/** The digits of a mixed-radix number, the most significant first. */
function digits(number: number, sizes: readonly number[], into: number[]): void {
  for (let at = sizes.length - 1, rest = number; at >= 0; at--) {
    const size = sizes[at] as number;
    into[at] = rest % size;
    rest = Math.floor(rest / size);
  }
}
