/**
 * Random schemas over two scalarsets, with every kind of domain and of field, and random contents of them: stored as the
 * interpreter stores them, and as codes per slot. What no rule ever makes is among it, so that nothing about states is
 * taken for granted.
 *
 * They are synod's domains at once, not the data that the brute force's are (test/random/domains.ts): tuples with a place
 * per key have no such data, and maps of maps from composed keys would be too large to be gone through.
 */

import { type Code, inOrder, valueByCode } from "../../src/domain/coded.ts";
import type { AnyDomain } from "../../src/domain/domain.ts";
import { perKey } from "../../src/domain/per-key.ts";
import type { Spread } from "../../src/domain/spread.ts";
import {
  bag,
  boolean,
  enumeration,
  list,
  map,
  oneOf,
  optional,
  range,
  record,
  type Schema,
  scalarset,
  sequence,
  set,
  subset,
  tuple,
  union,
} from "../../src/index.ts";
import { type Stored, type StoredState, zeroState } from "../../src/interpret/plain-store.ts";
import type { Field } from "../../src/state/field.ts";
import type { Cell, Layout } from "../../src/state/layout.ts";
import type { Dice } from "../random/dice.ts";

/** The largest domain that is made a part of another, and the most slots of a field. */
const MOST_VALUES = 120;

export function randomSchema(dice: Dice): Schema {
  const [A, B] = [scalarset("a", 2 + dice.below(3)), scalarset("b", 1 + dice.below(3))];
  const keys: AnyDomain[] = [
    A,
    B,
    optional(A),
    record({ a: A, on: boolean }),
    subset(A, { max: 1 }),
    subset(B),
    list(B, { max: 1 }),
    subset(A, { min: 2 }),
    union({ a: { a: A }, b: { b: B }, none: {} }),
  ];
  const simple: AnyDomain[] = [A, A, B, boolean, range(-1, 1), enumeration("idle", "busy", "done"), range(4, 4)];
  const domain = (depth: number): AnyDomain => {
    const made = depth === 0 ? dice.pick(simple) : composed(depth - 1);
    return made.size > MOST_VALUES ? dice.pick(simple) : made;
  };
  const composed = (depth: number): AnyDomain => {
    switch (dice.below(10)) {
      case 6: {
        const min = dice.below(2);
        const element = domain(depth);
        const most = [3, 2, 1, 0].find((max) => element.size ** max <= MOST_VALUES) as number;
        return list(element, { min: Math.min(min, most), max: most === 0 ? 0 : Math.max(min, dice.below(most + 1)) });
      }
      case 7: {
        const element = domain(depth);
        return element.size > 6 ? subset(element, { max: 1 }) : subset(element);
      }
      case 8: {
        const element = domain(depth);
        const max = dice.below(Math.min(3, element.size + 1));
        return subset(element, { min: dice.below(max + 1), max: element.size > 14 ? Math.min(max, 1) : max });
      }
      case 9:
        return dice.below(2) === 0 ? oneOf(A, B) : oneOf(range(7, 8), A, tuple(A, boolean));
      case 0: {
        const inner = domain(depth);
        return inner.structure.kind === "optional" ? inner : optional(inner);
      }
      case 1:
        return record({ one: domain(depth), other: domain(depth) });
      case 2:
        return tuple(domain(depth), domain(depth));
      case 3:
        return union({ ping: { to: domain(depth), from: domain(0) }, pong: { to: domain(depth) }, stop: {} });
      case 4: {
        const key = dice.pick(keys.filter(({ size }) => size <= 6));
        return perKey(key, range(0, key.size > 4 ? 1 : 1 + dice.below(2)));
      }
      default:
        return domain(depth);
    }
  };
  const field = (depth: number): Field => {
    const element = domain(dice.below(3));
    switch (dice.below(depth === 0 ? 5 : 7)) {
      case 0:
        return element;
      case 1:
        return element.size > 40 ? set(element, { capacity: 2 }) : set(element);
      case 2:
        return set(element, { capacity: 1 + dice.below(3) });
      case 3:
        return bag(element, { capacity: 1 + dice.below(3) });
      case 4:
        return sequence(element, { capacity: 1 + dice.below(3) });
      default:
        return map(dice.pick(keys), field(depth - 1));
    }
  };
  return Object.fromEntries(Array.from({ length: 1 + dice.below(3) }, (_, at) => [`f${at}`, field(2)]));
}

export function randomContents(schema: Schema, dice: Dice): StoredState {
  const state = zeroState(schema);
  // Crowded states differ in everything, and sparse ones have symmetries.
  const crowd = dice.below(5);
  for (const stored of state.values()) fill(stored, dice, crowd);
  return state;
}

function fill(stored: Stored, dice: Dice, crowd: number): void {
  const acts = () => dice.below(4) < crowd;
  switch (stored.kind) {
    case "value":
      if (acts()) stored.code = dice.below(stored.domain.size);
      return;
    case "map":
      for (const item of stored.items.values()) fill(item, dice, crowd);
      return;
    case "set": {
      const most = stored.capacity ?? stored.element.size;
      for (let times = 0; times < most; times++) if (acts()) stored.codes.add(dice.below(stored.element.size));
      return;
    }
    default:
      for (let times = 0; times < stored.capacity; times++)
        if (acts()) stored.codes.push(dice.below(stored.element.size));
      if (stored.kind === "bag") stored.codes.sort(inOrder);
  }
}

/** Contents as codes per slot, by what the layout says of itself. */
export function slotCodes(layout: Layout, state: StoredState): number[] {
  const codes = new Array<number>(layout.slots).fill(0);
  const putParts = (spread: Spread, base: number, code: Code): void => {
    (spread.encode(valueByCode(spread.domain, code)) as Int32Array).forEach((part, at) => {
      codes[base + at] = part;
    });
  };
  const put = (cell: Cell, stored: Stored): void => {
    if (cell.kind === "value") {
      const { code } = stored as Extract<Stored, { kind: "value" }>;
      if (cell.spread === null) codes[cell.base] = code as number;
      else putParts(cell.spread, cell.base, code);
    } else if (cell.kind === "map") {
      const { items } = stored as Extract<Stored, { kind: "map" }>;
      cell.items.forEach((item, key) => {
        put(item, items.get(key) as Stored);
      });
    } else {
      const members = [...(stored as Extract<Stored, { kind: "set" | "bag" | "sequence" }>).codes] as number[];
      if (cell.kind !== "sequence") members.sort((one, other) => one - other);
      const { spread } = cell;
      if (spread !== null) {
        members.forEach((code, at) => {
          const entry = cell.base + at * (1 + spread.slots.length);
          codes[entry] = 1;
          putParts(spread, entry + 1, code);
        });
      } else if (cell.kind !== "sequence" && cell.form === "bits") {
        for (const code of members) codes[cell.base + code] = (codes[cell.base + code] as number) + 1;
      } else {
        members.forEach((code, at) => {
          codes[cell.base + at] = code + 1;
        });
      }
    }
  };
  for (const [name, cell] of layout.cells) put(cell, state.get(name) as Stored);
  return codes;
}
