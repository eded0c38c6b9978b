/** The values that a rule's bindings can take in a state, one object per instance: domains by their codes, members by what is there. */
import type { AnyDomain } from "../../domain/domain.ts";
import { internedValue } from "../../domain/spread.ts";
import type { Schema } from "../../state/field.ts";
import { innerCollection, type MembersBinding } from "../members.ts";
import { type Binding, isByPosition, isMembers, type Rule } from "../rule.ts";

type Bound = Record<string, unknown>;

/** A state, and what it is a state of. */
export interface Looked {
  readonly schema: Schema;
  readonly view: object;
}

export function* eachChoice({ bindings }: Rule, state: Looked): Iterable<object> {
  const bound: Bound = {};
  const choose = function* (at: number): Iterable<object> {
    const next = bindings[at];
    if (next === undefined) {
      yield Object.freeze({ ...bound });
      return;
    }
    const [name, binding] = next;
    for (const value of valuesOf(binding, state, bound)) {
      bound[name] = value;
      yield* choose(at + 1);
    }
    delete bound[name];
  };
  yield* choose(0);
}

function* valuesOf(binding: Binding, state: Looked, bound: Bound): Iterable<unknown> {
  if (isMembers(binding)) yield* membersOf(binding, state, bound);
  else {
    const { size, decode } = binding as AnyDomain;
    for (let code = 0; code < size; code++) yield decode(code);
  }
}

/** Read whole before the first is bound: an effect may be run in between. Of equal members of a bag the first. */
function membersOf(binding: MembersBinding<unknown>, { schema, view }: Looked, bound: Bound): readonly unknown[] {
  const { collection, keys, each, within, orNull, domain } = binding;
  const field = Object.keys(schema).find((name) => schema[name] === collection) as string;
  interface Inner extends Iterable<unknown> {
    get(key: unknown): Inner;
  }
  let inner = (view as Readonly<Record<string, Inner>>)[field] as Inner;
  for (const key of keys) inner = inner.get(bound[key]);
  if (each === "entry") {
    const isSequence = innerCollection(binding).kind === "sequence";
    const entries = [...inner].map((value, index) => (isSequence ? [index, value] : value));
    // Identical with equal ones, as what closures are handed is.
    return entries.map((entry) =>
      isByPosition(binding) ? internedValue(domain, entry) : domain.decode(domain.encode(entry)),
    );
  }
  const kept = [...new Set(inner)].filter((value) => within === null || within.encode(value) >= 0);
  return orNull && kept.length === 0 ? [null] : kept;
}
