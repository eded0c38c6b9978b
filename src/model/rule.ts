/**
 * A rule: `for` which values, `when` it is enabled, what it `do`es. One choice of values is a rule instance; taking an
 * enabled instance is a step. Guards and effects are pure functions of the state and the bindings.
 */
import type { AnyDomain, Domain } from "../domain/domain.ts";
import { isSpread } from "../domain/spread/slots.ts";
import { type AnyContainer, hasEntries, isContainer, type MapField, type Schema } from "../state/field.ts";
import type { Place } from "../state/place.ts";
import type { StateDraft, StateView } from "../state/seen.ts";
import type { Access } from "./access.ts";
import type { Footprint } from "./footprint.ts";
import type { Imposed } from "./imposed.ts";
import { innerCollection, type MembersAt, type MembersBinding } from "./members.ts";

/** What a rule's binding ranges over: a domain, or what is in a collection (`members`, `entries`). */
// biome-ignore lint/suspicious/noExplicitAny: bindings forget their value type as domains do, see AnyDomain.
export type Binding = AnyDomain | MembersBinding<any>;
/** Bindings by name, as `for` of a rule has them. */
export type Bindings = Readonly<Record<string, Binding>>;
/** The values that a rule's bindings take. */
export type Bound<B> = {
  readonly [K in keyof B]: B[K] extends MembersBinding<infer T> ? T : B[K] extends Domain<infer T> ? T : never;
};

/** What is wrong with a name that `at` is given, as the type of the binding that gives it; nothing: unknown. */
export type Checked<B> = {
  readonly [K in keyof B]: B[K] extends MembersAt<infer _, infer F, infer Names> ? CheckedKeys<B, F, Names> : unknown;
};
type CheckedKeys<B, F, Names extends readonly unknown[]> = Names extends readonly [
  infer Name extends string,
  ...infer Rest,
]
  ? Name extends keyof B
    ? F extends MapField<infer Key, infer Item>
      ? [Bound<B>[Name]] extends [Key]
        ? CheckedKeys<B, Item, Rest>
        : `"${Name}" is bound to something that is no key of this map`
      : "there are fewer maps inside each other than names"
    : `there is no binding "${Name}" here`
  : unknown;

/**
 * A rule: for which values, when it is enabled, what it does. An effect reads its own writes.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * const joined = set(Node);
 * const join = { for: { n: Node }, do: (s: { joined: SetDraft<string> }, { n }: { n: string }) => { s.joined.add(n); } };
 * model({ state: { joined }, rules: { join } });
 * ```
 */
export interface RuleDefinition<S extends Schema, B, V = StateView<S>, D = StateDraft<S>, Places extends Schema = S> {
  /**
   * The values that an instance is made of, outermost first: `for: { from: Node, m: members(at(state.inbox, "from")) }`.
   * Absent: one instance.
   */
  readonly for?: B & Bindings & Checked<B>;
  /** Whether the instance is enabled: `when: (s, { from }) => !s.down.has(from)`. Absent: always. */
  readonly when?: (state: V, bound: Bound<B>) => boolean;
  /**
   * Changes the state: `do: (s, { from }) => { s.votes.add(from); }`. Variables are assigned, collections changed in
   * place; what it answers must be nothing.
   */
  readonly do: (state: D, bound: Bound<B>) => void;
  /**
   * The places that guard and effect look at: `reads: ["votes", ["term", from]]`, or a function of the bound values:
   * `reads: ({ from }) => [["term", from]]`. With `reads` or `writes` they can reach nothing else (SYN312), and partial
   * order can use it.
   */
  readonly reads?: readonly Place<Places>[] | ((bound: Bound<B>) => readonly Place<Places>[]);
  /**
   * The places that the effect changes, as with `reads`: `writes: ({ from }) => [["term", from]]`. What is written may
   * be read.
   */
  readonly writes?: readonly Place<Places>[] | ((bound: Bound<B>) => readonly Place<Places>[]);
}

/** A rule as the engine knows it: types forgotten. */
export interface Rule {
  readonly name: string;
  readonly bindings: readonly (readonly [name: string, binding: Binding])[];
  readonly when: (state: object, bound: object) => boolean;
  readonly do: (state: object, bound: object) => void;
  /** Of rules made from roles; null: not known from there. */
  readonly footprint: Footprint | null;
  /** Of rules made from roles, what of it is not its writer's; null: nothing. */
  readonly imposed: Imposed | null;
  /** Of an instance, as declared, or known of a program's step; null: neither. With neither of the two it may read and write anything. */
  readonly access: ((bound: object) => Access) | null;
  /** The closures of its writer, to show where they are from; absent: it has none. */
  readonly written?: readonly object[];
}

export function isMembers(binding: Binding): binding is MembersBinding<unknown> {
  return "kind" in binding && binding.kind === "members";
}

/** The domain that a binding's values are drawn from. */
export function bindingDomain(binding: Binding): AnyDomain {
  return isMembers(binding) ? binding.domain : binding;
}

/** Whether what a binding takes is told by where it is in the collection, since the values are too many to number. */
export function isByPosition(binding: Binding): boolean {
  return isMembers(binding) && hasNoNumbers(innerCollection(binding));
}

function hasNoNumbers(collection: AnyContainer): boolean {
  if (collection.kind !== "map") return hasEntries(collection);
  return !isContainer(collection.item) && isSpread(collection.item);
}

/** How many values a binding can take in a state: those of its domain, or as many as there are places, and null. */
export function bindingSize(binding: Binding): number {
  if (!isMembers(binding) || !isByPosition(binding)) return bindingDomain(binding).size;
  const collection = innerCollection(binding);
  return (collection.kind === "map" ? collection.key.size : (collection.capacity as number)) + (binding.orNull ? 1 : 0);
}
