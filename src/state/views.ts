/**
 * Typed views over a memory: what the closures of a model are handed. One object per collection, made when it is first
 * asked for; reading a variable or a map item reads one slot. A value outside its domain and a collection over its
 * capacity are errors that name the place. What views look like from outside, and what they refuse, is in strict.ts.
 */

import { type Lease, newLease } from "../closed-room.ts";
import { codeOf, writeParts } from "./code-of.ts";
import { EntrySequence, SortedEntries } from "./entry-slots.ts";
import type { Schema } from "./field.ts";
import type { Cell, Layout } from "./layout.ts";
import { CollectionMap, type Item, type MapBase, PartsMap, ValueMap } from "./map-slots.ts";
import { BitSet, CountedBag, MemberSlots, Sequence, SortedMembers } from "./member-slots.ts";
import type { Memory } from "./memory.ts";
import { METHODS } from "./methods.ts";
import type { StateDraft } from "./seen.ts";
import { strictCollection, strictState } from "./strict.ts";

/**
 * The state object over `memory`, to be used while `lease` says so. It is typed as a draft; handing it out as a `StateView`
 * makes it read-only by type.
 */
export function viewState<S extends Schema>(
  layout: Pick<Layout, "cells">,
  memory: Memory,
  lease = newLease(),
): StateDraft<S> {
  const fields = [...layout.cells].map(([name, cell]) => {
    if (cell.kind === "value") {
      const { base, domain, spread } = cell;
      if (spread !== null) {
        const get = () => spread.read(memory, base);
        const set = (value: unknown) => writeParts(memory, base, spread, value, name);
        return [name, { kind: null, get, set }] as const;
      }
      const get = () => domain.decode(memory.read(base));
      const set = (value: unknown) => memory.write(base, codeOf(domain, value, name));
      return [name, { kind: null, get, set }] as const;
    }
    let view: object | undefined;
    const get = () => {
      view ??= viewCell(cell, memory, name, lease).view;
      return view;
    };
    return [name, { kind: cell.kind, get, set: () => {} }] as const;
  });
  return strictState(lease, Object.fromEntries(fields), () => memory.writable) as StateDraft<S>;
}

type CollectionCell = Exclude<Cell, { kind: "value" }>;
/** What the contents below have for each method of their kind. */
type Methods = Readonly<Record<string, (...given: never[]) => unknown>>;

function viewCell(cell: CollectionCell, memory: Memory, place: string, lease: Lease): Item {
  const contents = contentsOf(cell, memory, place, lease);
  const methods: Record<string, Methods[string]> = {};
  for (const name of Object.keys(METHODS[cell.kind])) {
    const method = (contents as unknown as Methods)[name];
    if (method !== undefined) methods[name] = method.bind(contents);
  }
  const view = strictCollection(cell.kind, place, lease, {
    methods,
    size: contents instanceof MemberSlots ? () => contents.size : null,
    iterate: () => contents[Symbol.iterator](),
    writable: () => memory.writable,
  });
  return { contents, view };
}

function contentsOf(cell: CollectionCell, memory: Memory, place: string, lease: Lease): MapBase | MemberSlots {
  switch (cell.kind) {
    case "map":
      if (cell.items[0]?.kind === "value" && cell.items[0].spread !== null)
        return new PartsMap(cell, cell.items[0].spread, memory, place);
      return cell.items[0]?.kind === "value"
        ? new ValueMap(cell, memory, place)
        : new CollectionMap(cell, place, (code, at) => viewCell(cell.items[code] as CollectionCell, memory, at, lease));
    case "set":
    case "bag": {
      const { element, base, capacity, spread } = cell;
      if (spread !== null) return new SortedEntries(spread, base, capacity, memory, place, cell.kind === "bag");
      if (cell.form === "sorted") return new SortedMembers(element, base, capacity, memory, place, cell.kind === "bag");
      return cell.kind === "set"
        ? new BitSet(element, base, capacity, memory, place)
        : new CountedBag(element, base, capacity, memory, place);
    }
    case "sequence":
      if (cell.spread !== null) return new EntrySequence(cell.spread, cell.base, cell.capacity, memory, place);
      return new Sequence(cell.element, cell.base, cell.capacity, memory, place);
  }
}
