/** Random fields of every kind over random domains, and about how many contents they have. */
import type { Dice } from "./dice.ts";
import type { RandomDomains } from "./domains.ts";
import type { FieldData } from "./model-data.ts";
import type { FieldsData } from "./places.ts";

/** Fields of a state, one at least, that may have about `space` contents together. */
export function randomFields(dice: Dice, domains: RandomDomains, space: number): FieldsData {
  const fields: [string, FieldData][] = [];
  let left = space;
  for (let tries = 0; tries < 9 && left >= 2 && fields.length < 5; tries++) {
    const field = randomField(dice, domains, 2);
    const contents = contentsOf(domains, field);
    if (contents > left || contents < 2) continue;
    left /= contents;
    fields.push([`f${fields.length}`, field]);
  }
  if (fields.length === 0) fields.push(["f0", { is: "variable", of: domains.add({ is: "range", low: 0, high: 3 }) }]);
  return fields;
}

/** With maps in maps `depth` deep. */
export function randomField(dice: Dice, domains: RandomDomains, depth: number): FieldData {
  const named = dice.pick(domains.list)[0];
  const cases = domains.cases(named);
  const of = cases.length > 0 && dice.chance(35) ? dice.pick(cases) : named;
  const kind = dice.pick(["variable", "variable", "map", "map", "set", "set", "bag", "sequence"] as const);
  switch (kind) {
    case "variable":
      return { is: "variable", of };
    case "map": {
      const keys = domains.upTo(4).filter((name) => domains.size(name) > 0);
      if (depth === 0 || keys.length === 0) return { is: "variable", of };
      return { is: "map", key: dice.pick(keys), item: randomField(dice, domains, depth - 1) };
    }
    case "set":
      return { is: "set", of, capacity: domains.size(of) > 10 || dice.chance(30) ? dice.between(1, 2) : null };
    default:
      return { is: kind, of, capacity: dice.between(1, 3) };
  }
}

function contentsOf(domains: RandomDomains, field: FieldData): number {
  switch (field.is) {
    case "variable":
      return domains.size(field.of);
    case "map":
      return contentsOf(domains, field.item) ** domains.size(field.key);
    case "set": {
      const size = domains.size(field.of);
      return field.capacity === null ? 2 ** size : 1 + size ** field.capacity / field.capacity;
    }
    default:
      return 1 + domains.size(field.of) ** field.capacity;
  }
}
