/**
 * Which instances of a rule the interpreter tries in a state, found the plain way: by the values that are in collections, as
 * values, one after the other. It shares nothing with the engine's loops over packed members (member-loop.ts), not even how
 * a case's codes lie among those of its union; only the numbers of instances (instances.ts).
 */
import { codeIn, inOrder, valueByCode } from "../domain/coded.ts";
import { internedValue } from "../domain/spread.ts";
import type { MembersBinding } from "../model/members.ts";
import { bindingDomain, bindingSize, isByPosition, isMembers, type Rule } from "../model/rule.ts";
import type { MemberAt } from "../program/instances.ts";
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
    const size = bindingSize(binding);
    const choose = (code: number) => {
      chosen[depth] = code;
      descend(depth + 1, before * size + code);
    };
    if (!isMembers(binding)) for (let code = 0; code < size; code++) choose(code);
    else
      for (const code of numbersPresent(binding, collection(schema, rule, binding, chosen, state)).sort(
        (a, b) => a - b,
      ))
        choose(code);
  };
  descend(0, 0);
}

/** Whether the values that an instance draws from collections are in them. */
export function membersPresent(schema: Schema, rule: Rule, codes: readonly number[], state: StoredState): boolean {
  return rule.bindings.every(([, binding], at) => {
    if (!isMembers(binding)) return true;
    return numbersPresent(binding, collection(schema, rule, binding, codes, state)).includes(codes[at] as number);
  });
}

/** What bindings take that is told by where it is, since it has no number. */
export function storedMembers(schema: Schema, state: StoredState): MemberAt {
  return (rule, at, codes) => {
    const binding = (rule.bindings[at] as Rule["bindings"][number])[1] as MembersBinding<unknown>;
    const present = valuesPresent(binding, collection(schema, rule, binding, codes, state));
    const number = codes[at] as number;
    return number < present.length ? () => internedValue(binding.domain, present[number]) : null;
  };
}

/** The numbers of what a binding can be bound to, each once: codes, or places where there are none. */
function numbersPresent(binding: MembersBinding<unknown>, stored: Stored): number[] {
  const { domain } = binding;
  const present = valuesPresent(binding, stored);
  if (!isByPosition(binding)) return [...new Set(present.map(domain.encode))].filter((code) => code >= 0);
  const codes = present.map((value) => codeIn(domain, value));
  return codes.flatMap((code, at) =>
    code !== -1 && codes.indexOf(code) === at && isBound(binding, present, at) ? [at] : [],
  );
}

/** Null comes first where it can be bound, and is when nothing else is. */
function isBound({ domain, orNull }: MembersBinding<unknown>, present: readonly unknown[], at: number): boolean {
  return !orNull || at > 0 || !present.some((value) => value !== null && domain.encode(value) >= 0);
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
function valuesPresent(binding: MembersBinding<unknown>, stored: Stored): unknown[] {
  const { each, domain, orNull } = binding;
  if (stored.kind === "map")
    return [...stored.items].map(([key, item]) => {
      const { domain: of, code } = item as Extract<Stored, { kind: "value" }>;
      return [stored.key.decode(key), valueByCode(of, code)];
    });
  const { element, codes } = stored as Exclude<Stored, { kind: "map" | "value" }>;
  const inPlace = stored.kind === "set" ? [...codes].sort(inOrder) : [...codes];
  const members = inPlace.map((code) => valueByCode(element, code));
  if (each === "entry") return members.map((value, index) => [index, value]);
  if (isByPosition(binding)) return orNull ? [null, ...members] : members;
  const isNone = orNull && !members.some((value) => domain.encode(value) >= 0);
  return isNone ? [null] : members;
}
