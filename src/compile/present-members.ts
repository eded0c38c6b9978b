/** The members of ordered lists that an instance of a rule has bound: they are there in every state that it is met in. */
import { synodError } from "../errors/errors.ts";
import type { MembersBinding } from "../model/members.ts";
import { isMembers, type Rule } from "../model/rule.ts";
import type { Cell, Layout } from "../state/layout.ts";

type MapCell = Extract<Cell, { kind: "map" }>;
type Members = Extract<Cell, { kind: "set" | "bag" }>;
type Bound = Readonly<Record<string, unknown>>;

/** Tells of each the first slot of its list and its entry's slots. */
export type TellPresent = (bound: object, tell: (base: number, entry: readonly number[]) => void) => void;

export function presentMembers(rule: Rule, layout: Layout): TellPresent {
  const bindings = rule.bindings.flatMap(([name, binding]) =>
    isMembers(binding) && binding.each === "member" ? [{ name, binding }] : [],
  );
  const fieldOf = ({ collection }: MembersBinding<unknown>) =>
    layout.cells.get(Object.keys(layout.schema).find((field) => layout.schema[field] === collection) as string) as Cell;
  const drawn = bindings.map(({ name, binding }) => ({ name, keys: binding.keys, field: fieldOf(binding) }));
  return (bound, tell) => {
    for (const { name, keys, field } of drawn) {
      let cell = field;
      for (const key of keys) {
        const { key: domain, items } = cell as MapCell;
        cell = items[domain.encode((bound as Bound)[key])] as Cell;
      }
      const value = (bound as Bound)[name];
      if (value !== null && (cell as Members).form !== "bits") tell(cell.base, entryOf(cell as Members, value));
    }
  };
}

function entryOf({ spread, element }: Members, value: unknown): number[] {
  if (spread === null) return [element.encode(value) + 1];
  const codes = spread.encode(value);
  if (codes === null) throw synodError("internal", { problem: `a member of ${element.label} is none of its values` });
  return [1, ...codes];
}
