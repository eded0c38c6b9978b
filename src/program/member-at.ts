/** What is where in the collections of a packed state: values that are too many to number are told by that. */

import type { SlotSource } from "../domain/spread/part-codec.ts";
import { internedValue, type Spread } from "../domain/spread.ts";
import type { MembersBinding } from "../model/members.ts";
import { bindingDomain, type Rule } from "../model/rule.ts";
import { type Cell, entryWidth, type Layout, readSlot } from "../state/layout.ts";
import type { MemberAt } from "./instances.ts";

type MapCell = Extract<Cell, { kind: "map" }>;
type ValueCell = Extract<Cell, { kind: "value" }>;

/** In the state whose slots `source` reads. */
export function membersOf(layout: Layout, source: SlotSource): MemberAt {
  return (rule, at, codes) => {
    const binding = (rule.bindings[at] as Rule["bindings"][number])[1] as MembersBinding<unknown>;
    const cell = cellOf(layout, rule, binding, codes);
    const number = codes[at] as number;
    if (cell.kind === "map") {
      const { spread, base } = cell.items[number] as ValueCell;
      const value = (spread as Spread).peek(source, base);
      return () => internedValue(binding.domain, [cell.key.decode(number), value()]);
    }
    if (binding.orNull && number === 0) return () => null;
    const position = binding.orNull ? number - 1 : number;
    const { base, spread } = cell as Exclude<Cell, ValueCell | MapCell>;
    const entry = base + position * entryWidth(spread as Spread);
    if (source.read(entry) === 0) return null;
    const value = (spread as Spread).peek(source, entry + 1);
    return binding.each === "entry" ? () => internedValue(binding.domain, [position, value()]) : value;
  };
}

/** In the state at `offset` of `words`. */
export function membersAt(layout: Layout, words: Int32Array, offset: number): MemberAt {
  return membersOf(layout, { read: (slot) => readSlot(layout, words, offset, slot) });
}

/** The collection that a binding ranges over, given the codes of those before it. */
function cellOf(
  layout: Layout,
  rule: Rule,
  { collection, keys }: MembersBinding<unknown>,
  codes: readonly number[],
): Cell {
  const field = Object.keys(layout.schema).find((name) => layout.schema[name] === collection) as string;
  let cell = layout.cells.get(field) as Cell;
  for (const key of keys) {
    const at = rule.bindings.findIndex(([name]) => name === key);
    const domain = bindingDomain((rule.bindings[at] as Rule["bindings"][number])[1]);
    const map = cell as MapCell;
    cell = map.items[map.key.encode(domain.decode(codes[at] as number))] as Cell;
  }
  return cell;
}
