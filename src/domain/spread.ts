/**
 * Values laid out by parts. A domain with more values than one slot can number is *spread* over a fixed number of slots,
 * each with a small code:
 *
 *     record, tuple     the parts one after the other
 *     optional          whether there is a value, and its parts
 *     union             which case, and the parts of every case
 *     list              how much longer than the shortest, and the items
 *     subset            a bit for every value, the last one first; or the members, the last one first, where that is smaller.
 *                       Renaming elements of scalarsets would put those in another order: if values mention some, members
 *                       are listed only where bits are too many, and the elements are not renamed (`areInOrder`)
 *
 * A part that can be numbered is one slot. Parts that are there only sometimes have one code more, for *absent*, so that the
 * meaning of a code never depends on another slot, and renaming elements of scalarsets goes slot by slot. That code is 0,
 * and the others one more than the domain's; or, for the parts of a union's first case, it is the last one, since the first
 * value is to be all zeros. Laws: equal values have equal codes, the first value zeros; and the codes of values, compared
 * slot by slot from the first on, are in the order of the domain. Each way is a `PartCodec`; they are in spread/.
 */
import { synodError } from "../errors/errors.ts";
import { thresholds } from "../thresholds.ts";
import type { AnyDomain } from "./domain.ts";
import { Digits } from "./spread/digits.ts";
import { textOf } from "./spread/interned-by.ts";
import { layOut } from "./spread/lay-out.ts";
import type { PartCodec, SlotSource, SpreadSlot } from "./spread/part-codec.ts";
import { slotsOf } from "./spread/slots.ts";

/** No values take more, whatever they are for; a state has fewer (state/layout.ts). */
const MOST_SLOTS = 2 ** 20;

/** How a domain is laid out by parts. `guarded`: as a part that may not be there. */
export class Spread {
  readonly domain: AnyDomain;
  readonly slots: readonly SpreadSlot[];
  readonly #codec: PartCodec;
  readonly #codes: Int32Array;

  constructor(domain: AnyDomain, guarded: boolean) {
    this.domain = domain;
    const slots = slotsOf(domain);
    if (slots > MOST_SLOTS)
      throw synodError("domain-too-large", {
        domain: domain.label,
        size: Math.min(slots, Number.MAX_VALUE),
        limit: MOST_SLOTS,
        counts: "places",
      });
    this.#codec = layOut(domain, guarded ? "zero if absent" : "always", true);
    this.slots = this.#codec.slots;
    this.#codes = new Int32Array(this.slots.length);
  }

  /** The codes of a value, valid until the next call; null: it is not in the domain. */
  encode(value: unknown): Int32Array | null {
    if (this.domain.encode(value) < 0) return null;
    this.#codes.fill(0);
    this.#codec.write(value, this.#codes, 0);
    return this.#codes;
  }

  /** The interned value whose codes are in the slots from `slot` on. What is not there is not looked at. */
  read(source: SlotSource, slot: number): unknown {
    this.#codes.fill(0);
    this.#codec.fetch(source, slot, this.#codes, 0);
    return this.#codec.value(this.#codes, 0);
  }

  /** The same in two: the slots are read now, the value is made when it is asked for. */
  peek(source: SlotSource, slot: number): () => unknown {
    const codes = new Int32Array(this.slots.length);
    this.#codec.fetch(source, slot, codes, 0);
    return () => this.#codec.value(codes, 0);
  }

  /** The same as what tells it from other values: its code where it has one, a text otherwise. */
  readCode(source: SlotSource, slot: number): number | string {
    this.#codes.fill(0);
    this.#codec.fetch(source, slot, this.#codes, 0);
    return this.#codec.isCounted ? this.#codec.code(this.#codes, 0) : textOf(this.#codec, this.#codes);
  }

  /** The code of a value of the domain, or a text that tells it from others; they are in the domain's order. */
  codeOf(value: unknown): number | string {
    const code = this.domain.encode(value);
    if (code !== Number.POSITIVE_INFINITY) return code;
    return textOf(this.#codec, this.encode(value) as Int32Array);
  }

  /** The interned value with these codes. */
  decode(codes: Int32Array): unknown {
    return this.#codec.value(codes, 0);
  }

  /** The codes of what `codeOf` told from others. */
  codesOf(text: string): Int32Array {
    this.#codes.fill(0);
    this.#codec.takeDigits(new Digits(text), this.#codes, 0);
    return this.#codes;
  }
}

/** One for each domain and use, since they are asked for again and again. */
const known = new WeakMap<AnyDomain, Map<string, Spread>>();

export function spreadOf(domain: AnyDomain, guarded = false): Spread {
  const key = `${guarded} ${thresholds.numberedValues} ${thresholds.movedMembers}`;
  let spreads = known.get(domain);
  if (spreads === undefined) {
    spreads = new Map();
    known.set(domain, spreads);
  }
  let spread = spreads.get(key);
  if (spread === undefined) {
    spread = new Spread(domain, guarded);
    spreads.set(key, spread);
  }
  return spread;
}

/** The value of the domain that is equal to this one and identical with all that are, be they read from a state or made. */
export function internedValue(domain: AnyDomain, value: unknown): unknown {
  const code = domain.encode(value);
  if (Number.isFinite(code)) return domain.decode(code);
  const spread = spreadOf(domain);
  return spread.decode((spread.encode(value) as Int32Array).slice());
}
