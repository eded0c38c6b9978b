/**
 * A rule: `for` which values, `when` it is enabled, what it `do`es. One choice of values is a rule instance; taking an
 * enabled instance is a step. Guards and effects are pure functions of the state and the bindings.
 */
import { isNamedParts } from "../closed.ts";
import type { AnyDomain, Domain } from "../domain/domain.ts";
import { isDomain, whatIs } from "../domain/is-domain.ts";
import { synodError } from "../errors/errors.ts";
import { type BagField, isField, type Schema, type SetField, type StateDraft, type StateView } from "../state/field.ts";
import type { Place } from "../state/place.ts";
import type { Access } from "./access.ts";
import type { Footprint } from "./footprint.ts";
import type { Imposed } from "./imposed.ts";

/**
 * Ranges over the present members of a collection: what `members` makes.
 *
 * @example
 * ```ts
 * const binding: MembersBinding<number> = members(set(range(0, 3)));
 * ```
 */
export interface MembersBinding<T> {
  readonly kind: "members";
  readonly collection: SetField<T> | BagField<T>;
  /** The part of the element domain to range over, a union's case say; null: all of it. */
  readonly within: Domain<T> | null;
}
/** What a rule's binding ranges over: a domain, or the present members of a set or bag (`members`). */
// biome-ignore lint/suspicious/noExplicitAny: bindings forget their value type as domains do, see AnyDomain.
export type Binding = AnyDomain | MembersBinding<any>;
/** Bindings by name, as `for` of a rule has them. */
export type Bindings = Readonly<Record<string, Binding>>;
/** The values that a rule's bindings take. */
export type Bound<B> = {
  readonly [K in keyof B]: B[K] extends MembersBinding<infer T> ? T : B[K] extends Domain<infer T> ? T : never;
};

/**
 * A binding over the members that a top-level set or bag of the state has at the moment, or over those of one case of a
 * union: the rule then costs what is in the collection, not what could be. `within` is that case, or the whole domain.
 *
 * @throws SynodError SYN207 for what is no set or bag, or no case of its domain.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 3);
 * const { prepare, ...Message } = union({ prepare: { to: Node }, promise: { from: Node } });
 * const sent = set(Message);
 * model({
 *   state: { sent, promised: set(Node) },
 *   init: (s) => { s.sent.add(prepare({ to: "n1" })); },
 *   rules: { promise: { for: { m: members(sent, prepare) }, do: (s, { m }) => { s.promised.add(m.to); } } },
 * });
 * ```
 */
export function members<T>(collection: SetField<T> | BagField<T>): MembersBinding<T>;
export function members<T, U extends T>(collection: SetField<T> | BagField<T>, within: Domain<U>): MembersBinding<U>;
export function members(
  collection: SetField<unknown> | BagField<unknown>,
  within?: AnyDomain,
): MembersBinding<unknown> {
  const refuse = (problem: string) => synodError("bad-binding", { binding: "members(...)", problem });
  if (!isField(collection) || isDomain(collection) || (collection.kind !== "set" && collection.kind !== "bag"))
    throw refuse(NO_MEMBERS[kindOf(collection)] ?? `it is given ${whatIs(collection)}, not a set or bag of the state`);
  const { element } = collection;
  if (within === undefined) return { kind: "members", collection, within: null };
  if (!isDomain(within)) throw refuse(`its case is ${whatIs(within)}, not the collection's domain or one of its cases`);
  const isWithin = (part: AnyDomain, whole: AnyDomain) =>
    part.root === whole.root && part.offset >= whole.offset && part.offset + part.size <= whole.offset + whole.size;
  // All of the members, when the collection is itself of one case of what is asked for.
  if (isWithin(element, within)) return { kind: "members", collection, within: null };
  if (isWithin(within, element)) return { kind: "members", collection, within };
  throw synodError("bad-binding", {
    binding: `members(..., ${within.label})`,
    problem:
      within.root === element.root
        ? `the collection holds ${element.label} only, and none of those is ${within.label}`
        : `${within.label} is neither the collection's domain nor one of its cases`,
  });
}

/** Why there is nothing to range over, and what to write instead. */
const NO_MEMBERS: Readonly<Record<string, string>> = {
  sequence:
    "a sequence has places, not members: bind a place, for: { i: range(0, 3) }, and look at s.queue.at(i), or use a set or bag",
  map: "a map has an item for every key: bind the key to its domain, and look at the item in `when`",
};

function kindOf(value: unknown): string {
  return isNamedParts(value) && typeof value.kind === "string" ? value.kind : "";
}

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
export interface RuleDefinition<S extends Schema, B> {
  /**
   * The values that an instance is made of, outermost first: `for: { from: Node, m: members(sent, ask) }`. Absent: one
   * instance.
   */
  readonly for?: B & Bindings;
  /** Whether the instance is enabled: `when: (s, { from }) => !s.down.has(from)`. Absent: always. */
  readonly when?: (state: StateView<S>, bound: Bound<B>) => boolean;
  /**
   * Changes the state: `do: (s, { from }) => { s.votes.add(from); }`. Variables are assigned, collections changed in
   * place; what it answers must be nothing.
   */
  readonly do: (state: StateDraft<S>, bound: Bound<B>) => void;
  /**
   * The places that guard and effect look at: `reads: ["votes", ["term", from]]`, or a function of the bound values:
   * `reads: ({ from }) => [["term", from]]`. With `reads` or `writes` they can reach nothing else (SYN312), and partial
   * order can use it.
   */
  readonly reads?: readonly Place<S>[] | ((bound: Bound<B>) => readonly Place<S>[]);
  /**
   * The places that the effect changes, as with `reads`: `writes: ({ from }) => [["term", from]]`. What is written may
   * be read.
   */
  readonly writes?: readonly Place<S>[] | ((bound: Bound<B>) => readonly Place<S>[]);
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
  /** Of an instance, as declared; null: not declared. With neither of the two it may read and write anything. */
  readonly access: ((bound: object) => Access) | null;
}

export function isMembers(binding: Binding): binding is MembersBinding<unknown> {
  return "kind" in binding && binding.kind === "members";
}

/** Where the codes of a binding's values begin among those of its collection's elements: where a case of a union does. */
export function memberOffset(binding: MembersBinding<unknown>): number {
  return bindingDomain(binding).offset - binding.collection.element.offset;
}

/** The domain that a binding's values are drawn from. */
export function bindingDomain(binding: Binding): AnyDomain {
  return isMembers(binding) ? (binding.within ?? binding.collection.element) : binding;
}
