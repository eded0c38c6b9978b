/**
 * What every way of laying out a part is: the slots it takes, and how values get into them and out again. Codes are kept in
 * an array of all slots of a value, of which a part has those from `at` on.
 */
import type { AnyDomain } from "../domain.ts";
import type { Digits } from "./digits.ts";

/** What is in one slot. */
export interface SpreadSlot {
  /** The number of codes. */
  readonly size: number;
  /** The domain whose codes it holds; null: it says which parts there are, and mentions nothing. */
  readonly domain: AnyDomain | null;
  /** The code in the slot is the domain's plus this: 1 where 0 stands for a part that is not there. */
  readonly offset: 0 | 1;
  /** Its place is that of a key among others, this code of this domain, so many slots for one more; null: it is its own. */
  readonly key: { readonly domain: AnyDomain; readonly code: number; readonly weight: number } | null;
}

/** A slot that says which parts there are. */
export function selectorSlot(size: number): SpreadSlot {
  return { size, domain: null, offset: 0, key: null };
}

/** Where codes come from: a state's slots. */
export interface SlotSource {
  read(slot: number): number;
}

/** Whether a part is there: always; or it is absent as code 0, or as the last code. */
export type Presence = "always" | "zero if absent" | "last if absent";

/** A part that is to be laid out, and what lays out its own parts. */
export interface PartPlan {
  readonly domain: AnyDomain;
  readonly presence: Presence;
  readonly layOut: (domain: AnyDomain, presence: Presence) => PartCodec;
}

/** How the values of a part stand in its slots. */
export interface PartCodec {
  readonly slots: readonly SpreadSlot[];
  /** Whether its values have codes. */
  readonly isCounted: boolean;
  /** Writes the codes of a value of the domain into zeros. */
  write(value: unknown, into: Int32Array, at: number): void;
  /** Writes the codes of no value into zeros. */
  writeAbsent(into: Int32Array, at: number): void;
  /** Copies the codes of what is there. */
  fetch(source: SlotSource, slot: number, into: Int32Array, at: number): void;
  /** The domain's code, of a domain whose values have some. */
  code(from: Int32Array, at: number): number;
  /** The interned value. */
  value(from: Int32Array, at: number): unknown;
  /** Adds the digits that tell the value from others, for as much as is there. */
  addDigits(from: Int32Array, at: number, digits: number[]): void;
  /** Writes the codes again of a value whose digits these are. */
  takeDigits(digits: Digits, into: Int32Array, at: number): void;
}
