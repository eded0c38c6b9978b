/**
 * Which instances of a rule the interpreter tries in a state, found the plain way: by the values that are in collections, as
 * values, one after the other. It shares nothing with the engine's loops over packed members (member-loop.ts), not even how
 * a case's codes lie among those of its union; only the numbers of instances (instances.ts).
 */
import type { MembersBinding } from "../model/members.ts";
import { bindingDomain, isMembers, type Rule } from "../model/rule.ts";
import type { Schema } from "../state/field.ts";
import type { Stored, StoredState } from "./plain-store.ts";

/** Calls `visit` with the index of every instance whose members are present, ascending. */
export function eachInstance(schema: Schema, rule: Rule, state: StoredState, visit: (index: number) => void): void {
  const chosen: number[] = [];
  const descend = (depth: number, before: number): void => {
    const [, binding] = rule.bindings[depth] ?? [];
    if (binding === undefined) {
      visit(before);
      return;
    }
    const domain = bindingDomain(binding);
    const choose = (code: number) => {
      chosen[depth] = code;
      descend(depth + 1, before * domain.size + code);
    };
    if (!isMembers(binding)) for (let code = 0; code < domain.size; code++) choose(code);
    else {
      const codes = new Set(
        valuesPresent(binding, collection(schema, rule, binding, chosen, state)).map(domain.encode),
      );
      codes.delete(-1);
      for (const code of [...codes].sort((a, b) => a - b)) choose(code);
    }
  };
  descend(0, 0);
}

/** Whether the values that an instance draws from collections are in them. */
export function membersPresent(schema: Schema, rule: Rule, codes: readonly number[], state: StoredState): boolean {
  return rule.bindings.every(([, binding], at) => {
    if (!isMembers(binding)) return true;
    const domain = bindingDomain(binding);
    const present = valuesPresent(binding, collection(schema, rule, binding, codes, state));
    return present.some((value) => domain.encode(value) === codes[at]);
  });
}

/** What is stored where a binding ranges, given the codes of those before it. */
function collection(
  schema: Schema,
  { bindings }: Rule,
  { collection: field, keys }: MembersBinding<unknown>,
  codes: readonly number[],
  state: StoredState,
): Stored {
  const name = Object.keys(schema).find((each) => schema[each] === field) as string;
  let found = state.get(name) as Stored;
  for (const key of keys) {
    const map = found as Extract<Stored, { kind: "map" }>;
    const at = bindings.findIndex(([each]) => each === key);
    const value: unknown = bindingDomain((bindings[at] as Rule["bindings"][number])[1]).decode(codes[at] as number);
    found = map.items.get(map.key.encode(value)) as Stored;
  }
  return found;
}

/** What the binding can be bound to, repetitions and what is not of its domain included. */
function valuesPresent({ each, domain, orNull }: MembersBinding<unknown>, stored: Stored): unknown[] {
  if (stored.kind === "map")
    return [...stored.items].map(([key, item]) => {
      const { domain: of, code } = item as Extract<Stored, { kind: "value" }>;
      return [stored.key.decode(key), of.decode(code)];
    });
  const { element, codes } = stored as Exclude<Stored, { kind: "map" | "value" }>;
  const members = [...codes].map((code) => element.decode(code) as unknown);
  if (each === "entry") return members.map((value, index) => [index, value]);
  const isNone = orNull && !members.some((value) => domain.encode(value) >= 0);
  return isNone ? [null] : members;
}
