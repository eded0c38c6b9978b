/** Per binding of a rule, what it is drawn from in a packed state: one collection, or of several in a map the one at keys. */
import type { AnyDomain } from "../domain/domain.ts";
import type { MembersBinding } from "../model/members.ts";
import { bindingDomain, isMembers, type Rule } from "../model/rule.ts";
import type { MapField } from "../state/field.ts";
import type { Cell, Layout } from "../state/layout.ts";
import { type Source, sourceOf } from "./sources.ts";

/** Where the key of a map comes from: the binding's place, and per code of it what it adds to the number of the collection. */
interface Key {
  readonly binding: number;
  readonly adds: Int32Array;
}

export class Drawn {
  /** The one collection; null: it depends on keys. */
  readonly only: Source | null;
  /** Of each of the collections: they are alike. */
  readonly rows: number;
  readonly isNumbered: boolean;
  readonly #sources: readonly Source[];
  readonly #keys: readonly Key[];

  constructor(sources: readonly Source[], keys: readonly Key[]) {
    this.only = keys.length === 0 ? (sources[0] as Source) : null;
    this.rows = (sources[0] as Source).rows;
    this.isNumbered = (sources[0] as Source).isNumbered;
    this.#sources = sources;
    this.#keys = keys;
  }

  /** The collection that these codes of the rule's bindings lead to; those from its own on are not looked at. */
  at(codes: readonly number[]): Source {
    let which = 0;
    for (let key = 0; key < this.#keys.length; key++) {
      const { binding, adds } = this.#keys[key] as Key;
      which += adds[codes[binding] as number] as number;
    }
    return this.#sources[which] as Source;
  }
}

/** Null: a domain's values. */
export function drawnFrom(rule: Rule, layout: Layout): readonly (Drawn | null)[] {
  return rule.bindings.map(([, binding]) => (isMembers(binding) ? drawn(binding, rule, layout) : null));
}

function drawn(binding: MembersBinding<unknown>, rule: Rule, layout: Layout): Drawn {
  const field = Object.keys(layout.schema).find((name) => layout.schema[name] === binding.collection) as string;
  let cells = [layout.cells.get(field) as Cell];
  let map = binding.collection as MapField<unknown, never>;
  const keys: Key[] = [];
  for (const name of binding.keys) {
    const at = rule.bindings.findIndex(([each]) => each === name);
    const domain = bindingDomain((rule.bindings[at] as Rule["bindings"][number])[1]);
    const key = map.key as AnyDomain;
    // Behind the keys that follow: the last one counts single collections.
    for (const earlier of keys)
      for (let code = 0; code < earlier.adds.length; code++)
        earlier.adds[code] = (earlier.adds[code] as number) * key.size;
    keys.push({
      binding: at,
      adds: Int32Array.from({ length: domain.size }, (_, code) => key.encode(domain.decode(code))),
    });
    cells = cells.flatMap((cell) => (cell as Extract<Cell, { kind: "map" }>).items);
    map = map.item as MapField<unknown, never>;
  }
  return new Drawn(
    cells.map((cell) => sourceOf(binding, cell, layout)),
    keys,
  );
}
