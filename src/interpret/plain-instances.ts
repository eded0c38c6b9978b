/**
 * Which instances of a rule the interpreter tries in a state, found the plain way: by the values that are in collections, as
 * values, one after the other. It shares nothing with the engine's loops over packed members (member-loop.ts), not even how
 * a case's codes lie among those of its union; only the numbers of instances (instances.ts).
 */
import type { AnyDomain } from "../domain/domain.ts";
import { bindingDomain, isMembers, type MembersBinding, type Rule } from "../model/rule.ts";
import type { Schema } from "../state/field.ts";
import type { Stored, StoredState } from "./plain-store.ts";

/** Calls `visit` with the index of every instance whose members are present, ascending. */
export function eachInstance(schema: Schema, rule: Rule, state: StoredState, visit: (index: number) => void): void {
  const present = rule.bindings.map(([, binding]) =>
    isMembers(binding) ? codesPresent(binding, collection(schema, binding, state)) : null,
  );
  const sizes = rule.bindings.map(([, binding]) => bindingDomain(binding).size);
  const descend = (depth: number, before: number): void => {
    if (depth === sizes.length) {
      visit(before);
      return;
    }
    const size = sizes[depth] as number;
    const codes = present[depth] ?? null;
    if (codes === null) for (let code = 0; code < size; code++) descend(depth + 1, before * size + code);
    else for (const code of codes) descend(depth + 1, before * size + code);
  };
  descend(0, 0);
}

/** Whether the values that an instance draws from collections are in them. */
export function membersPresent(schema: Schema, rule: Rule, codes: readonly number[], state: StoredState): boolean {
  return rule.bindings.every(([, binding], at) => {
    if (!isMembers(binding)) return true;
    const { element, codes: stored } = collection(schema, binding, state);
    const wanted = element.encode(bindingDomain(binding).decode(codes[at] as number));
    for (const code of stored) if (code === wanted) return true;
    return false;
  });
}

interface Collection {
  readonly element: AnyDomain;
  readonly codes: Iterable<number>;
}

function collection(schema: Schema, { collection: field }: MembersBinding<unknown>, state: StoredState): Collection {
  const name = Object.keys(schema).find((each) => schema[each] === field) as string;
  return state.get(name) as Exclude<Stored, { kind: "value" | "map" }>;
}

/** The members that are of the binding's domain, as its codes, each once, ascending. */
function codesPresent(binding: MembersBinding<unknown>, { element, codes }: Collection): number[] {
  const domain = bindingDomain(binding);
  const found = new Set<number>();
  for (const code of codes) found.add(domain.encode(element.decode(code)));
  found.delete(-1);
  return [...found].sort((a, b) => a - b);
}
